"""Reads what cards are made of: what the people of one role decided in 26 weeks, in few statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.features.ledger.rules.facts import ALWAYS, Seller
from bot.features.ledger.service import aggregates
from bot.features.ledger.service.selling.decided import (
    FurthestStage,
    activity_counts,
    decided_sums,
    furthest_stages,
    sellers_since,
    sums_of,
)
from bot.features.people.rules import tenure
from bot.features.people.service.settings import settings_of
from bot.features.skills.rules.card_making import CardInput
from bot.features.skills.rules.cards import SDR, WEEKS
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.rules.gap import SellingRecord, reference_of
from bot.features.skills.rules.settings import SkillSettings
from bot.features.workspace.rules.books import BookRules

CALL, MEETING = "connected_call", "meeting"
_FEWEST_STAGES = 2


@dataclass(frozen=True)
class RoleRecords:
    """The people of one role: what each decided in the 26 weeks before the Monday `week`."""

    role: str
    week: date
    books: BookRules
    settings: SkillSettings
    profiles: Mapping[str, SellerProfile]
    sellers: Mapping[str, Seller]
    records: Mapping[str, SellingRecord]

    def like(self, person_id: str, on: date | None = None) -> list[str]:
        """Ids of the others with the same role, segment and time here as this person has."""
        mine = self._group(person_id, on or self.week)
        return [
            who for who in self.profiles if who != person_id and self._group(who, on or self.week) == mine
        ]

    def _group(self, who: str, on: date) -> tuple[str, int]:
        segment = self.profiles[who].segment_key if self.settings.by_segment else ""
        start = self.sellers[who].employed.start
        band = tenure(None if start == ALWAYS.start else start, on) if self.settings.by_tenure else 0
        return segment, band


async def load_role(
    transaction: Transaction, profiles: Sequence[SellerProfile], week: date, now: datetime
) -> RoleRecords:
    """The records of these people, who all have one role."""
    ids, role = [each.member_id for each in profiles], profiles[0].role
    days = DateRange(week - WEEKS, week)
    sellers = await sellers_since(transaction, ids, days.start - WEEKS, now)
    books = await settings_of(transaction, BookRules)
    return RoleRecords(
        role,
        week,
        books,
        await settings_of(transaction, SkillSettings),
        {each.member_id: each for each in profiles},
        sellers,
        await load_records(transaction, role, ids, days, now, books, sellers),
    )


async def load_records(
    transaction: Transaction,
    role: str,
    ids: Sequence[str],
    days: DateRange,
    now: datetime,
    books: BookRules,
    sellers: Mapping[str, Seller],
) -> dict[str, SellingRecord]:
    """What each of these people decided in these days, and on how many selling days."""
    worked = {who: len(sellers[who].selling_days(days)) for who in ids}
    if role == SDR:
        counts = await activity_counts(transaction, ids, days, now)
        return {who: _of_calls(counts[who], worked[who]) for who in ids}
    stages = books.stages if len(books.stages) >= _FEWEST_STAGES else ()
    furthest = await furthest_stages(transaction, ids, days, now, stages) if stages else {}
    sums = (
        {who: sums_of(own) for who, own in furthest.items()}
        if stages
        else await decided_sums(transaction, ids, days, now)
    )
    found = {}
    for who, own in sums.items():
        reached, staged = _reached(furthest.get(who, ()), len(stages))
        found[who] = SellingRecord(
            own.decided, own.won, own.value, worked[who], own.without_amount, reached, staged
        )
    return found


def _of_calls(counts: Mapping[str, int], days: int) -> SellingRecord:
    calls, meetings = counts.get(CALL, 0), counts.get(MEETING, 0)
    return SellingRecord(calls, meetings, Fraction(meetings), days)


def _reached(furthest: Sequence[FurthestStage], stages: int) -> tuple[tuple[int, ...], int]:
    """How many deals came to each stage or further, and of how many any stage is told.

    A won deal came to all of them; one of which nothing is told to the first.
    """
    reached = tuple(
        sum(each.how_many for each in furthest if each.is_won or max(0, each.place or 0) >= stage)
        for stage in range(stages)
    )
    return reached, sum(each.how_many for each in furthest if each.place is not None)


async def card_inputs(
    transaction: Transaction, found: RoleRecords, ids: Sequence[str], now: datetime
) -> list[CardInput]:
    """What the cards of these people are made of; their weeks before only where nobody stands beside them."""
    days = DateRange(found.week - WEEKS, found.week)
    others = {who: [found.records[other] for other in found.like(who)] for who in ids}
    alone = [who for who in ids if reference_of(found.records[who].days, others[who]) is None]
    earlier = DateRange(days.start - WEEKS, days.start)
    before = (
        await load_records(transaction, found.role, alone, earlier, now, found.books, found.sellers)
        if alone
        else {}
    )
    booked = await aggregates.booked(transaction, dict.fromkeys(ids, (days,)), now)
    nothing = SellingRecord(0, 0, Fraction(0), 0)
    return [
        CardInput(
            found.role,
            found.week,
            found.books.currency,
            found.records[who],
            before.get(who, nothing),
            others[who],
            found.books.stages,
            booked[who],
        )
        for who in ids
    ]
