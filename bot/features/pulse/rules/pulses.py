"""What makes a valid pulse, and when its answers may be shown; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from bot.common.errors import BadInput

ANSWER = "pulse.answer"
# With fewer answers nothing is shown; a pulse may demand more, never fewer.
FEWEST = 5
MINIMUMS = (5, 6, 8, 10, 15, 20)
LONGEST = 3000
LONGEST_QUESTION = 300
FARTHEST = timedelta(days=60)
SCORES = (1, 2, 3, 4, 5)


class About(StrEnum):
    """Whom a pulse is about."""

    manager = "manager"
    team = "team"


QUESTIONS = {
    About.manager: "I get the support from my manager that I need to do my best work.",
    About.team: "In this team we help each other, and say what we think.",
}


@dataclass(frozen=True)
class PulsePlan:
    """A pulse as its form gives it. `team_id` None: everybody whom the asker leads.

    The question is raw text.
    """

    team_id: int | None
    about: About
    question: str
    minimum: int
    closes_on: date


@dataclass(frozen=True)
class Said:
    """One answer: agreement from 1 to 5, and raw words ("" for none)."""

    score: int
    words: str


@dataclass(frozen=True)
class Result:
    """What a pulse came to. `counts`: (score, number of answers) from 1 to 5; `words`: in random order."""

    mean: Fraction
    counts: tuple[tuple[int, int], ...]
    words: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many people gave an answer."""
        return sum(count for _, count in self.counts)


def checked(plan: PulsePlan, people: int, today: date) -> PulsePlan:
    """The plan with a trimmed question; BadInput names the field. `people`: how many are asked."""
    question = " ".join(plan.question.split())
    if not 3 <= len(question) <= LONGEST_QUESTION:
        raise BadInput(f"Write a question of 3 to {LONGEST_QUESTION} characters.", field="question")
    if plan.minimum < FEWEST:
        raise BadInput(f"Fewer than {FEWEST} answers show nothing.", field="minimum")
    if people < plan.minimum:
        raise BadInput(
            f"{people} people can never give {plan.minimum} answers: nothing would ever be shown.",
            field="minimum",
        )
    if not today < plan.closes_on <= today + FARTHEST:
        raise BadInput(f"Choose a day from tomorrow on, {FARTHEST.days} days at most.", field="closes")
    return PulsePlan(plan.team_id, plan.about, question, plan.minimum, plan.closes_on)


def check_time(plan: PulsePlan, at_work: int) -> None:
    """BadInput (field `closes`) when fewer than the minimum work before it closes. `at_work`: how many do."""
    if at_work < plan.minimum:
        raise BadInput(
            f"Fewer than {plan.minimum} of them work before it closes: choose a later day.", field="closes"
        )


def fitting(question: str, about: About) -> str:
    """The question, or the default one for `about` where it is a default of another `about`."""
    return QUESTIONS[about] if question.strip() in QUESTIONS.values() else question


def result(answers: Sequence[Said], minimum: int, *, is_closed: bool) -> Result | None:
    """The result; None while the pulse is open or has too few answers.

    Shown while open, each look would tell what the newest answer was.
    """
    if not is_closed or len(answers) < max(minimum, FEWEST):
        return None
    total = sum(each.score for each in answers)
    counts = tuple((score, sum(each.score == score for each in answers)) for score in SCORES)
    words = [each.words for each in answers if each.words]
    return Result(Fraction(total, len(answers)), counts, tuple(words))


@dataclass(frozen=True)
class Pulse:
    """A question to everybody with a ticket, until `closes_on`.

    `state`: open or closed; `minimum`: fewest answers that are shown.
    """

    id: int
    asker_id: str
    about: str
    question: str
    minimum: int
    closes_on: date
    state: str


@dataclass(frozen=True)
class PulseStatus:
    """A pulse as one of its people sees it. `result` is None while nothing may be shown.

    How many have answered is part of the result: before, each look would tell when somebody did.
    """

    pulse: Pulse
    asked: int
    waits_for_viewer: bool
    result: Result | None
