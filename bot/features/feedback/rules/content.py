"""What makes a feedback, a note, a request, and how each is stored. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.common.errors import BadInput
from bot.common.text import is_blank
from bot.features.feedback.rules.access import Record
from bot.features.people.rules import Person

LONGEST = 3000
LONGEST_SKILL = 80
SHORTEST = 3
MOST_ASKED = 10
FARTHEST = timedelta(days=90)


class FeedbackTone(StrEnum):
    """What kind of feedback it is; values are stored."""

    praise = "praise"
    constructive = "constructive"
    note = "note"


class RequestState(StrEnum):
    """The states of a request; stored. All but `open` are final."""

    open = "open"
    answered = "answered"
    declined = "declined"
    withdrawn = "withdrawn"


@dataclass(frozen=True)
class FeedbackText:
    """What somebody writes: what happened, its effect, a suggestion, a skill or value; raw text, "" for none.

    `may_share`: praise that may become a public kudos. `link`: the message it is about.
    """

    tone: FeedbackTone
    what: str
    effect: str = ""
    suggestion: str = ""
    skill: str = ""
    may_share: bool = False
    link: str = ""


@dataclass(frozen=True)
class RequestText:
    """A request as its form tells it: about whom, from whom, what, until which day. The question is raw."""

    about_id: str
    asked_ids: tuple[str, ...]
    question: str
    due_on: date


def checked(words: FeedbackText) -> FeedbackText:
    """The words as they are stored, trimmed; only praise may be shared.

    BadInput with its field: too short or too long, or constructive without a suggestion.
    """
    parts = {"what": words.what, "effect": words.effect, "suggestion": words.suggestion}
    kept = {name: "" if is_blank(part) else part.strip() for name, part in parts.items()}
    if len(kept["what"]) < SHORTEST:
        raise BadInput(f"Write what happened, in {SHORTEST} characters at least.", field="what")
    for name, part in kept.items():
        if len(part) > LONGEST:
            raise BadInput(f"{len(part):,} characters are too many: {LONGEST:,} fit here.", field=name)
    if words.tone is FeedbackTone.constructive and not kept["suggestion"]:
        raise BadInput("Write what could be done differently: one suggestion.", field="suggestion")
    skill = " ".join(words.skill.split())
    if len(skill) > LONGEST_SKILL:
        raise BadInput(f"Name the skill or value in {LONGEST_SKILL} characters at most.", field="skill")
    return replace(
        words,
        what=kept["what"],
        effect=kept["effect"],
        suggestion=kept["suggestion"],
        skill=skill,
        may_share=words.may_share and words.tone is FeedbackTone.praise,
    )


def check_doubt(question: str) -> str:
    """The question to an author, trimmed. BadInput (field `question`): not 3 to 3,000 characters."""
    kept = question.strip()
    if is_blank(kept) or not SHORTEST <= len(kept) <= LONGEST:
        raise BadInput(f"Write a question of {SHORTEST} to {LONGEST:,} characters.", field="question")
    return kept


def below(earlier: str, words: str) -> str:
    """Text of a field with these words below it, unless it ends with them. BadInput: over 3,000 letters."""
    if not words or f"\n\n{earlier}".endswith(f"\n\n{words}"):
        return earlier
    whole = f"{earlier}\n\n{words}" if earlier else words
    if len(whole) > LONGEST:
        before = " together with what you typed there before" if earlier else ""
        raise BadInput(f"The form takes {LONGEST:,} characters; this is {len(whole):,}{before}.")
    return whole


def check_person(author_id: str, about: Person | None, field: str = "who") -> Person:
    """The person, if they are an active other member. BadInput with this field otherwise."""
    if about is None or not about.is_active_person:
        name = about.name if about else "That person"
        raise BadInput(f"{name} is not an active person of this workspace.", field=field)
    if about.id == author_id:
        raise BadInput("Choose somebody else: feedback goes to another person.", field=field)
    return about


def check_asked(person: Person) -> None:
    """BadInput (field `asked`) for a guest, who could not answer."""
    if person.is_guest:
        raise BadInput(f"{person.name} is a guest here, and guests write no feedback.", field="asked")


def check_question(question: RequestText, asker_id: str, today: date) -> None:
    """BadInput, with its field, where it is no request. `today` is the asker's local day.

    3 to 3,000 characters, at most 90 days, 1 to 10 people; neither the asker nor whom it is about.
    """
    text = question.question.strip()
    if not SHORTEST <= len(text) <= LONGEST:
        raise BadInput(f"Write a question of {SHORTEST} to {LONGEST:,} characters.", field="question")
    if not today <= question.due_on <= today + FARTHEST:
        raise BadInput(f"Choose a day within {FARTHEST.days} days from today.", field="due")
    if not 1 <= len(question.asked_ids) <= MOST_ASKED:
        raise BadInput(f"Ask 1 to {MOST_ASKED} people at a time.", field="asked")
    if asker_id in question.asked_ids or question.about_id in question.asked_ids:
        raise BadInput(
            "Ask others: neither yourself nor the person whom the feedback is about.", field="asked"
        )


def record_of(tone: FeedbackTone, *, named: bool, for_asker: bool) -> Record:
    """Which kind of record a feedback is.

    `named`: a manager reads it too. `for_asker`: it answers somebody who asked about another person.
    """
    if tone is FeedbackTone.note:
        return Record.note
    if for_asker:
        return Record.about_report
    return Record.with_manager if named else Record.shared


def told_to(record: Record, about: str, manager: str = "", asker: str = "") -> str:
    """Sentence that says who will read a record, by name, as the form has it before it is sent."""
    if record is Record.note:
        return "Only you will see this."
    if record is Record.about_report:
        return f"{asker} will see this. {about} will not."
    if record is Record.with_manager:
        return f"{about} and {manager} will see this."
    return f"Only {about} will see this."
