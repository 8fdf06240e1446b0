"""Patterns in who thanks whom that are worth a manager's look; hints, never a judgement. Pure.

Pairs that trade points, rings, points spent at the end of a month, givers with one target. The thresholds are
Pacer's own, set so that ordinary teams see none; shares are of points given.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Two who thank each other: for both at least half of what they give, and twice what is expected by chance.
PAIR_SHARE, PAIR_CHANCE = 0.5, 2.0
PAIR_POINTS, PAIR_GIVINGS, PAIR_DAYS = 5, 3, 2
# An edge of a ring: more than a third of what somebody gives. Nobody has more than two of them.
RING_SHARE, RING_POINTS, RING_GIVINGS = 0.4, 5, 2
SMALLEST_RING, LARGEST_RING = 3, 6
DUMP_SHARE, DUMP_POINTS, DUMP_OTHER_DAYS, DUMP_DAYS = 0.6, 8, 3, 2
TARGET_SHARE, TARGET_POINTS, TARGET_GIVINGS = 0.8, 10, 5


class Hint(StrEnum):
    """The kinds of pattern; values are part of the stored key."""

    pair = "pair"
    ring = "ring"
    dump = "dump"
    target = "target"
    unseen = "unseen"


@dataclass(frozen=True)
class KudosEdge:
    """One line of a giving: `points` from giver to receiver on a local `day`.

    A giving to several people has one edge for each, with one `kudos_id`.
    """

    kudos_id: int
    giver: str
    receiver: str
    points: int
    day: date


@dataclass(frozen=True)
class Flag:
    """A hint about these people: `points` that fit the pattern, of the `total` points they gave.

    `people` are in an order fit for the sentence. `kudos_ids` are the givings behind it. `since`: the day on
    which somebody unseen was thanked last, None for never.
    """

    hint: Hint
    people: tuple[str, ...]
    points: int = 0
    total: int = 0
    kudos_ids: tuple[int, ...] = ()
    since: date | None = None

    @property
    def key(self) -> str:
        """Identifier of the hint: kind and sorted member ids, so one pattern keeps one key."""
        return f"{self.hint}:{'-'.join(sorted(self.people))}"


@dataclass(frozen=True)
class _Edge:
    points: int
    givings: int
    days: int
    share: float
    ids: tuple[int, ...]


def flags(lines: Sequence[KudosEdge], workdays: Sequence[date]) -> list[Flag]:
    """All hints in the edges of a month but `unseen`; `workdays` are its working days, in order.

    Who is in a pair or a ring is not named as a giver with one target too.
    """
    ordered = sorted(lines, key=lambda line: (line.day, line.kudos_id, line.receiver))
    edges, given = _edges(ordered), _totals(ordered, by_receiver=False)
    received = _totals(ordered, by_receiver=True)
    pairs = _pairs(edges, given, received)
    traders = {frozenset(flag.people) for flag in pairs}
    rings = _rings(edges, given, traders, len(received))
    told = {who for flag in (*pairs, *rings) for who in flag.people}
    targets = [flag for flag in _targets(edges, given) if flag.people[0] not in told]
    return [*pairs, *rings, *targets, *_dumps(ordered, workdays)]


def _totals(lines: Iterable[KudosEdge], *, by_receiver: bool) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for line in lines:
        found[line.receiver if by_receiver else line.giver] += line.points
    return found


def _edges(lines: Sequence[KudosEdge]) -> dict[tuple[str, str], _Edge]:
    given = _totals(lines, by_receiver=False)
    grouped: dict[tuple[str, str], list[KudosEdge]] = defaultdict(list)
    for line in lines:
        grouped[line.giver, line.receiver].append(line)
    return {
        (giver, receiver): _Edge(
            points := sum(line.points for line in own),
            len(own),
            len({line.day for line in own}),
            points / given[giver],
            tuple(line.kudos_id for line in own),
        )
        for (giver, receiver), own in grouped.items()
    }


def _pairs(
    edges: Mapping[tuple[str, str], _Edge], given: Mapping[str, int], received: Mapping[str, int]
) -> list[Flag]:
    found = []
    for (one, other), there in sorted(edges.items()):
        back = edges.get((other, one))
        if one > other or back is None:
            continue
        is_trade = _is_trade(there, other, given[one], received) and _is_trade(
            back, one, given[other], received
        )
        if is_trade:
            total = given[one] + given[other]
            found.append(
                Flag(Hint.pair, (one, other), there.points + back.points, total, (*there.ids, *back.ids))
            )
    return found


def _is_trade(edge: _Edge, receiver: str, given: int, received: Mapping[str, int]) -> bool:
    everything = sum(received.values()) - given
    # What the receiver has from others, of all that others gave: how popular they are without this giver.
    by_chance = (received[receiver] - edge.points) / everything if everything > 0 else 1.0
    by_chance = max(by_chance, 1 / max(1, len(received) - 1))
    enough = edge.points >= PAIR_POINTS and edge.givings >= PAIR_GIVINGS and edge.days >= PAIR_DAYS
    return enough and edge.share >= max(PAIR_SHARE, PAIR_CHANCE * by_chance)


def _rings(
    edges: Mapping[tuple[str, str], _Edge],
    given: Mapping[str, int],
    traders: set[frozenset[str]],
    people: int,
) -> list[Flag]:
    strong: dict[str, list[str]] = defaultdict(list)
    least = max(RING_SHARE, PAIR_CHANCE / max(1, people - 1))
    for (giver, receiver), edge in sorted(edges.items()):
        enough = edge.points >= RING_POINTS and edge.givings >= RING_GIVINGS
        if enough and edge.share >= least and frozenset((giver, receiver)) not in traders:
            strong[giver].append(receiver)
    found, seen = [], set[str]()
    for who in sorted(strong):
        if who in seen:
            continue
        there = _reached(strong, who)
        ring = sorted(each for each in there if who in _reached(strong, each))
        if who in ring and SMALLEST_RING <= len(ring) <= LARGEST_RING:
            seen.update(ring)
            found.append(_ring(ring, strong, edges, given))
    return found


def _reached(strong: Mapping[str, Sequence[str]], start: str) -> set[str]:
    """Everybody whom one can reach from `start` along strong edges; `start` itself only through a cycle."""
    found, ahead = set[str](), list(strong.get(start, ()))
    while ahead:
        who = ahead.pop()
        if who not in found:
            found.add(who)
            ahead += strong.get(who, ())
    return found


def _ring(
    ring: Sequence[str],
    strong: Mapping[str, Sequence[str]],
    edges: Mapping[tuple[str, str], _Edge],
    given: Mapping[str, int],
) -> Flag:
    inside = [edges[giver, to] for giver in ring for to in strong[giver] if to in ring]
    ids = tuple(sorted({each for edge in inside for each in edge.ids}))
    points, total = sum(edge.points for edge in inside), sum(given[who] for who in ring)
    return Flag(Hint.ring, tuple(ring), points, total, ids)


def _targets(edges: Mapping[tuple[str, str], _Edge], given: Mapping[str, int]) -> list[Flag]:
    return [
        Flag(Hint.target, (giver, receiver), edge.points, given[giver], edge.ids)
        for (giver, receiver), edge in sorted(edges.items())
        if edge.share >= TARGET_SHARE and edge.points >= TARGET_POINTS and edge.givings >= TARGET_GIVINGS
    ]


def _dumps(lines: Sequence[KudosEdge], workdays: Sequence[date]) -> list[Flag]:
    if len(workdays) <= DUMP_DAYS:
        return []
    last = workdays[-DUMP_DAYS]
    by_giver: dict[str, list[KudosEdge]] = defaultdict(list)
    for line in lines:
        by_giver[line.giver].append(line)
    found = []
    for giver, own in sorted(by_giver.items()):
        late, total = [line for line in own if line.day >= last], sum(line.points for line in own)
        points = sum(line.points for line in late)
        other_days = len({line.day for line in own if line.day < last})
        if points >= DUMP_POINTS and points >= DUMP_SHARE * total and other_days <= DUMP_OTHER_DAYS:
            found.append(Flag(Hint.dump, (giver,), points, total, tuple(line.kudos_id for line in late)))
    return found
