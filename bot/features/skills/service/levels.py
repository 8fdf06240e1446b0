"""Levels that two agreed on, and that their person puts into a review."""

from dataclasses import dataclass
from datetime import date

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.skills.repository.rounds import RoundRepository
from bot.features.skills.rules.rounds import ShownRound, level_name
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.service.rounds import GONE, locked_round, round_of, shown
from bot.features.workspace import service as workspace
from bot.framework.context import Context


@dataclass(frozen=True)
class AgreedLevels:
    """The levels of one round, as words by skill; `day`: when both ratings were in."""

    round_id: int
    manager_id: str
    day: date
    levels: tuple[str, ...]


async def levels_for_review(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange
) -> list[AgreedLevels]:
    """Rounds of these days that their person lets into a review, if the viewer is one of the two."""
    zone, repository = await workspace.zone_of(transaction), RoundRepository(transaction)
    found = []
    for row in await repository.in_reviews(person_id):
        day = local_day(row.shown_at or row.opened_at, zone)
        if viewer_id not in (row.person_id, row.manager_id) or day not in days:
            continue
        agreed = {
            each.skill: each.level
            for each in await repository.agreed(row.id)
            if each.confirmed_at is not None
        }
        names = [(each.name, agreed[each.key]) for each in RUBRICS[row.role].skills if each.key in agreed]
        if names:
            levels = tuple(f"{name} {level_name(level)}" for name, level in names)
            found.append(AgreedLevels(row.id, row.manager_id, day, levels))
    return found


async def put_into_review(ctx: Context, round_id: int, *, is_in: bool) -> ShownRound:
    """Lets the agreed levels into drafts of the person's review, or takes them out; only the person may.

    BadInput: no such round of theirs, or nothing is agreed on.
    """
    await ctx.claim()
    row = await locked_round(ctx, round_id)
    if ctx.actor_id != row.person_id:
        raise BadInput(GONE)
    if is_in and not (await shown(ctx, round_of(row))).has_agreed:
        raise BadInput("Agree on a level first: only what both agreed on goes into a review.")
    row.in_review = is_in
    await ctx.transaction.session.flush()
    return await shown(ctx, round_of(row))
