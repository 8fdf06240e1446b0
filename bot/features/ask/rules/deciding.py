"""Whether a sentence is certain enough to be answered, and what is asked otherwise. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from bot.features.ask.rules.agreeing import SURE, agreed, asked
from bot.features.ask.rules.clauses import (
    about_whom,
    behind_colon,
    clauses_of,
    completed,
    joined,
    only_names,
    tells,
    unsigned,
    with_name,
)
from bot.features.ask.rules.doubts import (
    DONE_BY_ORDER,
    ONES_OWN,
    asks_whose,
    has_other_time,
    is_hard,
    is_safe,
    may_be_missed,
    misses_people,
    unknown_words,
)
from bot.features.ask.rules.facts import WITH_BUTTON, AskIntent, Decision, KnownNames, Reading, Slots, Verdict
from bot.features.ask.rules.families import about, kept
from bot.features.ask.rules.filling import reading_of
from bot.features.ask.rules.fitting import OF_PERSON, fits, subjects_of
from bot.features.ask.rules.likeness.guarding import Heard, asks_for_more, speaks_against
from bot.features.ask.rules.mending import mended
from bot.features.ask.rules.naming.sentence import Sentence
from bot.features.ask.rules.narrowing.narrowed import narrowed
from bot.features.ask.rules.openings import (
    asks_for_advice,
    asks_for_meaning,
    asks_what_is,
    is_how_to,
    orders,
)
from bot.features.ask.rules.phrases.learning import learning_asked
from bot.features.ask.rules.scoring import AHEAD, ENOUGH, IntentScore
from bot.features.ask.rules.slots import read_slots
from bot.features.ask.rules.words import Word, word_set, words_of

_MOST_CHOICES = 3
_WITH_WORDS = frozenset({AskIntent.thank, AskIntent.feedback, AskIntent.ask_feedback, AskIntent.topic})
_NOTHING = Decision(Verdict.unknown)
_LEARNING = frozenset({AskIntent.learn, AskIntent.mentor, AskIntent.play})
_NOTHING_SAID = IntentScore(0, frozenset(), frozenset())
_PLEASED = word_set("thanks thank you ok okay great cheers cool perfect nice awesome so much a lot very")
_HELLO = word_set("hi hello hey hiya yo hallo hola howdy there pacer you")
_DAYTIMES = word_set("morning afternoon evening day")
_WISH = _DAYTIMES | word_set("good to you all everybody everyone team folks")
_EVERYONE = word_set("everyone everybody everyones everybodys each")
_STANDS_ON = word_set("based counted wrong incorrect receipts disputes dispute includes included")
# What was asked and answered here already: nobody looks for a play in it.
_ASKED_ALREADY = word_set("pulse survey feedback review reviews kudos")
_PLEASED_BY = word_set("thanks ok okay great cheers cool perfect nice awesome thank")
# What a form may name somebody for.
_TO_PEOPLE = frozenset(
    {AskIntent.thank, AskIntent.feedback, AskIntent.ask_feedback, AskIntent.goal, AskIntent.topic}
)


def decide(sentence: str, known: KnownNames) -> Decision:
    """What becomes of a tidied sentence of who asks; of a long one, the part that asks may tell."""
    sentence = unsigned(sentence, known)
    return narrowed(_meant(sentence, known), sentence, known)


def _meant(sentence: str, known: KnownNames) -> Decision:
    head, words = behind_colon(sentence)
    begun = _decided(head, known) if head else _NOTHING
    is_form = any(reading.intent in _WITH_WORDS for reading in begun.readings)
    if is_form and _decided(words, known).verdict is not Verdict.answer:
        forms = [replace(each, free=words) for each in begun.readings if each.intent in _WITH_WORDS]
        return replace(begun, readings=tuple(forms))
    decision = _joined(sentence, known)
    if decision.verdict not in SURE or decision.readings[0].intent in _LEARNING:
        return decision
    heard = Heard.of(mended(words_of(sentence), known), known)
    if not speaks_against(heard, decision.readings[0]):
        return decision
    return asked(decision, heard.likely, partial(_read_as, sentence, heard))


def _joined(sentence: str, known: KnownNames) -> Decision:
    whole = _decided(sentence, known)
    clauses = clauses_of(sentence)
    if whole.verdict in (Verdict.any_time, Verdict.which, Verdict.offer) or len(clauses) < 2:
        return whole
    read = Sentence.of(words_of(sentence))
    slots = read_slots(read, known)
    bare = {clause for clause in clauses if only_names(clause, known)}
    parts = [(clause, _of_clause(clause, slots, known)) for clause in clauses if clause not in bare]
    decision = joined(whole, parts, slots, about_whom(read, slots)) if parts else whole
    if not bare or decision is whole or decision.verdict not in SURE:
        return decision
    return completed(whole, decision, slots)


def _of_clause(clause: str, slots: Slots, known: KnownNames) -> Decision:
    """The decision about a part, in which "he" and "her" are the one person that the sentence names."""
    decision = _decided(clause, known)
    if decision.verdict in SURE or len(slots.people) != 1 or tells(clause):
        return decision
    meant = _decided(with_name(clause, slots.people[0]), known)
    return meant if meant.verdict is Verdict.answer else decision


def _decided(sentence: str, known: KnownNames) -> Decision:
    words = words_of(sentence)
    texts = {word.text for word in words}
    daytimes = [word.text for word in words if word.text in _DAYTIMES]
    if daytimes and texts <= _WISH:
        return Decision(Verdict.any_time, word=f"good {daytimes[0]}")
    if texts <= _HELLO | _WISH:
        return Decision(Verdict.answer, (Reading(AskIntent.help),))
    if texts <= _PLEASED and texts & _PLEASED_BY:
        return Decision(Verdict.any_time)
    if not texts & _ASKED_ALREADY and (learning := learning_asked([word.text for word in words])) is not None:
        return Decision(Verdict.answer, (learning,))
    meant = mended(words, known)
    decision = _of_words(sentence, meant, known)
    if len(words) == 1 and meant != words and decision.readings:
        # A single word is a command or a label that was mistyped: what it may be is offered.
        return Decision(Verdict.unknown, decision.readings)
    return decision


def _of_words(sentence: str, meant: Sequence[Word], known: KnownNames) -> Decision:
    heard = Heard.of(meant, known)
    read, slots, scores, likely = heard.read, heard.slots, heard.scores, heard.likely

    def is_plain(reading: Reading) -> bool:
        score = scores.get(reading.intent, _NOTHING_SAID)
        is_doubtful = _to_choose(read, reading, known) is not None
        is_doubtful |= reading.intent is AskIntent.goals and asks_whose(read, reading)
        return not is_doubtful and is_safe(read, reading, score, likely, is_inside=bool(known.people))

    read_as = partial(_read_as, sentence, heard)
    decision = agreed(_by_rules(sentence, read, slots, scores, known), likely, read_as, is_plain)
    is_doubtful = decision.verdict in SURE and asks_for_more(heard, decision.readings[0])
    return asked(decision, likely, read_as) if is_doubtful else decision


def _read_as(sentence: str, heard: Heard, intent: AskIntent) -> Reading:
    return reading_of(intent, heard.scores.get(intent, _NOTHING_SAID), sentence, heard.read, heard.slots)


def _by_rules(
    sentence: str, read: Sentence, slots: Slots, scores: Mapping[AskIntent, IntentScore], known: KnownNames
) -> Decision:
    meant_by_nouns = kept(scores, about([word.text for word in read.words], slots))
    if max((score.points for score in meant_by_nouns.values()), default=0) >= ENOUGH:
        scores = meant_by_nouns
    if is_how_to(read) and any(
        each.points >= ENOUGH for key, each in scores.items() if key is not AskIntent.help
    ):
        # "How do I log a deal?" is answered by the form.
        scores = {intent: score for intent, score in scores.items() if intent is not AskIntent.help}
    ranked = sorted(scores, key=lambda intent: -scores[intent].points)
    if not ranked or scores[ranked[0]].points < ENOUGH:
        return _unknown(ranked, scores, slots)
    readings = [reading_of(intent, scores[intent], sentence, read, slots) for intent in ranked[:2]]
    best, score = ranked[0], scores[ranked[0]]
    unknown = unknown_words(read, best, score, slots)
    if best is AskIntent.sheet and len(unknown) == 1 and not slots.has_subject and not slots.unsure:
        return Decision(Verdict.nobody, word=read.words[unknown[0]].text)
    chosen = _to_choose(read, readings[0], known)
    if chosen is not None:
        return chosen
    second = scores[ranked[1]].points if len(ranked) > 1 else 0
    if score.points >= second + AHEAD and not is_hard(read, best, score, slots):
        verdict = _sure(
            read, readings[0], not unknown or (best in ONES_OWN and may_be_missed(read, best, unknown, score))
        )
        if verdict is not Verdict.ask_back:
            return Decision(verdict, (readings[0],))
    return Decision(Verdict.ask_back, tuple(readings))


def _sure(read: Sentence, reading: Reading, is_known: bool) -> Verdict:
    """Whether a reading that is meant may be answered, or offered; asked back otherwise."""
    if reading.intent in WITH_BUTTON:
        is_plain = not asks_what_is(read) and not misses_people(reading)
        return Verdict.offer if is_plain else Verdict.ask_back
    if reading.intent is AskIntent.goals and asks_whose(read, reading):
        return Verdict.ask_back
    is_known = is_known and (reading.intent in DONE_BY_ORDER or not orders(read)) and not has_other_time(read)
    is_plain = is_known and fits(reading) and (reading.intent is AskIntent.help or not asks_for_advice(read))
    return Verdict.answer if is_plain else Verdict.ask_back


def _to_choose(read: Sentence, reading: Reading, known: KnownNames) -> Decision | None:
    """What has to be chosen before anything is sure: a person, a team, one of two metrics."""
    intent, slots = reading.intent, reading.slots
    if slots.unsure and (intent in OF_PERSON or intent in _TO_PEOPLE):
        return _which(reading, slots)
    parts = subjects_of(reading, known)
    if len(parts) > 1:
        return Decision(Verdict.which, parts[:_MOST_CHOICES])
    if intent is AskIntent.metric and asks_for_meaning(read, slots):
        return Decision(Verdict.ask_back, (reading, Reading(AskIntent.help)))
    texts = {word.text for word in read.words}
    if intent is AskIntent.metric and (texts & _EVERYONE or texts & _STANDS_ON):
        instead = AskIntent.board if texts & _EVERYONE else AskIntent.evidence
        return Decision(Verdict.ask_back, (reading, replace(reading, intent=instead)))
    if intent is AskIntent.metric and slots.other_metric:
        other = replace(reading, slots=replace(slots, metric=slots.other_metric))
        return Decision(Verdict.ask_back, (reading, other))
    return None


def _unknown(ranked: Sequence[AskIntent], scores: Mapping[AskIntent, IntentScore], slots: Slots) -> Decision:
    who = slots.people or slots.unsure
    if len(slots.people) > 1:
        each = [replace(slots, people=(person,), own_team=False) for person in slots.people[:_MOST_CHOICES]]
        return Decision(Verdict.unknown, tuple(Reading(AskIntent.sheet, one) for one in each))
    if who:
        one = replace(slots, people=who[:1], unsure=())
        return Decision(Verdict.unknown, (Reading(AskIntent.sheet, one), Reading(AskIntent.goals, one)))
    near = [Reading(each, slots, said=scores[each].said) for each in ranked]
    return Decision(Verdict.unknown, tuple(near[:3]))


def _which(reading: Reading, slots: Slots) -> Decision:
    """Which person is meant, three at most."""
    choices = [replace(slots, people=(*slots.people, who), unsure=()) for who in slots.unsure[:_MOST_CHOICES]]
    return Decision(Verdict.which, tuple(replace(reading, slots=each) for each in choices))
