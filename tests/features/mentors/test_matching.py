"""The assignment equals trying everything; worked cases; the same answer in any order, and in a child."""

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from bot.features.mentors.rules.matching import Candidates, OpenAsk, shortlists, solve, tie, total_of
from bot.features.mentors.rules.score import Suitability, lead_of, levels_above, score
from bot.features.mentors.service.solver import solve_apart
from bot.features.skills.rules.shrinkage import Trials, prior_of

CASES = 1_000
Q = [Trials(*each) for each in ((17, 48), (14, 40), (21, 52), (15, 45), (13, 36), (19, 50))]


def _everything(found: Candidates) -> Iterator[dict[str, str]]:
    """All matchings of allowed pairs within the places."""

    def walk(number: int, made: dict[str, str]) -> Iterator[dict[str, str]]:
        if number == len(found.asks):
            yield dict(made)
            return
        yield from walk(number + 1, made)
        mentee = found.asks[number].mentee
        for mentor, (taken, places) in found.places.items():
            free = taken + sum(each == mentor for each in made.values()) < places
            if free and (mentee, mentor) in found.scores:
                yield from walk(number + 1, {**made, mentee: mentor})

    return walk(0, {})


def _best(found: Candidates) -> tuple[int, int, int]:
    """As many people as can be, then the highest total, then the lowest ties."""
    skills = {ask.mentee: ask.skill for ask in found.asks}
    return max(
        (
            len(made),
            total_of(found, made),
            -sum(tie(mentee, mentor, skills[mentee]) for mentee, mentor in made.items()),
        )
        for made in _everything(found)
    )


def _case(dice: random.Random) -> Candidates:
    mentees = [f"U{number}" for number in range(dice.randint(1, 6))]
    places = {
        f"M{number}": (taken := dice.randint(0, 2), taken + dice.randint(0, 2))
        for number in range(dice.randint(1, 4))
    }
    scores = {
        (mentee, mentor): dice.choice((0, 40, 44, 50, 70, 70, 100, dice.randint(0, 100)))
        for mentee in mentees
        for mentor in places
        if dice.random() < 0.7
    }
    return Candidates(
        tuple(OpenAsk(each, dice.choice(("discovery", "closing"))) for each in mentees), places, scores
    )


def test_equals_trying_everything() -> None:
    """A thousand random cases of up to six asks and four mentors, the ties included; shuffled, the same."""
    dice, wrong = random.Random(11), []
    for number in range(CASES):
        found = _case(dice)
        made = solve(found)
        assert made is not None
        skills = {ask.mentee: ask.skill for ask in found.asks}
        ties = sum(tie(mentee, mentor, skills[mentee]) for mentee, mentor in made.mentors.items())
        taken = {mentor: used for mentor, (used, _) in found.places.items()}
        for mentee, mentor in made.mentors.items():
            taken[mentor] += 1
            if (mentee, mentor) not in found.scores or taken[mentor] > found.places[mentor][1]:
                wrong.append((number, "not allowed"))
        if (len(made.mentors), made.total, -ties) != _best(found):
            wrong.append((number, str(made)))
        if number % 10 == 0:
            asks, scores = list(found.asks), list(found.scores.items())
            dice.shuffle(asks)
            dice.shuffle(scores)
            places = dict(reversed(list(found.places.items())))
            if solve(Candidates(tuple(asks), places, dict(scores))) != made:
                wrong.append((number, "another order"))
    assert wrong == []


def _of(places: dict[str, tuple[int, int]], scores: dict[tuple[str, str], int], **skills: str) -> Candidates:
    mentees = sorted({mentee for mentee, _ in scores})
    return Candidates(tuple(OpenAsk(each, skills.get(each, "discovery")) for each in mentees), places, scores)


LOADED = _of(
    {"M1": (0, 2), "M2": (0, 1)},
    {("U1", "M1"): 90, ("U1", "M2"): 70, ("U2", "M1"): 85, ("U2", "M2"): 80, ("U3", "M1"): 60},
)
CLOSING = _of(
    {"M1": (0, 1), "M2": (0, 1)},
    {("U1", "M1"): 95, ("U1", "M2"): 40, ("U2", "M1"): 90},
    U1="closing",
    U2="closing",
)
TAKEN = _of(
    {"M1": (1, 3), "M2": (0, 1)},
    {("U1", "M1"): 80, ("U1", "M2"): 73, ("U2", "M1"): 78, ("U2", "M2"): 75},
    U2="negotiation",
)
EQUAL = _of(
    {"M1": (0, 1), "M2": (0, 1)}, {(mentee, mentor): 70 for mentee in ("U1", "U2") for mentor in ("M1", "M2")}
)
WORKED = [
    (LOADED, {"U1": "M1", "U2": "M2", "U3": "M1"}, 224, {"U1": ["M1"], "U2": ["M2"], "U3": ["M1"]}),
    (CLOSING, {"U1": "M2", "U2": "M1"}, 130, {"U1": ["M2"], "U2": ["M1"]}),
    (TAKEN, {"U1": "M1", "U2": "M2"}, 149, {"U1": ["M1", "M2"], "U2": ["M2", "M1"]}),
    (EQUAL, {"U1": "M2", "U2": "M1"}, 140, {"U1": ["M2", "M1"], "U2": ["M1", "M2"]}),
]


def test_worked_cases() -> None:
    """Most people first, load spread, ties by hash; shortlists that cost the others nearly nothing."""
    for found, mentors, total, lists in WORKED:
        made = solve(found)
        assert made is not None
        assert (dict(made.mentors), made.total, shortlists(found)) == (mentors, total, lists)


async def test_in_a_child_the_same() -> None:
    """The child process answers what is answered here."""
    assert await solve_apart(TAKEN) == shortlists(TAKEN)


def test_scores_as_worked() -> None:
    """The two worked pairs, and what makes somebody strong."""
    prior = prior_of(Q)
    assert prior is not None
    lead = lead_of(Trials(44, 80), prior)
    assert lead == pytest.approx(0.4026068391 - 0.3653136531, abs=1e-9)
    assert lead_of(Trials(20, 39), prior) is None
    assert lead_of(Trials(10, 80), prior) is None
    sizes = (Decimal(34_000), Decimal(46_000))
    assert score(Suitability(lead, 0, True, sizes, False, 37.5, False)) == 44
    far = (Decimal(34_000), Decimal(12_000))
    assert score(Suitability(None, 1, False, far, True, 12.5, True)) == 61
    table = {(3, 2): 1, (2, 2): 0, (4, 1): 3, (3, None): 1, (2, None): 0, (4, None): 2, (None, 1): 0}
    assert {levels: levels_above(*levels) for levels in table} == table
