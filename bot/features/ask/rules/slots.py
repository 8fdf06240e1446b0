"""What a sentence names: goals, money, people, periods, teams, metrics. What is read is cut out. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.common.currencies import CURRENCIES
from bot.features.ask.rules.facts import KnownNames, Slots
from bot.features.ask.rules.naming.people import in_order, people_named
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.naming.spoken import compound_metric, spoken_metric
from bot.features.ask.rules.naming.teams import teams_named
from bot.features.ask.rules.periods.naming import period_named
from bot.features.ask.rules.phrases.metric_names import METRIC_ALIASES, UNCLEAR, WEAK
from bot.features.ask.rules.phrases.vocabulary import FILLERS, ME, US
from bot.features.ask.rules.words import Word, word_set

_GOAL = re.compile(r"(?:g|g |g-|g#|goal |goal number |goal no |objective )([0-9]{1,9})")
_NUMBER = r"[0-9][0-9.,]*"
# "Top 3" and "all 5" are no money, though there are currencies of that code.
_CODES = "|".join(sorted(set(CURRENCIES) - {"TOP", "ALL", "TRY", "CUP", "SOS", "MAD", "BAM", "RON"})).lower()
_MONEY = re.compile(
    rf"[1-9][0-9]{{4,}}|[$€£¥]{_NUMBER}(?:[km]|mm|bn)?|{_NUMBER}(?:[km]|mm)?[$€£¥]|{_NUMBER}[km]|[0-9]{{1,3}}(?:[.,][0-9]{{3}})+"
    rf"|{_NUMBER}[km]? ?(?:{_CODES}|dollars?|euros?|pounds?|bucks|thousand|million|grand|k)"
    rf"|(?:{_CODES}) ?{_NUMBER}[km]?|[$€£¥] ?{_NUMBER} ?(?:thousand|million|k|m)"
)
_LONGEST_PHRASE = 8
# "New goal: 30 demos" names no goal of that number.
_AHEAD = ("will", "going", "gonna", "can", "may")
# Of these a loose word says too little; "how much did I sell" is plain.
_LOOSE = frozenset({"deals won", "bookings", "quota", "required", "calls", "cycle"})
# Names that are said for another metric: "how far from quota" is no quota.
_PLAIN = frozenset({"", "quota", "deals won", "attainment", "bookings"})
_STATES = word_set("done blocked stuck finished on off behind ahead please")
_NOT_COUNTED = FILLERS | _STATES
_EVENTS = frozenset({"call", "meeting", "email", "demo", "visit", "appointment", "mail"})
_COUNTED = word_set(
    "count counts number numbers volume activity stats figures total totals yield rate conversion"
)
_FIGURES = word_set("figures numbers results performance stats statistics data activity overview report")
# "Pipeline review" and "sales people" are no figures.
_THINGS = word_set(
    "review reviews slide slides deck prep notes template policy process hygiene link invite room channel "
    "signature script desk blitz kickoff relief plan training workshop recording"
)
_OF_SALES = word_set(
    "people person team teams rep reps guy guys manager managers force floor org department leader leaders "
    "lead leads call calls meeting meetings pitch assistant bot tool kit stuff folks colleagues staff side "
    "ranking rankings rank ranks leaderboard board standings league scoreboard podium table"
)
_WHOSE = frozenset({"my", "our"})
_PEOPLE = word_set(
    "people guys reps bunch gang sellers folks lot sdrs bdrs aes reports directs salespeople ppl"
)
_MAKES = word_set("new set add create make propose start a")
# What is asked of somebody where it begins a sentence, and is counted elsewhere.
_ASKED_TO_DO = frozenset(
    {"call", "email", "mail", "meeting", "win", "book", "sell", "needed", "land", "won", "booked", "sold"}
)


def read_slots(sentence: Sentence, known: KnownNames) -> Slots:
    """The slots of a sentence, whose words are marked as read."""
    goal = sentence.take(lambda words, at: _goal(words, at, sentence.words), 3) or 0
    mentioned = sentence.every(lambda words, at: sentence.words[at].mentioned_id or None, 1)
    money = sentence.take(lambda words, _: _money(words), 2) or ""
    period = sentence.take(
        lambda words, at: _period(words, at, sentence, known),
        _LONGEST_PHRASE,
    )
    teams = teams_named(sentence, known)
    metric = _metric_named(sentence, known)
    is_loose = metric is None
    if is_loose and not money:
        metric = sentence.take(
            lambda words, at: _metric(words, at, known, _around(sentence, at, len(words))), 4, hide=False
        )
    metric = metric if money else _as_spoken(metric or "", sentence, known)
    named, unsure = people_named(sentence, known)
    texts = {word.text for word, read in zip(sentence.words, sentence.read, strict=True) if not read}
    people = in_order(sentence, [*mentioned, *named], known) if named else tuple(dict.fromkeys(mentioned))
    is_named = metric and not compound_metric(_visible(sentence))
    other = known.metrics.get(UNCLEAR.get(_said_of(sentence), ""), "") if is_named else ""
    slots = Slots(people, unsure, teams, period=period or "", goal=goal, money=money)
    slots = replace(slots, metric=metric or "", other_metric=other if other != metric else "")
    slots = replace(slots, is_loose=is_loose and bool(metric) and metric in _LOOSE)
    return replace(
        slots, own_team=bool(texts & US or _means_own(sentence)) and not teams, me=bool(texts & ME)
    )


def _means_own(sentence: Sentence) -> bool:
    """Whether "my people" and the like are named."""
    pairs = pairwise(word.text for word in sentence.words)
    return any(whose in _WHOSE and who in _PEOPLE for whose, who in pairs)


def _goal(words: Sequence[str], at: int, sentence: Sequence[Word]) -> int | None:
    found = _GOAL.fullmatch(" ".join(words))
    if found is None:
        return None
    behind = sentence[at + len(words) : at + len(words) + 1]
    counts = bool(behind) and behind[0].text not in _NOT_COUNTED
    is_new = words[0] == "goal" and (counts or any(word.text in _MAKES for word in sentence[:at]))
    return None if is_new else int(found[1])


def _period(words: Sequence[str], at: int, sentence: Sentence, known: KnownNames) -> str | None:
    """The period that these words are; "by the end of december" is a day to come."""
    before = [word.text for word in sentence.words[max(0, at - 4) : at]]
    if (
        before[-1:] == ["by"]
        or before[-3:] == ["by", "end", "of"]
        or before[-4:] == ["by", "the", "end", "of"]
    ):
        return None
    return period_named(words, before[-1] if before else "", known)


def _money(words: Sequence[str]) -> str | None:
    text = " ".join(words)
    return text if _MONEY.fullmatch(text) else None


def _metric_named(sentence: Sentence, known: KnownNames) -> str | None:
    """The metric with the longest name, none of which may be a thing or a deed."""

    def clear(words: Sequence[str], at: int) -> str | None:
        return (
            None if " ".join(words) in WEAK else _metric(words, at, known, _around(sentence, at, len(words)))
        )

    return sentence.take(clear, 4, hide=False)


def _metric(
    words: Sequence[str], at: int, known: KnownNames, around: tuple[str, str] = ("", "")
) -> str | None:
    text = " ".join(words)
    if at == 0 and text in _ASKED_TO_DO:
        return None
    before, behind = around
    if behind in _THINGS or (text == "sales" and behind in _FIGURES | _OF_SALES):
        return None
    if text in _EVENTS and not (behind in _COUNTED or before in ("many", "much", "of")):
        # "My call" and "the meeting" are events; what is counted are calls and meetings.
        return None
    return known.metrics.get(METRIC_ALIASES.get(text, text))


def _around(sentence: Sentence, at: int, size: int) -> tuple[str, str]:
    """The words before and behind; "" for none."""
    texts = ["", *(word.text for word in sentence.words), ""]
    return texts[at], texts[at + size + 1]


def _as_spoken(named: str, sentence: Sentence, known: KnownNames) -> str:
    """The metric that is asked for by several words, where they say more than a name."""
    texts = _visible(sentence)
    spoken = compound_metric(texts) or (spoken_metric(texts) if named in _PLAIN else "")
    return known.metrics.get(spoken, "") or named


def _visible(sentence: Sentence) -> list[str]:
    return [text for text in sentence.visible() if text is not None]


def _said_of(sentence: Sentence) -> str:
    """The words of the sentence that may mean one metric or another; "" for none."""
    text = f" {' '.join(word.text for word in sentence.words)} "
    if " coverage " in text or " enough " in text:
        return ""
    is_ahead = any(f" {word} " in text for word in _AHEAD)
    return next(
        (words for words, other in UNCLEAR.items() if f" {words} " in text and (other != "pace" or is_ahead)),
        "",
    )
