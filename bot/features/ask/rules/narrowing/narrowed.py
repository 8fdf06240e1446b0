"""Figures of some deals only, or of days that are not understood, are asked back. Pure."""

from dataclasses import replace

from bot.features.ask.rules.facts import AskIntent, Decision, KnownNames, Reading, Verdict
from bot.features.ask.rules.mending import mended
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.narrowing.cuts import cut_named, is_dimension
from bot.features.ask.rules.narrowing.times import days_not_read
from bot.features.ask.rules.slots import read_slots
from bot.features.ask.rules.words import folded, words_of
from bot.features.metrics.commands.cuts import split_breakdown

_MOST_CHOICES = 3
_NARROWED = frozenset({AskIntent.sheet, AskIntent.metric, AskIntent.board})
_OF_DAYS = _NARROWED | {AskIntent.thanked}


def narrowed(decision: Decision, sentence: str, known: KnownNames) -> Decision:
    """The decision; where a sentence names some deals only, or days nobody understands, it is asked back.

    What takes the figure apart, or counts those deals alone, is offered first.
    """
    if decision.verdict not in (Verdict.answer, Verdict.which, Verdict.ask_back):
        return decision
    if not any(each.intent in _OF_DAYS for each in decision.readings):
        return decision
    words = words_of(sentence)
    meant = zip(words, mended(words, known), strict=True)
    # "Product" is no "productivity".
    read = Sentence.of([word if is_dimension(word.text) else other for word, other in meant])
    slots = read_slots(read, known)
    cut, days = cut_named(read, sentence, slots), days_not_read(read, sentence)
    if days and decision.verdict is not Verdict.ask_back:
        decision = replace(decision, verdict=Verdict.ask_back, word=days)
    if not cut or not any(each.intent in _NARROWED for each in decision.readings):
        return decision
    cuts = [one for each in decision.readings if (one := _cut(each, cut, known))]
    if cuts and decision.verdict is Verdict.which:
        return replace(decision, readings=tuple(cuts))
    readings = tuple(dict.fromkeys((*cuts, *decision.readings)))[:_MOST_CHOICES]
    return replace(decision, verdict=Verdict.ask_back, readings=readings)


def _cut(reading: Reading, cut: str, known: KnownNames) -> Reading | None:
    """The reading of those deals alone, or taken apart; None where no command does so."""
    slots = reading.slots
    value = folded(cut).partition(" ")[2]
    if slots.teams and value in folded(slots.teams[0]).split():
        # "Segment enterprise" is no team.
        slots = replace(slots, teams=(), own_team=True)
    is_apart = split_breakdown(cut) is not None
    if reading.intent is AskIntent.sheet and is_apart:
        # A sheet is not taken apart, one of its figures is.
        reading, slots = Reading(AskIntent.metric), replace(slots, metric=known.metrics.get("bookings", ""))
    if reading.intent is AskIntent.metric:
        return Reading(AskIntent.metric, replace(slots, is_loose=False), cut) if slots.metric else None
    if reading.intent not in _NARROWED or is_apart:
        return None
    return replace(reading, slots=slots, free=cut)
