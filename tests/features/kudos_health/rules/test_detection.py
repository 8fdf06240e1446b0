"""Hints in synthetic graphs of 200 people: what was planted is found, what is healthy is left alone."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.kudos_health.rules.detection import Flag, Hint, KudosEdge, flags

PEOPLE = [f"U{number:03}" for number in range(200)]
WORKDAYS = [day for number in range(30) if (day := date(2026, 11, 1) + timedelta(days=number)).weekday() < 5]
SEEDS = range(20)


def healthy(luck: random.Random, people: Sequence[str] = PEOPLE) -> list[KudosEdge]:
    """A month: most people thank a few times, mostly in a group of eight; some are popular."""
    numbers, found = count(1), []
    popular = {who: luck.paretovariate(1.5) for who in people}
    for place, giver in enumerate(people):
        group = [who for who in people[place - place % 8 : place - place % 8 + 8] if who != giver]
        friends = luck.sample(group, min(3, len(group)))
        for _ in range(luck.choice((0, 2, 4, 7, 10, 14))):
            pool = luck.choices((friends, group, list(people)), (3, 4, 3))[0]
            others = [who for who in pool if who != giver]
            receiver = luck.choices(others, [popular[who] for who in others])[0]
            points = luck.choice((1, 1, 1, 2, 3))
            found.append(KudosEdge(next(numbers), giver, receiver, points, luck.choice(WORKDAYS)))
    return found


def planted(luck: random.Random) -> tuple[list[KudosEdge], set[tuple[Hint, frozenset[str]]]]:
    """Ten bad habits among 200 people; those who have one keep a little of their healthy giving."""
    chosen = luck.sample(PEOPLE, 2 + 2 + 3 + 4 + 5 + 6 + 3 + 3)
    take = iter(chosen)
    numbers = count(10_000)
    lines = [line for line in healthy(luck) if line.giver not in set(chosen) or luck.random() < 0.25]
    expected: set[tuple[Hint, frozenset[str]]] = set()

    def gives(giver: str, receiver: str, times: int, days: Sequence[date]) -> None:
        for _ in range(times):
            lines.append(KudosEdge(next(numbers), giver, receiver, luck.choice((2, 3)), luck.choice(days)))

    for _ in range(2):
        one, other = next(take), next(take)
        gives(one, other, 9, WORKDAYS)
        gives(other, one, 9, WORKDAYS)
        expected.add((Hint.pair, frozenset((one, other))))
    for size in (3, 4, 5, 6):
        ring = [next(take) for _ in range(size)]
        for giver, receiver in pairwise([*ring, ring[0]]):
            gives(giver, receiver, 9, WORKDAYS)
        expected.add((Hint.ring, frozenset(ring)))
    for _ in range(3):
        dumper = next(take)
        own = [line for line in lines if line.giver == dumper]
        lines = [line for line in lines if line not in own[1:]]
        for _ in range(8):
            gives(dumper, luck.choice([who for who in PEOPLE if who != dumper]), 1, WORKDAYS[-2:])
        expected.add((Hint.dump, frozenset((dumper,))))
    for _ in range(3):
        giver = next(take)
        lines = [line for line in lines if line.giver != giver]
        target = luck.choice([who for who in PEOPLE if who not in chosen])
        gives(giver, target, 6, WORKDAYS[:-2])
        expected.add((Hint.target, frozenset((giver, target))))
    return lines, expected


def named(found: Sequence[Flag]) -> set[tuple[Hint, frozenset[str]]]:
    """Hints by kind and people."""
    return {(flag.hint, frozenset(flag.people)) for flag in found}


def test_what_is_planted_is_found() -> None:
    """Over twenty graphs: recall of at least 95%, and at most two false alarms for 200 people on average."""
    recall, alarms = [], []
    for seed in SEEDS:
        lines, expected = planted(random.Random(seed))
        found = named(flags(lines, WORKDAYS))
        recall.append(len(found & expected) / len(expected))
        alarms.append(len(found - expected))
    assert sum(recall) / len(recall) >= 0.95
    assert sum(alarms) / len(alarms) <= 2


def test_a_healthy_workplace_is_left_alone() -> None:
    """Nothing planted: at most one hint for 200 people on average."""
    alarms = [len(flags(healthy(random.Random(seed)), WORKDAYS)) for seed in SEEDS]
    assert sum(alarms) / len(alarms) <= 1


@pytest.mark.parametrize("people", [3, 4, 5])
def test_few_people_cannot_help_thanking_each_other(people: int) -> None:
    """In a team of four everybody thanks everybody: no pair, no ring."""
    numbers, lines = count(1), []
    for giver in PEOPLE[:people]:
        for receiver in PEOPLE[:people]:
            if giver != receiver:
                lines += [KudosEdge(next(numbers), giver, receiver, 2, day) for day in WORKDAYS[:4]]
    assert flags(lines, WORKDAYS) == []


lines_of_few = st.lists(
    st.builds(
        KudosEdge,
        st.integers(1, 60),
        st.sampled_from(PEOPLE[:7]),
        st.sampled_from(PEOPLE[7:9] + PEOPLE[:7]),
        st.integers(1, 5),
        st.sampled_from(WORKDAYS),
    ).filter(lambda line: line.giver != line.receiver),
    max_size=60,
)


@given(lines_of_few, st.randoms())
def test_the_order_of_lines_says_nothing(lines: list[KudosEdge], luck: random.Random) -> None:
    """The same month in another order gives the same hints."""
    mixed = list(lines)
    luck.shuffle(mixed)
    assert {flag.key for flag in flags(mixed, WORKDAYS)} == {flag.key for flag in flags(lines, WORKDAYS)}


@given(lines_of_few)
def test_names_say_nothing(lines: list[KudosEdge]) -> None:
    """With other names the hints are about those."""
    other = {who: f"W{999 - number}" for number, who in enumerate(PEOPLE)}
    renamed = [replace(line, giver=other[line.giver], receiver=other[line.receiver]) for line in lines]
    expected = {
        (hint, frozenset(other[who] for who in people)) for hint, people in named(flags(lines, WORKDAYS))
    }
    assert named(flags(renamed, WORKDAYS)) == expected


@given(lines_of_few)
def test_every_hint_lists_its_rows(lines: list[KudosEdge]) -> None:
    """What a hint says of points is what its rows add up to, and they are among what was given."""
    by_id: dict[int, list[KudosEdge]] = {}
    for line in lines:
        by_id.setdefault(line.kudos_id, []).append(line)
    for flag in flags(lines, WORKDAYS):
        assert flag.kudos_ids
        assert set(flag.kudos_ids) <= set(by_id)
        assert 0 < flag.points <= flag.total
