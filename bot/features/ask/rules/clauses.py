"""The parts of a long sentence: of several, one asks, the others say why. Pure."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.features.ask.rules.facts import AskIntent, Decision, KnownNames, Reading, Slots, Verdict
from bot.features.ask.rules.fitting import fits
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.phrases.vocabulary import FILLERS, ME, OTHERS, US
from bot.features.ask.rules.slots import read_slots
from bot.features.ask.rules.words import word_set, words_of

# A part ends at a sign, or where somebody begins to ask.
_ENDS = re.compile(
    r"(?<!\bmr)(?<!\bms)(?<!\bdr)(?<!\bmrs)[.!?;:…]+\s+|\s+[-–—]+\s+|\s*[^\w\s\"'@<>$€£¥%#&()+/,.:;!?*~-]+\s*|,\s*"
    r"|\s+(?:and|but|so|because|cause|since|as|anyway)\s+"
    r"(?=(?:what|who|how|when|where|which|can|could|show|give|tell)\b)"
    r"|\s+(?=(?:can|could|would|will) (?:you|u|i)\b|(?:please|pls) (?:show|give|tell|send)\b"
    r"|i(?:'d| would) (?:like|love) to (?:see|know)\b|i (?:want|need) to (?:see|know)\b"
    r"|(?:show|tell|give) me\b"
    r"|i (?:need|want|would like|would love)\b|i'd (?:like|love)\b"
    r"|so (?:that )?(?:i|we) (?:can|could)\b"
    r"|(?:wondering|know|see|tell me|asking|ask you) (?:how|what|who|when|where|if|whether)\b)",
    re.IGNORECASE,
)
_SIGNED = (
    r"[\s,.!?-]+(?:many thanks|thanks|thank you|thx|best|(?:best |kind )?regards|cheers|br)"
    r"[\s,.!-]+{name}[.!]*$"
)
_SHORTEST = 2
# What begins with one of these tells; what begins with another word asks, or orders.
_TELLS = word_set(
    """
    i im my we our it he she they the a an this that there here because since as before after while when for
    so and but hey hi hello hope sorry thanks thank ok okay just also not yes yeah well actually honestly
    quick one anyway lunch nice great good maybe btw fyi morning afternoon dear if got been back had walking
    jumping sitting going heading having lol hm hmm ugh phew omg wow still need asking planning preparing
    feels feel seems seem trying
    """
)
_LINKS, _QUESTIONS = word_set("and but so anyway ok"), word_set("what who how when where which why")
_IS = word_set("is are was were do does did will can could")
# "Just curious how ..." asks.
_WONDERS = frozenset(
    (first, second)
    for first in ("curious", "wondering", "wonder", "know", "see", "me")
    for second in ("how", "what", "who", "when", "where", "which", "if", "whether")
)
# "Of those created in July, what share did we win?" is one question.
_BEGINS = word_set("of from in during among out")
_EMPTY = FILLERS | ME | US
_IT = word_set("it that this those")
_ONE = word_set("he she him her his hers")
_ABOUT = word_set("with about for on of regarding re")
_BESIDE = word_set("in of for on the at and only just please during over from my our team by all")
_OF_FIGURES = frozenset({AskIntent.sheet, AskIntent.evidence})
_OWNERS = word_set("i my mine myself our ours we us")
_SURE = frozenset({Verdict.answer, Verdict.offer})


def clauses_of(sentence: str) -> list[str]:
    """The parts of a tidied sentence, as they are written; the sentence alone where it has but one."""
    parts = [part.strip() for part in _ENDS.split(sentence) if part]
    return [part for part in parts if len(words_of(part)) >= _SHORTEST] or [sentence]


def tells(clause: str) -> bool:
    """Whether a part says something, and asks nothing."""
    words = words_of(clause)
    first = words[0] if words else None
    texts = [word.text for word in words]
    if texts[:1] and texts[0] in _LINKS and texts[1:2] and texts[1] in _QUESTIONS:
        return False
    if (texts[:1] == ["when"] and texts[1:2] and texts[1] in _IS) or _WONDERS & set(pairwise(texts)):
        return False
    return not clause.endswith("?") and first is not None and (first.text in _TELLS or first.is_capital)


def unsigned(sentence: str, known: KnownNames) -> str:
    """The sentence without the asker's own name below it: "..., many thanks, Ana"."""
    own = next((person.name.partition(" ")[0] for person in known.people if person.id == known.asker_id), "")
    return re.sub(_SIGNED.format(name=re.escape(own)), "", sentence, flags=re.IGNORECASE) if own else sentence


def behind_colon(sentence: str) -> tuple[str, str]:
    """What stands before a colon, and the words behind it, which a form begins with; "" for none."""
    head, sign, rest = sentence.partition(": ")
    return (head, rest) if sign and len(words_of(head)) >= _SHORTEST else ("", "")


def only_names(clause: str, known: KnownNames) -> bool:
    """Whether a part has nothing but days or a team: "..., last 30 days", "..., enterprise"."""
    read = Sentence.of(words_of(clause))
    slots = read_slots(read, known)
    is_read = all(done or word.text in _BESIDE for word, done in zip(read.words, read.read, strict=True))
    return is_read and bool(slots.period or slots.teams) and not (slots.metric or slots.people or slots.goal)


def completed(whole: Decision, decision: Decision, slots: Slots) -> Decision:
    """The decision about a part, with the days that stand beside it; that of the whole, where more does."""
    reading = decision.readings[0]
    if slots.teams and not reading.slots.teams:
        return whole
    if slots.period and not reading.slots.period:
        dated = replace(reading, slots=replace(reading.slots, period=slots.period))
        return replace(decision, readings=(dated,)) if fits(dated) else whole
    return decision


def with_name(clause: str, who: str) -> str:
    """The part with that person in the place of "he" and "her"."""
    for word in reversed(words_of(clause)):
        if word.text in _ONE:
            clause = f"{clause[: word.start]}<@{who}>{clause[word.end :]}"
    return clause


def about_whom(read: Sentence, slots: Slots) -> str:
    """The id of the one person with whom, or about whom, something is said to be; "" for none."""
    named = [at for at, word in enumerate(read.words) if at in read.people or word.mentioned_id]
    is_about = bool(named) and named[0] > 0 and read.words[named[0] - 1].text in _ABOUT
    return slots.people[0] if is_about and len(slots.people) == 1 else ""


def joined(whole: Decision, parts: list[tuple[str, Decision]], slots: Slots, whom: str) -> Decision:
    """The decision about a sentence whose parts were decided upon; that of the whole, if none is certain.

    `parts`: without those that only name days or a team. `slots`: of the whole sentence. `whom`: a bare
    request is about them: "a call with Emeka in 10 min, give me the picture".
    """
    asks = [each for each in parts if not (tells(each[0]) or _is_empty(each[0]) or _says_nothing(each[1]))]
    meant = [each for each in (asks or parts) if each[1].verdict in _SURE and not _says_nothing(each[1])]
    intents = {decision.readings[0].intent for _, decision in meant}
    if len(intents) == 1 and len(meant) >= len(asks) and not _leaves_out(meant[-1], parts, slots):
        clause, decision = meant[-1]
        if tells(clause) and decision.verdict is Verdict.offer and not all(tells(each) for each, _ in parts):
            return whole
        reading = _with_person(clause, decision.readings[0], slots)
        if _asks_of_nobody(clause, reading) and slots.people:
            if whole.verdict in _SURE or not whom or reading.intent is AskIntent.goals:
                return whole
            reading = replace(reading, slots=replace(reading.slots, people=(whom,), me=False))
        if whole.verdict in _SURE and (not asks or whole.readings[0].intent is reading.intent):
            return whole
        return replace(decision, readings=(reading,))
    if whole.verdict in _SURE and _is_elsewhere(whole.readings[0], parts):
        others = [each.readings[0] for _, each in asks if each.readings]
        return Decision(Verdict.ask_back, (whole.readings[0], *others[:2]))
    asked = [reading for _, decision in asks for reading in decision.readings[:1]]
    is_same = bool(whole.readings) and all(
        any(each.intent is whole.readings[0].intent for each in decision.readings) for _, decision in asks
    )
    others = [
        each
        for each in asked
        if whole.readings and not is_same and each.intent is not whole.readings[0].intent
    ]
    if whole.verdict is Verdict.answer and others:
        return Decision(Verdict.ask_back, (*asked[:2], whole.readings[0]))
    return whole


def _leaves_out(meant: tuple[str, Decision], parts: list[tuple[str, Decision]], slots: Slots) -> bool:
    """Whether a part beside, which tells nothing of its own, names what the one that asks does not."""
    own = meant[1].readings[0].slots
    beside = [
        clause
        for clause, _ in parts
        if clause is not meant[0] and (not tells(clause) or words_of(clause)[0].text in _BEGINS)
    ]
    names_more = (
        (slots.period and not own.period)
        or (slots.metric and not own.metric)
        or len(slots.people) > len(own.people)
        or len(slots.teams) > len(own.teams)
    )
    return bool(beside) and bool(names_more)


def _is_elsewhere(reading: Reading, parts: list[tuple[str, Decision]]) -> bool:
    """Whether the parts that ask say nothing of a reading, which only what is told beside them does."""
    asking = [decision for clause, decision in parts if not (tells(clause) or _is_empty(clause))]
    return bool(asking) and not any(
        reading.intent is each.intent and reading.slots.metric == each.slots.metric
        for of in asking
        for each in of.readings
    )


def _is_empty(clause: str) -> bool:
    """Whether a part has only words that say nothing of their own: "can you tell me"."""
    return all(word.text in _EMPTY for word in words_of(clause))


def _says_nothing(decision: Decision) -> bool:
    if decision.readings == (Reading(AskIntent.help),):
        # A greeting.
        return True
    return decision.verdict is Verdict.any_time or (
        decision.verdict is Verdict.unknown and not decision.readings
    )


def _asks_of_nobody(clause: str, reading: Reading) -> bool:
    """Whether figures or goals are asked for, and it is not said whose."""
    slots = reading.slots
    is_somebodys = bool(slots.people or slots.teams or slots.own_team)
    owners = {word.text for word in words_of(clause)} & _OWNERS
    return reading.intent in (AskIntent.sheet, AskIntent.metric, AskIntent.goals) and not (
        is_somebodys or owners
    )


def _with_person(clause: str, reading: Reading, slots: Slots) -> Reading:
    named = reading.slots
    is_meant = {word.text for word in words_of(clause)} & OTHERS
    said = {word.text for word in words_of(clause)}
    # "This quarter" is no "this".
    it = _IT - {"this"} if named.period else _IT
    if reading.intent in _OF_FIGURES and slots.metric and not slots.is_loose and said & it:
        reading = replace(reading, intent=AskIntent.metric, slots=replace(named, metric=slots.metric))
        named = reading.slots
    if is_meant and not (named.people or named.teams) and len(slots.people) == 1:
        return replace(reading, slots=replace(named, people=slots.people, me=False))
    return reading
