"""What somebody has to do with reviews, and how far those are that they lead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.db.transaction import Transaction
from bot.features.people import service as people
from bot.features.reviews.models import Review, ReviewCycle, ReviewPart
from bot.features.reviews.repository import ReviewRepository
from bot.features.reviews.rules import CycleState
from bot.features.teams import service as teams
from bot.features.teams.rules import Team

_SHOWN = tuple(CycleState)
_MOST = 10


@dataclass(frozen=True)
class Progress:
    """How far a cycle is: states, never words."""

    cycle: ReviewCycle
    reviews: Sequence[Review]
    parts: Sequence[ReviewPart]
    is_led: bool


@dataclass(frozen=True)
class Desk:
    """Everything of reviews that concerns somebody. `leads`: the teams for which they may begin a cycle."""

    to_write: Sequence[tuple[ReviewPart, Review]]
    own: Sequence[tuple[Review, str]]
    progress: Sequence[Progress]
    names: Mapping[str, str]
    leads: Sequence[Team]


async def desk(transaction: Transaction, viewer_id: str) -> Desk:
    """What somebody has to write, their own reviews, the cycles they lead; admins see how far all are."""
    repository, roster = ReviewRepository(transaction), await teams.roster(transaction)
    viewer, leads = await people.person(transaction, viewer_id), roster.led_by(viewer_id)
    open_parts = await repository.open_parts(viewer_id)
    to_write = []
    for part in open_parts:
        review = await repository.review(part.review_id)
        if review is not None:
            to_write.append((part, review))
    led_ids = {team.id for team in leads}
    cycles = await repository.cycles([each.value for each in _SHOWN])
    names_of_cycles = {each.id: each.name for each in cycles}
    own = [
        (each, names_of_cycles.get(each.cycle_id, "Review"))
        for each in await repository.of_person(viewer_id)
        if each.person_id == viewer_id
    ]
    progress = [
        await progress_of(transaction, each, is_led=each.team_id in led_ids or each.creator_id == viewer_id)
        for each in cycles
        if each.team_id in led_ids or each.creator_id == viewer_id or viewer.is_admin
    ]
    ids = {who for _, review in to_write for who in (review.person_id, review.manager_id)}
    ids |= {review.manager_id for review, _ in own}
    return Desk(to_write, own[:_MOST], progress[:_MOST], await people.names(transaction, ids), leads)


async def progress_of(transaction: Transaction, cycle: ReviewCycle, *, is_led: bool) -> Progress:
    """How far a cycle is."""
    repository = ReviewRepository(transaction)
    reviews = await repository.of_cycle(cycle.id)
    return Progress(cycle, reviews, await repository.parts([each.id for each in reviews]), is_led)
