"""Reads what follows each verb of `/metrics`; pure."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from bot.common.amounts import PERCENT, POINT, Written, narrow, number_of, taken_apart
from bot.common.amounts_in_text import amount_at
from bot.common.currencies import CURRENCIES, RATE_PLACES
from bot.common.dates import (
    find_booked_day,
    is_short_day,
    looks_like_a_day,
    sounds_like_a_day,
    why_no_short_day,
)
from bot.common.errors import BadInput
from bot.common.locales import TypedOn
from bot.common.numbers import above_zero
from bot.features.metrics.commands.intents import (
    Export,
    Feed,
    Intent,
    Lock,
    LogWon,
    Quotas,
    SetRate,
    ShowFigures,
    ShowLedgerRows,
    Why,
)
from bot.slack.text import MENTION, mentions, typed_excerpt, unescape

_MENTION = re.compile(MENTION)
_GOAL = re.compile(r"g([0-9]{1,9})\b[: ]*(.*)", re.IGNORECASE | re.DOTALL)
_RATE = re.compile(r"([A-Za-z]{3})\s*=?\s*(\S+?)(?:\s+(?:from|since)\s+(.+))?")
_MOST_RATE = 10**9
_ON = re.compile(r",?\s+(?:closed(?:\s+on)?|on)\s+", re.IGNORECASE)
_PAST = re.compile(
    r"yesterday|last (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:an?|[0-9]{1,3}) (?:day|week)s? ago",
    re.IGNORECASE,
)
# Behind these words at the end stands a day, whatever else `12/11` may be elsewhere.
_BEFORE_A_DAY = frozenset(
    (
        "on",
        "closed",
        "won",
        "signed",
        "by",
        "since",
        "from",
        "until",
        "till",
        "before",
        "after",
        "at",
        "dated",
    )
)
_DAY_WORDS = 3
# What may stand between an amount and a name: `$48k: Acme`, `$48k - Acme`.
_BETWEEN = " \u00a0.,:;–—-"
_LOG_HOW = "Write it as `/metrics log won $48k Acme`, with `on 12 Nov` at the end for another day."
EXPORTS = ("figures", "rows", "deals")


def _person(words: str) -> tuple[str, str]:
    """The id of the one person mentioned, and the words without the mention; BadInput for none or several."""
    found = mentions(words)
    if len(found) > 1:
        raise BadInput("Ask about one person at a time.")
    rest = " ".join(_MENTION.sub(" ", words).split())
    return (found[0] if found else ""), rest


def read_own(rest: str, on: TypedOn) -> Intent:
    """The actor's own figures, of these words."""
    return ShowFigures("me", words=rest)


def read_team(rest: str, on: TypedOn) -> Intent:
    """A team's figures; the words may name it."""
    return ShowFigures("team", words=rest)


def read_why(rest: str, on: TypedOn) -> Intent:
    """How a figure is computed; attainment where none is named."""
    person, words = _person(rest)
    return Why(words or "attainment", person)


def read_rows(rest: str, on: TypedOn) -> Intent:
    """Booked credits of a person."""
    person, words = _person(rest)
    return ShowLedgerRows(words, person)


def read_quota(rest: str, on: TypedOn) -> Intent:
    """Quotas of a person. BadInput: other words."""
    person, words = _person(rest)
    if words:
        raise BadInput("Write `/metrics quota` or `/metrics quota @ben`: the form asks for the rest.")
    return Quotas(person)


def read_log(rest: str, on: TypedOn) -> Intent:
    """A won deal; the form without words. BadInput says how to write it."""
    verb, _, words = rest.partition(" ")
    if not verb or (verb.lower() == "won" and not words.strip()):
        return LogWon()
    if verb.lower() != "won":
        raise BadInput(_LOG_HOW)
    person, words = _person(words)
    words = re.sub(r"\s*\bfor$", "", words)
    words, closed_on = _until_day(words, on)
    found = amount_at(narrow(words), 0, on.locale, words, leads=True)
    name = unescape(words[found.end :]).lstrip(_BETWEEN).rstrip() if found else ""
    if found is None or not name or found.amount.unit == PERCENT:
        raise BadInput(_LOG_HOW)
    above_zero(found.amount, words[: found.end])
    return LogWon(name, found.amount.value, found.amount.unit, closed_on, person)


def _until_day(words: str, on: TypedOn) -> tuple[str, date | None]:
    """The words before `on 12 Nov`, `closed friday` or `yesterday` at their end, and that day; None without.

    BadInput: behind an "on" or the like stands what is meant as a day, and is none, or does not end them.
    """
    parts = list(_ON.finditer(words))
    ends = [*(part.start() for part in parts[1:]), len(words)]
    for part, end in zip(parts, ends, strict=False):
        typed = words[part.end() : end]
        day = find_booked_day(unescape(typed), on.today, locale=on.locale)
        if day and end == len(words):
            return words[: part.start()], day
        if day or sounds_like_a_day(unescape(typed)):
            # Never a part of the deal's name.
            wrong = "does not stand at the end" if day else "is no day up to today"
            raise BadInput(f"“{typed_excerpt(typed)}” {wrong}. {_LOG_HOW}")
    return _until_past_day(words, on)


def _until_past_day(words: str, on: TypedOn) -> tuple[str, date | None]:
    """As `_until_day`, of words without a day that can be read behind an "on"."""
    *parts, last = words.split() or [""]
    for typed, before in _ends([*parts, last.rstrip(",;")]):
        word = before.rpartition(" ")[2]
        is_past = bool(_PAST.fullmatch(typed))
        day = find_booked_day(unescape(typed), on.today, locale=on.locale) if is_past else None
        if word.lower() in _BEFORE_A_DAY:
            if is_short_day(typed):
                raise BadInput(why_no_short_day(typed, _LOG_HOW))
            if day or looks_like_a_day(typed):
                raise BadInput(
                    f"“{typed_excerpt(f'{word} {typed}')}” is not read as a day: "
                    f"write “on {typed_excerpt(typed)}”, or put the deal's name in quotes."
                )
        # A deal may be called “Yesterday”.
        if day and " " in before:
            return before.rstrip(","), day
    return words, None


def _ends(parts: list[str]) -> Iterator[tuple[str, str]]:
    """The last word, last two and last three, each with the words before them."""
    for count in range(1, min(_DAY_WORDS, len(parts) - 1) + 1):
        yield " ".join(parts[-count:]), " ".join(parts[:-count])


def read_rate(rest: str, on: TypedOn) -> Intent:
    """An exchange rate. BadInput says how to write it."""
    match = _RATE.fullmatch(unescape(rest))
    since = find_booked_day(match[3], on.today, locale=on.locale) if match and match[3] else None
    if match is None or match[1].upper() not in CURRENCIES or (match[3] and since is None):
        raise BadInput("Write it as `/metrics rate EUR 1.084` or `/metrics rate EUR 1.084 from 20 May`.")
    return SetRate(match[1].upper(), _rate(match[2]), since)


def _rate(typed: str) -> Decimal:
    """The number of a rate, whose point is before decimals, never before thousands: 1.084."""
    written = taken_apart(typed)
    value = number_of(written.digits, POINT) if written and written == Written(written.digits) else None
    if value is None or "," in typed or round(value, RATE_PLACES) != value or value >= _MOST_RATE:
        raise BadInput(
            f"“{typed_excerpt(typed)}” is no rate: write it with a point, `/metrics rate EUR 1.084`."
        )
    return value


def read_lock(rest: str, on: TypedOn) -> Intent:
    """The day before which periods are locked. BadInput: no day."""
    words = re.sub(r"^(until|till|up to|before)\s+", "", unescape(rest), flags=re.IGNORECASE)
    day = find_booked_day(words, on.today, locale=on.locale)
    if day is None:
        raise BadInput("Write the first day that stays open: `/metrics lock before 2026-10-01`.")
    return Lock(day)


def read_unlock(rest: str, on: TypedOn) -> Intent:
    """Nothing is locked any more."""
    return Lock(None)


def read_feed(rest: str, on: TypedOn) -> Intent:
    """A goal and the metric that feeds it; "by hand" ends it. BadInput: no goal."""
    match = _GOAL.fullmatch(rest)
    if match is None:
        raise BadInput("Write it as `/metrics feed G4 bookings`, or `/metrics feed G4 by hand` to stop it.")
    words = re.sub(r"^(with|from|by) (?!hand)", "", match[2].strip())
    return Feed(int(match[1]), "" if words.lower() in ("by hand", "stop", "off", "") else words)


def read_export(rest: str, on: TypedOn) -> Intent:
    """What comes as a file, of whom, and in which form."""
    person, words = _person(rest)
    parts = words.split()
    form = "xlsx" if "xlsx" in [part.lower() for part in parts] else "csv"
    parts = [part for part in parts if part.lower() not in ("xlsx", "csv", "as")]
    what = parts.pop(0).lower() if parts and parts[0].lower() in EXPORTS else "figures"
    return Export(what, " ".join(parts), "xlsx" if form == "xlsx" else "csv", person)


def only(intent: Intent, verb: str) -> Callable[[str, TypedOn], Intent]:
    """The reader of a verb that stands alone; BadInput for words after it."""

    def read(rest: str, on: TypedOn) -> Intent:
        if rest:
            raise BadInput(f"Write `/metrics {verb}` alone, not “{typed_excerpt(rest)}” after it.")
        return intent

    return read


def read_person(words: str, on: TypedOn) -> Intent | None:
    """Figures of the person mentioned anywhere in the words, `win rate @ben` too; None without one."""
    person, rest = _person(words)
    return ShowFigures("person", person, rest) if person else None
