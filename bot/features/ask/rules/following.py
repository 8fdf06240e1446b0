"""A thread that goes on: "and last month?", "and grace?" change what they name. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from bot.features.ask.rules.facts import AskIntent, Decision, KnownNames, Reading, Slots, Verdict
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.narrowing.cuts import cut_named
from bot.features.ask.rules.narrowing.narrowed import narrowed
from bot.features.ask.rules.phrases.vocabulary import FILLERS, ME, US
from bot.features.ask.rules.slots import read_slots
from bot.features.ask.rules.words import words_of

# What can be asked of somebody else, or of other days.
GOES_ON = frozenset(
    {
        AskIntent.sheet,
        AskIntent.metric,
        AskIntent.goals,
        AskIntent.board,
        AskIntent.thanked,
        AskIntent.evidence,
    }
)


def followed(sentence: str, decision: Decision, known: KnownNames, before: Reading | None) -> Decision:
    """The decision about a sentence in a thread; one that names only slots changes those of `before`."""
    if before is None or decision.verdict in (Verdict.answer, Verdict.offer, Verdict.any_time):
        return decision
    read = Sentence.of(words_of(sentence))
    slots = read_slots(read, known)
    rest = {word.text for word, is_read in zip(read.words, read.read, strict=True) if not is_read}
    named = slots.has_subject or slots.metric or slots.period or cut_named(read, sentence, slots)
    if not rest <= FILLERS | ME | US or not named or slots.unsure or len(slots.people + slots.teams) > 1:
        return decision
    return narrowed(Decision(Verdict.answer, (_changed(before, slots),)), sentence, known)


def _changed(before: Reading, slots: Slots) -> Reading:
    old = before.slots
    if slots.has_subject:
        old = replace(old, people=slots.people, teams=slots.teams, own_team=slots.own_team, me=slots.me)
    intent = AskIntent.metric if slots.metric and before.intent is AskIntent.sheet else before.intent
    new = replace(old, metric=slots.metric or old.metric, period=slots.period or old.period)
    return replace(before, intent=intent, slots=new)


def slots_told(slots: Slots) -> dict[str, Any]:
    """The slots as they are stored."""
    return asdict(slots)


def slots_of(stored: Mapping[str, Any]) -> Slots:
    """The slots as they were stored; lists are tuples again."""
    told: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in stored.items()
    }
    return Slots(**told)
