"""Which pulses must not be asked, as comparing them would tell what few people said; pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher

from bot.common.date_ranges import named_day
from bot.common.errors import BadInput
from bot.features.pulse.rules.pulses import Pulse, PulsePlan

# For so long after a pulse, almost the same people are not asked its question again.
APART_FOR = timedelta(days=60)
# How alike the words of two questions are, from 0 to 1, before they count as one question.
_ALIKE = 0.7


@dataclass(frozen=True)
class AskedBefore:
    """An earlier pulse with the ids of everybody whom it asked, whether they answered or not."""

    pulse: Pulse
    people: frozenset[str]


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
            f"from {named_day(max(each.pulse.closes_on for each in joined) + APART_FOR)} on.",
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
