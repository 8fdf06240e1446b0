"""Who is matched with whom: all open asks at once, by a flow of least cost; alone knows networkx. Pure.

Most people first, then the highest scores (6 and 12 less for a second and third mentee), then ties by a hash:
the same input gives the same answer, in whatever order it comes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import networkx

T = 2**20
_HIGHEST, _UNMATCHED = 100, 113
LESS_FOR = (0, 6, 12)
_NEXT, _LISTED, _AT_LEAST = 8, 3, 95
MOST_WITH_OTHERS = 40


@dataclass(frozen=True, order=True)
class OpenAsk:
    """Somebody who asks for help with a skill."""

    mentee: str
    skill: str


@dataclass(frozen=True)
class Candidates:
    """What is to be solved: places of mentors as (taken, all), and the score of each allowed pair."""

    asks: tuple[OpenAsk, ...]
    places: Mapping[str, tuple[int, int]]
    scores: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Matching:
    """Mentors by mentee; `total`: the scores, less what second and third mentees cost."""

    mentors: Mapping[str, str]
    total: int


def tie(mentee: str, mentor: str, skill: str) -> int:
    """What breaks ties: from 0 up to but not including 2^20."""
    return int(sha256(f"{mentee}:{mentor}:{skill}".encode()).hexdigest()[:8], 16) % T


def solve(found: Candidates, forced: tuple[str, str] | None = None) -> Matching | None:
    """The best matching; with `forced`, a (mentee, mentor), the best with this pair; None: none."""
    graph = networkx.DiGraph()
    asks = sorted(found.asks)
    n = len(asks)
    unit = T * (n + 1)
    graph.add_node("source", demand=-n)
    graph.add_node("sink", demand=n)
    for ask in asks:
        graph.add_edge("source", ("ask", ask.mentee), capacity=1, weight=0)
        if forced is None or forced[0] != ask.mentee:
            graph.add_edge(("ask", ask.mentee), "sink", capacity=1, weight=_UNMATCHED * (n + 1) * unit)
    for mentor in sorted(found.places):
        taken, places = found.places[mentor]
        for place in range(taken, places):
            cost = LESS_FOR[min(place, len(LESS_FOR) - 1)] * unit
            graph.add_edge(("mentor", mentor), ("place", mentor, place), capacity=1, weight=cost)
            graph.add_edge(("place", mentor, place), "sink", capacity=1, weight=0)
    for ask in asks:
        for mentor in sorted(found.places):
            if (ask.mentee, mentor) not in found.scores:
                continue
            if forced is not None and forced[0] == ask.mentee and forced[1] != mentor:
                continue
            cost = (_HIGHEST - found.scores[ask.mentee, mentor]) * unit + tie(ask.mentee, mentor, ask.skill)
            graph.add_edge(("ask", ask.mentee), ("mentor", mentor), capacity=1, weight=cost)
    try:
        _, flow = networkx.network_simplex(graph)
    except networkx.NetworkXUnfeasible:
        return None
    return _read(found, asks, flow)


def _read(found: Candidates, asks: Sequence[OpenAsk], flow: Mapping[Any, Mapping[Any, int]]) -> Matching:
    mentors = {
        ask.mentee: node[1]
        for ask in asks
        for node, used in flow[("ask", ask.mentee)].items()
        if used and node != "sink"
    }
    return Matching(mentors, total_of(found, mentors))


def total_of(found: Candidates, mentors: Mapping[str, str]) -> int:
    """The sum of the scores, less 6 and 12 for each second and third mentee of a mentor."""
    total, taken = 0, {mentor: used for mentor, (used, _) in found.places.items()}
    for mentee, mentor in mentors.items():
        total += found.scores[mentee, mentor] - LESS_FOR[min(taken[mentor], len(LESS_FOR) - 1)]
        taken[mentor] += 1
    return total


def shortlists(found: Candidates) -> dict[str, list[str]]:
    """Up to three mentors for each who asks: the optimum's, then who costs the others nearly nothing.

    Of the next eight by score the first two with whom, solved again, as many are matched and the total is
    95% at least. With more than 40 asks the optimum's alone.
    """
    best = solve(found)
    if best is None:
        return {}
    lists = {mentee: [mentor] for mentee, mentor in best.mentors.items()}
    if len(found.asks) > MOST_WITH_OTHERS:
        return lists
    for ask in found.asks:
        if ask.mentee not in lists:
            continue
        for mentor in _next(found, ask, lists[ask.mentee][0]):
            again = solve(found, (ask.mentee, mentor))
            if again is None or len(again.mentors) < len(best.mentors):
                continue
            if again.total * 100 >= best.total * _AT_LEAST:
                lists[ask.mentee].append(mentor)
            if len(lists[ask.mentee]) == _LISTED:
                break
    return lists


def _next(found: Candidates, ask: OpenAsk, first: str) -> Iterable[str]:
    """The next eight by score, then tie."""
    others = [mentor for mentee, mentor in found.scores if mentee == ask.mentee and mentor != first]
    key = {
        mentor: (-found.scores[ask.mentee, mentor], tie(ask.mentee, mentor, ask.skill)) for mentor in others
    }
    return sorted(others, key=lambda mentor: key[mentor])[:_NEXT]
