"""What a sentence names: goals, money, people, periods, teams, metrics. What is read is cut out. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.common.currencies import CURRENCIES
from bot.features.ask.rules.facts import KnownNames, Slots
from bot.features.ask.rules.periods import period_named
from bot.features.ask.rules.phrases.metric_names import METRIC_ALIASES, UNCLEAR, WEAK
from bot.features.ask.rules.phrases.vocabulary import FILLERS, HARD, ME, US
from bot.features.ask.rules.spoken import spoken_metric
from bot.features.ask.rules.words import Word, folded, is_one_off, word_set

T = TypeVar("T")
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
_STATES = word_set("done blocked stuck finished on off behind ahead please")
_MAKES = word_set("new set add create make propose start a")
_COMMON = ME | US | FILLERS | HARD
# Too much of a name is common to all teams.
_OF_MANY_TEAMS = frozenset({"sales", "team", "the", "and", "group"})
_SHORTEST_NAME = 3
# What is asked of somebody where it begins a sentence, and is counted elsewhere.
_ASKED_TO_DO = frozenset(
    {"call", "email", "mail", "meeting", "win", "book", "sell", "needed", "land", "won", "booked", "sold"}
)


@dataclass
class Sentence:
    """The words of a sentence, and those that are read already; `names`: of which people names are left."""

    words: Sequence[Word]
    read: list[bool]
    # Words of metrics are seen by triggers all the same: "won" is one, and a deed.
    hidden: list[bool]
    # Places of the names of people.
    people: set[int]

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Sentence":
        """A sentence of which nothing is read yet."""
        return cls(words, [False] * len(words), [False] * len(words), set())

    def take(
        self, meaning: Callable[[Sequence[str], int], T | None], longest: int, *, hide: bool = True
    ) -> T | None:
        """What the longest run of unread words means, and the first of such; None: no run means anything."""
        texts = [word.text for word in self.words]
        for length in range(min(longest, len(texts)), 0, -1):
            for start in range(len(texts) - length + 1):
                if any(self.read[start : start + length]):
                    continue
                found = meaning(texts[start : start + length], start)
                if found is not None:
                    for at in range(start, start + length):
                        self.read[at], self.hidden[at] = True, self.hidden[at] or hide
                    return found
        return None

    def every(self, meaning: Callable[[Sequence[str], int], T | None], longest: int) -> list[T]:
        """All that runs of unread words mean, the longest first."""
        found: list[T] = []
        while (one := self.take(meaning, longest)) is not None:
            found.append(one)
        return found

    def is_first(self, at: int) -> bool:
        """Whether the name of a person begins here, and is not the rest of one."""
        return at - 1 not in self.people

    def visible(self) -> list[str | None]:
        """The words that triggers may be made of; None for one that is cut out."""
        return [None if hidden else word.text for word, hidden in zip(self.words, self.hidden, strict=True)]


def read_slots(sentence: Sentence, known: KnownNames) -> Slots:
    """The slots of a sentence, whose words are marked as read."""
    goal = sentence.take(lambda words, at: _goal(words, at, sentence.words), 3) or 0
    mentioned = sentence.every(lambda words, at: sentence.words[at].mentioned_id or None, 1)
    money = sentence.take(lambda words, _: _money(words), 2) or ""
    period = sentence.take(
        lambda words, at: _period(words, at, sentence, known),
        _LONGEST_PHRASE,
    )
    teams = _teams(sentence, known)
    metric = _metric_named(sentence, known)
    is_loose = metric is None
    if is_loose and not money:
        metric = sentence.take(lambda words, at: _metric(words, at, known), 4, hide=False)
    if metric in ("quota", "deals won", "attainment", "bookings", "") or not metric:
        spoken = spoken_metric([word.text for word in sentence.words])
        metric = ("" if money else known.metrics.get(spoken, "")) or metric
    named, unsure = _people(sentence, known)
    texts = {word.text for word, read in zip(sentence.words, sentence.read, strict=True) if not read}
    people = _in_order(sentence, [*mentioned, *named], known) if named else tuple(dict.fromkeys(mentioned))
    other = known.metrics.get(UNCLEAR.get(_said_of(sentence), ""), "") if metric else ""
    slots = Slots(people, unsure, teams, period=period or "", goal=goal, money=money)
    slots = replace(slots, metric=metric or "", other_metric=other if other != metric else "")
    slots = replace(slots, is_loose=is_loose and bool(metric) and metric in _LOOSE)
    return replace(slots, own_team=bool(texts & US) and not teams, me=bool(texts & ME))


def _goal(words: Sequence[str], at: int, sentence: Sequence[Word]) -> int | None:
    found = _GOAL.fullmatch(" ".join(words))
    behind = sentence[at + len(words) : at + len(words) + 1]
    counts = bool(behind) and behind[0].text not in FILLERS | _STATES
    is_new = words[0] == "goal" and (counts or any(word.text in _MAKES for word in sentence[:at]))
    return int(found[1]) if found and not is_new else None


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


def _teams(sentence: Sentence, known: KnownNames) -> tuple[str, ...]:
    names = {tuple(folded(name).split()): name for name in known.teams}
    parts: dict[str, list[str]] = {}
    for words, name in names.items():
        for part in {*words, "-".join(words), "".join(words)} - _OF_MANY_TEAMS:
            parts.setdefault(part, []).append(name)
        if len(words) > 1:
            letters = "".join(word[0] for word in words)
            # Reps of a team are called by its letters.
            for short in (letters, f"{letters}r", f"{letters}rs"):
                parts.setdefault(short, []).append(name)
    spaced = {tuple(folded(name).replace("-", " ").split()): name for name in known.teams}

    def named(words: Sequence[str], _: int) -> str | None:
        bare = [word for word in words if word != "team"] or list(words)
        if tuple(bare) in names:
            return names[tuple(bare)]
        if tuple(bare) in spaced:
            return spaced[tuple(bare)]
        of = parts.get(bare[0], []) if len(bare) == 1 else []
        return of[0] if len(of) == 1 else None

    return tuple(dict.fromkeys(sentence.every(named, 5)))


def _metric_named(sentence: Sentence, known: KnownNames) -> str | None:
    """The metric with the longest name, none of which may be a thing or a deed."""

    def clear(words: Sequence[str], at: int) -> str | None:
        return None if " ".join(words) in WEAK else _metric(words, at, known)

    return sentence.take(clear, 4, hide=False)


def _metric(words: Sequence[str], at: int, known: KnownNames) -> str | None:
    text = " ".join(words)
    if at == 0 and text in _ASKED_TO_DO:
        return None
    return known.metrics.get(METRIC_ALIASES.get(text, text))


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


def _people(sentence: Sentence, known: KnownNames) -> tuple[list[str], tuple[str, ...]]:
    """Ids of those who are named, and of those of whom one may be meant."""
    full: dict[str, list[str]] = {}
    first: dict[str, list[str]] = {}
    for person in known.people:
        name = folded(person.name)
        full.setdefault(name, []).append(person.id)
        first.setdefault(name.partition(" ")[0], []).append(person.id)

    def named(words: Sequence[str], at: int) -> list[str] | None:
        text = " ".join(words)
        if len(words) > 1 or " " in text:
            return full.get(text)
        # Will and Mark are names where they are written as such.
        is_name = text not in _COMMON or (at > 0 and sentence.words[at].is_capital)
        if text.endswith("s") and text not in first and text not in _COMMON:
            # "Graces quota": many leave the sign out.
            text = text[:-1]
        return first.get(text) if is_name else None

    before = list(sentence.read)
    groups = sentence.every(named, 4)
    sentence.people = {at for at, was in enumerate(before) if sentence.read[at] and not was}
    near = {
        who
        for word in _unread(sentence)
        if len(word) >= _SHORTEST_NAME and word not in _COMMON and word not in METRIC_ALIASES
        for name, ids in first.items()
        if is_one_off(word, name)
        for who in ids
    }
    sure = [group[0] for group in groups if len(group) == 1]
    return sure, tuple(
        dict.fromkeys([who for group in groups if len(group) > 1 for who in group] + sorted(near))
    )


def _unread(sentence: Sentence) -> Iterable[str]:
    return (word.text for word, read in zip(sentence.words, sentence.read, strict=True) if not read)


def _in_order(sentence: Sentence, ids: Sequence[str], known: KnownNames) -> tuple[str, ...]:
    """The ids in the order in which they are named."""
    names = {person.id: folded(person.name).partition(" ")[0] for person in known.people}
    texts = [word.mentioned_id or word.text for word in sentence.words]

    def place(who: str) -> int:
        return min((at for at, text in enumerate(texts) if text in (who, names.get(who))), default=len(texts))

    return tuple(sorted(dict.fromkeys(ids), key=place))
