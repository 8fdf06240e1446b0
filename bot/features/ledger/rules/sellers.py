"""Splits the facts of a team by person; pure."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import (
    ActivityFact,
    ClosedFact,
    CreditFact,
    Facts,
    HeldFact,
    OpenFact,
    Seller,
    StageFact,
)

_F = TypeVar("_F")


def by_seller(facts: Facts) -> dict[str, Facts]:
    """The facts of each member of a team, by id, on the days on which they are in it."""
    credits, closed = _grouped(facts.credits, _member), _grouped(facts.closed, _owner)
    created, still = _grouped(facts.created, _owner), _grouped(facts.open, _owner)
    archived, held = _grouped(facts.archived, _owner), _grouped(facts.held, _member)
    activities, stages = _grouped(facts.activities, _member), _grouped(facts.stages, _owner)
    return {
        seller.member_id: replace(
            facts,
            sellers=(seller,),
            is_team=False,
            credits=credits.get(seller.member_id, ()),
            closed=closed.get(seller.member_id, ()),
            created=created.get(seller.member_id, ()),
            open=still.get(seller.member_id, ()),
            held=held.get(seller.member_id, ()),
            archived=archived.get(seller.member_id, ()),
            activities=activities.get(seller.member_id, ()),
            stages=stages.get(seller.member_id, ()),
        )
        for seller in facts.sellers
    }


def _member(fact: CreditFact | ActivityFact | HeldFact) -> str | None:
    return fact.member_id


def _owner(fact: ClosedFact | OpenFact | StageFact) -> str | None:
    return fact.owner_id


def _grouped(facts: Sequence[_F], whose: Callable[[_F], str | None]) -> dict[str | None, tuple[_F, ...]]:
    found: dict[str | None, list[_F]] = {}
    for fact in facts:
        found.setdefault(whose(fact), []).append(fact)
    return {who: tuple(own) for who, own in found.items()}


def takes_part(seller: Seller, days: DateRange) -> bool:
    """Whether somebody is employed and in the team on at least one of these days."""
    return any(seller.employed_in(days.within(each)) for each in seller.days)
