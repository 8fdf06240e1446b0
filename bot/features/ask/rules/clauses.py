"""The parts of a long sentence: of several, one asks, the others say why. Pure."""

import re
from dataclasses import replace

from bot.features.ask.rules.facts import Decision, Reading, Slots, Verdict
from bot.features.ask.rules.phrases.vocabulary import OTHERS
from bot.features.ask.rules.words import word_set, words_of

# A part ends at a sign, or where somebody begins to ask.
_ENDS = re.compile(
    r"[.!?;:…]+\s+|\s+[-–—]+\s+|,\s*|\s+(?:and|but|so|because|cause|since|as|anyway)\s+"
    r"(?=(?:what|who|how|when|where|which|can|could|show|give|tell)\b)"
    r"|\s+(?=(?:can|could|would|will) (?:you|u|i)\b|(?:please|pls) (?:show|give|tell|send)\b"
    r"|i(?:'d| would) (?:like|love) to (?:see|know)\b|i (?:want|need) to (?:see|know)\b"
    r"|(?:show|tell|give) me\b"
    r"|i (?:need|want|would like|would love)\b|i'd (?:like|love)\b"
    r"|(?:wondering|know|see|tell me|asking|ask you) (?:how|what|who|when|where|if|whether)\b)",
    re.IGNORECASE,
)
_SHORTEST = 2
# What begins with one of these tells; what begins with another word asks, or orders.
_TELLS = word_set(
    """
    i im my we our it he she they the a an this that there here because since as before after while when for
    so and but hey hi hello hope sorry thanks thank ok okay just also not no yes yeah well actually honestly
    quick one anyway lunch nice great good maybe btw fyi morning afternoon dear if
    """
)
_SURE = frozenset({Verdict.answer, Verdict.offer})


def clauses_of(sentence: str) -> list[str]:
    """The parts of a tidied sentence, as they are written; the sentence alone where it has but one."""
    parts = [part.strip() for part in _ENDS.split(sentence) if part]
    return [part for part in parts if len(words_of(part)) >= _SHORTEST] or [sentence]


def tells(clause: str) -> bool:
    """Whether a part says something, and asks nothing."""
    words = words_of(clause)
    first = words[0] if words else None
    return not clause.endswith("?") and first is not None and (first.text in _TELLS or first.is_capital)


def joined(whole: Decision, parts: list[tuple[str, Decision]], slots: Slots) -> Decision:
    """The decision about a sentence whose parts were decided upon; that of the whole, if none is certain.

    `slots`: of the whole sentence; "he" and "her" are the one person that it names.
    """
    asks = [each for each in parts if not tells(each[0]) and not _says_nothing(each[1])]
    meant = [each for each in (asks or parts) if each[1].verdict in _SURE]
    intents = {decision.readings[0].intent for _, decision in meant}
    if len(intents) == 1 and len(meant) >= len(asks):
        clause, decision = meant[-1]
        return replace(decision, readings=(_with_person(clause, decision.readings[0], slots),))
    asked = [reading for _, decision in asks for reading in decision.readings]
    if (
        whole.verdict is Verdict.answer
        and asked
        and whole.readings[0].intent not in {each.intent for each in asked}
    ):
        return Decision(Verdict.ask_back, (*asked[:2], whole.readings[0]))
    return whole


def _says_nothing(decision: Decision) -> bool:
    return decision.verdict is Verdict.any_time or (
        decision.verdict is Verdict.unknown and not decision.readings
    )


def _with_person(clause: str, reading: Reading, slots: Slots) -> Reading:
    named = reading.slots
    is_meant = {word.text for word in words_of(clause)} & OTHERS
    if is_meant and not (named.people or named.teams) and len(slots.people) == 1:
        return replace(reading, slots=replace(named, people=slots.people, me=False))
    return reading
