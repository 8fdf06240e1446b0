"""What the rules decide, beside what a sentence is like: both say the same where it is sure. Pure."""

from collections.abc import Callable

from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, Decision, Reading, Verdict
from bot.features.ask.rules.likeness.likely import Likely

_MOST_CHOICES = 3
SURE = frozenset({Verdict.answer, Verdict.offer})


def agreed(
    decision: Decision,
    likely: Likely,
    read_as: Callable[[AskIntent], Reading],
    is_plain: Callable[[Reading], bool],
) -> Decision:
    """The decision, as sure as rules and likeness together are.

    `read_as`: the sentence as that intent. `is_plain`: whether nothing in it speaks against a reading.
    """
    first = likely.first
    best = decision.readings[0].intent if decision.readings else None
    if decision.verdict in SURE:
        is_meant = best is None or (likely.is_near(best) and first is not None)
        return decision if is_meant else asked(decision, likely, read_as)
    if decision.verdict is Verdict.which:
        return decision if best is first or not likely.is_clear else asked(decision, likely, read_as)
    if (
        decision.verdict is Verdict.ask_back
        and best is first
        and likely.is_clear
        and is_plain(decision.readings[0])
    ):
        return _sure(decision.readings[0])
    if decision.verdict is Verdict.unknown and (first is None or _has_two(decision)):
        return decision
    if decision.verdict in (Verdict.unknown, Verdict.ask_back) and first is not None and likely.is_plain:
        reading = read_as(first)
        # "What can I win?" names a metric by a word that may be a deed.
        is_named = first is not AskIntent.metric or best is first or not reading.slots.is_loose
        if is_named and is_plain(reading) and _is_whole(reading):
            return _sure(reading)
    if decision.verdict is Verdict.nobody and first is AskIntent.sheet:
        return decision
    return asked(decision, likely, read_as)


def _sure(reading: Reading) -> Decision:
    return Decision(Verdict.offer if reading.intent in WITH_BUTTON else Verdict.answer, (reading,))


def _has_two(decision: Decision) -> bool:
    """Whether it is about two people, of whom one has to be chosen."""
    return len({each.slots.people for each in decision.readings}) > 1


def _is_whole(reading: Reading) -> bool:
    """Whether what a reading cannot be without is named."""
    return reading.intent is not AskIntent.metric or bool(reading.slots.metric)


def asked(decision: Decision, likely: Likely, read_as: Callable[[AskIntent], Reading]) -> Decision:
    """What is asked back: what the rules read first, what the sentence is like, and what else it may be."""
    near = [
        read_as(each) for each in likely.ranked[:_MOST_CHOICES] if each is not None and likely.may_be(each)
    ]
    near = [each for each in near if _is_whole(each)]
    if likely.first is None and decision.readings:
        # It is like nothing that is done here: only what a rule reads is asked about.
        near = [each for each in near if likely.is_close(each.intent)]
    found: list[Reading] = []
    by_rules = list(decision.readings)
    ordered = [*by_rules[:1], *near[:2], *by_rules[1:], *near[2:]]
    if decision.verdict is Verdict.unknown:
        ordered = [*near[:2], *by_rules, *near[2:]]
    for reading in ordered:
        if not any(_same(reading, each) for each in found):
            found.append(reading)
    return Decision(Verdict.ask_back, tuple(found[:_MOST_CHOICES])) if found else decision


def _same(one: Reading, other: Reading) -> bool:
    return one.intent is other.intent and one.slots == other.slots
