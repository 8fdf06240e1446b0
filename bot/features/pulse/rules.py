"""What makes a valid pulse, and when its answers may be shown; pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from fractions import Fraction

from bot.common.date_ranges import short_day
from bot.common.errors import BadInput

# With fewer answers nothing is shown; a pulse may demand more, never fewer.
FEWEST = 5
MINIMUMS = (5, 6, 8, 10, 15, 20)
LONGEST = 3000
LONGEST_QUESTION = 300
FARTHEST = timedelta(days=60)
SCORES = (1, 2, 3, 4, 5)


# For so long after a pulse, almost the same people are not asked its question again.
APART_FOR = timedelta(days=60)
# How alike the words of two questions are, from 0 to 1, before they count as one question.
_ALIKE = 0.7


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
        """How many answered."""
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


def check_said(said: Said) -> Said:
    """The answer with trimmed words; BadInput names the field (`score` or `words`)."""
    if said.score not in SCORES:
        raise BadInput("Choose how far you agree.", field="score")
    if len(said.words.strip()) > LONGEST:
        raise BadInput(f"{LONGEST:,} characters fit here.", field="words")
    return Said(said.score, said.words.strip())


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
class AskedBefore:
    """An earlier pulse with the ids of everybody whom it asked, whether they answered or not."""

    pulse: Pulse
    people: frozenset[str]


@dataclass(frozen=True)
class PulseStatus:
    """A pulse as one of its people sees it. `result` is None while nothing may be shown.

    How many have answered is part of the result: before, each look would tell when somebody did.
    """

    pulse: Pulse
    asked: int
    waits_for_viewer: bool
    result: Result | None


def check_apart(plan: PulsePlan, people: frozenset[str], earlier: Sequence[AskedBefore]) -> None:
    """BadInput (field `question`) where answers of fewer than the minimum could be found by subtraction.

    `earlier`: pulses that are open, or were within `APART_FOR`. Those with this question that share people
    with it, directly or through one another, divide all their people into groups: in one group are those whom
    exactly the same pulses asked. What sums and differences of results tell is about whole groups, so each
    must have as many people as the largest minimum. Exactly the same people may be asked again once the
    earlier one is closed, as nobody makes the difference.
    """
    joined = _joined(people, [each for each in earlier if _is_same(each.pulse.question, plan.question)])
    groups = Counter(
        (person in people, *(person in each.people for each in joined))
        for person in people.union(*(each.people for each in joined))
    )
    smallest = max([plan.minimum, *(each.pulse.minimum for each in joined)])
    is_twice = any(each.people == people and each.pulse.state == "open" for each in joined)
    if is_twice or (joined and min(groups.values()) < smallest):
        raise BadInput(
            "Almost the same people are asked this now, or were not long ago: the difference between the two "
            "would tell what one of them said. Ask exactly the same people once that is closed, or later: "
            f"from {short_day(max(each.pulse.closes_on for each in joined) + APART_FOR)} on.",
            field="question",
        )


def _joined(people: frozenset[str], earlier: Sequence[AskedBefore]) -> list[AskedBefore]:
    """Those that share people with these, directly or through others of them."""
    reached, left, joined = people, list(earlier), []
    while near := [each for each in left if each.people & reached]:
        left = [each for each in left if each not in near]
        joined += near
        reached = reached.union(*(each.people for each in near))
    return joined


def _is_same(one: str, other: str) -> bool:
    """Whether two questions are one, but for signs, case and a few letters."""
    return SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio() >= _ALIKE


def _plain(question: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", question).casefold()))
