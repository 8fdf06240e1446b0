"""What a person has to do with reviews, and the cycles that they may follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.coaching.rules.state_machine import ItemState
from bot.features.coaching.service import from_reviews as coaching
from bot.features.drafts import service as drafts
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow, ReviewPartRow, ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import PART_FORM, CycleState, ReviewState
from bot.features.reviews.rules.facts import Archive, Progress, Review, ReviewAction, ReviewInbox, ReviewPart
from bot.features.teams import service as teams

_MOST = 8
_EVERY_STATE = tuple(each.value for each in CycleState)
_GOING_ON = (CycleState.planned.value, CycleState.running.value)


@dataclass(frozen=True)
class Followed:
    """A cycle that a person may follow; `is_led`: they may change it too.

    `sees_all`: all reviews, not only those that they write as manager.
    """

    cycle: ReviewCycleRow
    is_led: bool
    sees_all: bool


async def inbox(transaction: Transaction, viewer_id: str) -> ReviewInbox:
    """What a person has to write, their reviews, and the cycles that they lead or, as admins, may follow."""
    org_chart, part_repository = await teams.load_org_chart(transaction), ReviewPartRepository(transaction)
    to_write = await _with_reviews(transaction, await part_repository.open_parts(viewer_id))
    changeable = await part_repository.changeable_parts(viewer_id, PartKind.peer.value)
    concerned = await ReviewRepository(transaction).of_person(viewer_id)
    cycles = await ReviewCycleRepository(transaction).cycles(_EVERY_STATE)
    followed = await _followed(transaction, cycles, concerned, viewer_id)
    own = _own(concerned, cycles, viewer_id)
    ids = {who for _, each in to_write for who in (each.person_id, each.manager_id)}
    ids |= {who for each in concerned for who in (each.person_id, each.manager_id)}
    shown = await _with_reviews(transaction, changeable)
    ids |= {each.person_id for _, each in shown}
    return ReviewInbox(
        to_write=to_write,
        changeable=shown,
        begun=await drafts.begun(transaction, viewer_id, PART_FORM),
        own=own[:_MOST],
        coaching=await _coaching(transaction, concerned),
        progress=[await _progress(transaction, each, viewer_id) for each in followed[:_MOST]],
        has_more=len(own) > _MOST or len(followed) > _MOST,
        names=await people.names(transaction, ids),
        leads=org_chart.led_by(viewer_id),
        reader_id=viewer_id,
    )


async def archive(transaction: Transaction, viewer_id: str) -> Archive:
    """All reviews of a person and all cycles that they may follow, without the limits of the inbox."""
    repository = ReviewRepository(transaction)
    cycle_repository = ReviewCycleRepository(transaction)
    concerned, cycles = await repository.of_person(viewer_id), await cycle_repository.cycles(_EVERY_STATE)
    followed = await _followed(transaction, cycles, concerned, viewer_id)
    return Archive(_own(concerned, cycles, viewer_id), [each.cycle.fact() for each in followed])


async def progress_of(transaction: Transaction, cycle_id: int, viewer_id: str) -> Progress:
    """How far a cycle is. BadInput: it does not exist. NotAllowed: the viewer may not follow it."""
    cycle_repository = ReviewCycleRepository(transaction)
    repository = ReviewRepository(transaction)
    cycle = await cycle_repository.cycle(cycle_id)
    if cycle is None:
        raise BadInput("There is no such cycle.")
    concerned = await repository.of_person(viewer_id)
    found = await _followed(transaction, [cycle], concerned, viewer_id)
    if not found:
        raise NotAllowed("Only whoever leads the team sees how far its reviews are.")
    return await _progress(transaction, found[0], viewer_id)


async def _followed(
    transaction: Transaction, cycles: Sequence[ReviewCycleRow], concerned: Sequence[ReviewRow], viewer_id: str
) -> list[Followed]:
    """The cycles that a person may follow; first those with reviews of theirs, then those under way."""
    led = {team.id for team in (await teams.load_org_chart(transaction)).led_by(viewer_id)}
    is_admin = (await people.actor(transaction, viewer_id, guests=True)).is_admin
    reviewing = {
        each.cycle_id
        for each in concerned
        if each.manager_id == viewer_id and each.state != ReviewState.cancelled.value
    }
    found = []
    for each in cycles:
        is_led = each.team_id in led or each.creator_id == viewer_id
        if is_led or is_admin or each.id in reviewing:
            found.append(Followed(each, is_led, sees_all=is_led or is_admin))
    return sorted(
        found,
        key=lambda each: (not (each.is_led or each.cycle.id in reviewing), each.cycle.state not in _GOING_ON),
    )


async def _progress(transaction: Transaction, followed: Followed, viewer_id: str) -> Progress:
    repository = ReviewRepository(transaction)
    part_repository = ReviewPartRepository(transaction)
    reviews = [
        each
        for each in await repository.of_cycle(followed.cycle.id)
        if followed.sees_all or each.manager_id == viewer_id
    ]
    # Of their own review, who of the peers has written is the manager's to know.
    own = {each.id for each in reviews if each.person_id == viewer_id}
    parts = [
        each
        for each in await part_repository.parts([each.id for each in reviews])
        if each.kind != PartKind.peer.value or each.review_id not in own
    ]
    return Progress(
        followed.cycle.fact(),
        [each.fact() for each in reviews],
        [each.fact() for each in parts],
        followed.is_led,
    )


def _own(
    concerned: Sequence[ReviewRow], cycles: Sequence[ReviewCycleRow], viewer_id: str
) -> list[tuple[Review, str]]:
    names = {each.id: each.name for each in cycles}
    mine = [each for each in concerned if each.person_id == viewer_id]
    return [(each.fact(), names.get(each.cycle_id, "Review")) for each in mine]


async def _coaching(
    transaction: Transaction, concerned: Sequence[ReviewRow]
) -> list[tuple[ReviewAction, Review]]:
    """Coaching actions not done, of reviews whose two people are both still here."""
    known = await people.people(
        transaction, {who for each in concerned for who in (each.person_id, each.manager_id)}
    )
    here = {who for who, person in known.items() if person.is_active_person}
    by_id = {
        each.id: each
        for each in concerned
        if each.state != ReviewState.cancelled.value and {each.person_id, each.manager_id} <= here
    }
    items = await ReviewRepository(transaction).coaching_items(list(by_id))
    ids = [each.coaching_action_id for each in items if each.coaching_action_id is not None]
    states = await coaching.states(transaction, ids)
    is_open = {item_id for item_id, state in states.items() if state in (ItemState.open, ItemState.offered)}
    return [
        (each.fact(), by_id[each.review_id].fact()) for each in items if each.coaching_action_id in is_open
    ]


async def _with_reviews(
    transaction: Transaction, parts: Sequence[ReviewPartRow]
) -> list[tuple[ReviewPart, Review]]:
    reviews = await ReviewRepository(transaction).reviews([each.review_id for each in parts])
    return [(each.fact(), reviews[each.review_id].fact()) for each in parts]
