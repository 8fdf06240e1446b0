"""What somebody has to do with reviews, and how far those are that they lead."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.db.transaction import Transaction
from bot.features.drafts import service as drafts
from bot.features.people import service as people
from bot.features.reviews.models import Review, ReviewAction, ReviewCycle, ReviewPart
from bot.features.reviews.repository import ReviewRepository
from bot.features.reviews.rules import PART_FORM, CycleState, ReviewState
from bot.features.teams import service as teams
from bot.features.teams.rules import Team

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
    """Everything of reviews that concerns somebody.

    `begun`: the ids, as text, of the parts of which something is typed.
    `coaching`: what was agreed and is to be worked on.
    `leads`: the teams for which they may begin a cycle.
    """

    to_write: Sequence[tuple[ReviewPart, Review]]
    begun: Collection[str]
    own: Sequence[tuple[Review, str]]
    coaching: Sequence[tuple[ReviewAction, Review]]
    progress: Sequence[Progress]
    names: Mapping[str, str]
    leads: Sequence[Team]


async def desk(transaction: Transaction, viewer_id: str) -> Desk:
    """What somebody has to write, their own reviews, the cycles they lead; admins see how far all are."""
    repository, roster = ReviewRepository(transaction), await teams.roster(transaction)
    viewer, leads = await people.person(transaction, viewer_id), roster.led_by(viewer_id)
    to_write = await _to_write(repository, viewer_id)
    concerned = await repository.of_person(viewer_id)
    living = [each.id for each in concerned if each.state != ReviewState.cancelled.value]
    coaching = await repository.coaching_items(living)
    by_id = {each.id: each for each in concerned}
    led_ids = {team.id for team in leads}
    cycles = await repository.cycles([each.value for each in CycleState])
    names_of_cycles = {each.id: each.name for each in cycles}
    led = [each for each in cycles if each.team_id in led_ids or each.creator_id == viewer_id]
    seen = cycles if viewer.is_admin else led
    progress = [await progress_of(transaction, each, is_led=each in led) for each in seen[:_MOST]]
    own = [(each, names_of_cycles.get(each.cycle_id, "Review")) for each in concerned]
    own = [(each, name) for each, name in own if each.person_id == viewer_id][:_MOST]
    ids = {who for _, each in to_write for who in (each.person_id, each.manager_id)}
    ids |= {who for each in concerned for who in (each.person_id, each.manager_id)}
    return Desk(
        to_write=to_write,
        begun=await drafts.begun(transaction, viewer_id, PART_FORM),
        own=own,
        coaching=[(each, by_id[each.review_id]) for each in coaching],
        progress=progress,
        names=await people.names(transaction, ids),
        leads=leads,
    )


async def _to_write(repository: ReviewRepository, viewer_id: str) -> list[tuple[ReviewPart, Review]]:
    parts = await repository.open_parts(viewer_id)
    reviews = await repository.reviews([each.review_id for each in parts])
    return [(each, reviews[each.review_id]) for each in parts]


async def progress_of(transaction: Transaction, cycle: ReviewCycle, *, is_led: bool) -> Progress:
    """How far a cycle is."""
    repository = ReviewRepository(transaction)
    reviews = await repository.of_cycle(cycle.id)
    return Progress(cycle, reviews, await repository.parts([each.id for each in reviews]), is_led)
