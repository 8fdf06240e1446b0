"""The words typed after `/metrics`, as an intent; pure."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bot.common.dates import find_past_day
from bot.common.errors import BadInput
from bot.common.numbers import CURRENCIES, parse_target
from bot.features.metrics.commands.intents import (
    Define,
    Export,
    Feed,
    HowCounted,
    Intent,
    Lock,
    LogWon,
    Quotas,
    SetRate,
    ShowFigures,
    ShowLedgerRows,
    ShowMetricsHelp,
    UndoEntry,
    Why,
)
from bot.slack.text import MENTION, mentions, typed_excerpt, unescape

_MENTION = re.compile(MENTION)
_GOAL = re.compile(r"g([0-9]{1,9})\b[: ]*(.*)", re.IGNORECASE | re.DOTALL)
_RATE = re.compile(r"([A-Za-z]{3})\s*=?\s*([0-9]{1,9}(?:\.[0-9]{1,6})?)(?:\s+(?:from|since)\s+(.+))?")
_WHEN = re.compile(r"^(.*?)\s+(?:on|closed on)\s+(.+)$", re.IGNORECASE | re.DOTALL)
_LOG_HOW = "Write it as `/metrics log won $48k Acme`, with `on 12 Nov` at the end for another day."
EXPORTS = ("figures", "rows", "deals")


def parse(text: str, today: date) -> Intent:
    """The intent of the typed words; BadInput with the right way to write it.

    Words that no verb begins are a metric or a period of the actor's own figures.
    """
    words = " ".join(text.replace("“", '"').replace("”", '"').split())
    first, _, rest = words.partition(" ")
    read = _VERBS.get(first.lower())
    if read is not None:
        return read(rest, today)
    if _MENTION.match(words):
        person, rest = _person(words)
        return ShowFigures("person", person, rest)
    if not words:
        return ShowFigures("me")
    # A period or metric alone is about oneself; which of the two is decided where metrics are known.
    return ShowFigures("me", words=words)


def _person(words: str) -> tuple[str, str]:
    """The id of the one person mentioned, and the words without the mention; BadInput for none or several."""
    found = mentions(words)
    if len(found) > 1:
        raise BadInput("Ask about one person at a time.")
    rest = " ".join(_MENTION.sub(" ", words).split())
    return (found[0] if found else ""), rest


def _me(rest: str, today: date) -> Intent:
    return ShowFigures("me", words=rest)


def _team(rest: str, today: date) -> Intent:
    return ShowFigures("team", words=rest)


def _why(rest: str, today: date) -> Intent:
    person, words = _person(rest)
    return Why(words or "attainment", person)


def _rows(rest: str, today: date) -> Intent:
    person, words = _person(rest)
    return ShowLedgerRows(words, person)


def _quota(rest: str, today: date) -> Intent:
    person, words = _person(rest)
    if words:
        raise BadInput("Write `/metrics quota` or `/metrics quota @ben`: the form asks for the rest.")
    return Quotas(person)


def _log(rest: str, today: date) -> Intent:
    verb, _, words = rest.partition(" ")
    if not verb:
        return LogWon()
    if verb.lower() != "won":
        raise BadInput(_LOG_HOW)
    person, words = _person(words)
    words = re.sub(r"\s*\bfor$", "", words)
    closed_on = None
    when = _WHEN.match(words)
    if when and (closed_on := find_past_day(unescape(when[2]), today)):
        words = when[1]
    amount, _, name = words.partition(" ")
    found = parse_target(unescape(amount)) if amount else None
    if found is None or not name.strip() or (found.unit and found.unit not in CURRENCIES):
        raise BadInput(_LOG_HOW)
    return LogWon(unescape(name.strip()), found.value, found.unit, closed_on, person)


def _rate(rest: str, today: date) -> Intent:
    match = _RATE.fullmatch(unescape(rest))
    since = find_past_day(match[3], today) if match and match[3] else None
    if match is None or match[1].upper() not in CURRENCIES or (match[3] and since is None):
        raise BadInput("Write it as `/metrics rate EUR 1.084` or `/metrics rate EUR 1.084 from 20 May`.")
    return SetRate(match[1].upper(), Decimal(match[2]), since)


def _lock(rest: str, today: date) -> Intent:
    words = re.sub(r"^(until|till|up to|before)\s+", "", unescape(rest), flags=re.IGNORECASE)
    day = find_past_day(words, today)
    if day is None:
        raise BadInput("Write the first day that stays open: `/metrics lock before 2026-10-01`.")
    return Lock(day)


def _unlock(rest: str, today: date) -> Intent:
    return Lock(None)


def _feed(rest: str, today: date) -> Intent:
    match = _GOAL.fullmatch(rest)
    if match is None:
        raise BadInput("Write it as `/metrics feed G4 bookings`, or `/metrics feed G4 by hand` to stop it.")
    words = re.sub(r"^(with|from|by) (?!hand)", "", match[2].strip())
    return Feed(int(match[1]), "" if words.lower() in ("by hand", "stop", "off", "") else words)


def _export(rest: str, today: date) -> Intent:
    person, words = _person(rest)
    parts = words.split()
    form = "xlsx" if "xlsx" in [part.lower() for part in parts] else "csv"
    parts = [part for part in parts if part.lower() not in ("xlsx", "csv", "as")]
    what = parts.pop(0).lower() if parts and parts[0].lower() in EXPORTS else "figures"
    return Export(what, " ".join(parts), "xlsx" if form == "xlsx" else "csv", person)


def _alone(intent: Intent, verb: str) -> Callable[[str, date], Intent]:
    def read(rest: str, today: date) -> Intent:
        if rest:
            raise BadInput(f"Write `/metrics {verb}` alone, not “{typed_excerpt(rest)}” after it.")
        return intent

    return read


_VERBS: dict[str, Callable[[str, date], Intent]] = {
    "help": _alone(ShowMetricsHelp(), "help"),
    "me": _me,
    "mine": _me,
    "team": _team,
    "why": _why,
    "rows": _rows,
    "dispute": _rows,
    "quota": _quota,
    "quotas": _quota,
    "define": lambda rest, today: Define(rest),
    "log": _log,
    "undo": _alone(UndoEntry(), "undo"),
    "rate": _rate,
    "lock": _lock,
    "unlock": _unlock,
    "feed": _feed,
    "export": _export,
    "settings": _alone(HowCounted(), "settings"),
}
