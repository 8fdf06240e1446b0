"""The deeds of writing: drafts kept as they are typed, submit, decline; peers named and approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.common.spans import Span
from bot.db.handled import once
from bot.db.transaction import Transaction
from bot.features.evidence.collecting import collect
from bot.features.evidence.rules import Item, is_recent_only
from bot.features.people import service as people
from bot.features.reviews import news
from bot.features.reviews.access_rules import Part
from bot.features.reviews.cycles import days_of
from bot.features.reviews.drafting import Promise, draft
from bot.features.reviews.finding import own_part, taken
from bot.features.reviews.models import Review, ReviewPart
from bot.features.reviews.repository import ReviewRepository
from bot.features.reviews.rules import PartState, ReviewState, check_answers, check_peers
from bot.features.workspace import service as workspace

_DRAFTED = frozenset({Part.own, Part.manager})


@dataclass(frozen=True)
class Begun:
    """What an author finds in the form: what they typed before, else a draft; what was agreed last time.

    `is_recent_only`: all that the draft stands on is from the last month.
    """

    part: ReviewPart
    review: Review
    texts: Mapping[str, str]
    promises: Sequence[Promise] = ()
    is_recent_only: bool = False


async def begin(transaction: Transaction, part_id: int, actor_id: str, now: datetime) -> Begun:
    """The part for its author to write; a Refusal for everybody else."""
    part, review = await own_part(transaction, part_id, actor_id)
    cycle = await ReviewRepository(transaction).cycle(review.cycle_id)
    if Part(part.kind) not in _DRAFTED or cycle is None:
        return Begun(part, review, part.answers or {})
    agreed = await promises(transaction, review)
    if part.answers is not None:
        return Begun(part, review, part.answers, agreed)
    days = days_of(cycle)
    items = await _shared_evidence(transaction, review, days, now)
    today = local_day(now, await workspace.zone_of(transaction))
    return Begun(part, review, draft(items, agreed), agreed, is_recent_only(items, days, today))


async def _shared_evidence(transaction: Transaction, review: Review, days: Span, now: datetime) -> list[Item]:
    """What both of the two may see: a draft tells neither what the other was not told."""
    own = await collect(transaction, review.person_id, review.person_id, days, now)
    try:
        seen = await collect(transaction, review.person_id, review.manager_id, days, now)
    except NotAllowed:  # Somebody else leads them by now: what is theirs alone stays theirs.
        return []
    keys = {item.key for item in seen.items}
    return [item for item in own.items if item.key in keys]


async def promises(transaction: Transaction, review: Review) -> list[Promise]:
    """The actions of the last review of this person before this one, as they stand."""
    repository = ReviewRepository(transaction)
    for earlier in await repository.of_person(review.person_id):
        is_theirs = earlier.person_id == review.person_id and earlier.id < review.id
        if is_theirs and earlier.state == ReviewState.signed.value:
            rows = await repository.actions(earlier.id)
            return [Promise(row.text, _standing(row.is_done, row.goal_id)) for row in rows]
    return []


def _standing(is_done: bool, goal_id: int | None) -> str:
    if is_done:
        return "done"
    return "a goal" if goal_id is not None else "open"


async def save(
    transaction: Transaction, part_id: int, answers: Mapping[str, str], actor_id: str, now: datetime
) -> ReviewPart:
    """What is typed so far; nobody is told."""
    part, _ = await own_part(transaction, part_id, actor_id)
    if part.state == PartState.open.value:
        part.answers, part.saved_at = dict(answers), now
        await transaction.session.flush()
    return part


async def submit(
    transaction: Transaction,
    part_id: int,
    answers: Mapping[str, str],
    actor_id: str,
    key: str,
    now: datetime,
) -> tuple[ReviewPart, Review]:
    """It is said; until the review is shared it can be changed by submitting again."""
    await once(transaction, key, now)
    part, review = await own_part(transaction, part_id, actor_id)
    check_answers(answers)
    part.answers, part.saved_at, part.submitted_at = dict(answers), now, now
    part.state = PartState.submitted.value
    await news.tell_standing(transaction, part.told, key, now)
    return part, review


async def decline(
    transaction: Transaction, part_id: int, actor_id: str, key: str, now: datetime
) -> ReviewPart:
    """A peer does not write; no reason is needed."""
    await once(transaction, key, now)
    part, _ = await own_part(transaction, part_id, actor_id)
    if part.kind != Part.peer.value or part.state != PartState.open.value:
        raise BadInput("Only a peer who was asked may decline.")
    part.state = PartState.declined.value
    await news.tell_standing(transaction, part.told, key, now)
    return part


async def nominate(
    transaction: Transaction, review_id: int, peers: Sequence[str], actor_id: str, key: str, now: datetime
) -> Review:
    """The person names peers, for the manager to approve; named by the manager, they are asked at once."""
    await once(transaction, key, now)
    review = await taken(transaction, review_id, actor_id)
    cycle = await ReviewRepository(transaction).cycle(review.cycle_id)
    if cycle is None or Part.peer.value not in cycle.parts or review.state != ReviewState.writing.value:
        raise BadInput("No peers are asked in this review.")
    wanted = list(dict.fromkeys(peers))
    check_peers(wanted, review.person_id, review.manager_id)
    known = await people.people(transaction, wanted)
    for each in wanted:
        if each not in known or not known[each].is_active_person:
            raise BadInput("Name active people of this workspace.", field="peers")
    by_manager = actor_id == review.manager_id
    state = PartState.open if by_manager else PartState.nominated
    for each in wanted:
        await _ask_peer(transaction, review, each, state, now)
    if not by_manager:
        await news.tell_nominated(transaction, review, wanted, key, now)
    return review


async def _ask_peer(
    transaction: Transaction, review: Review, peer_id: str, state: PartState, now: datetime
) -> None:
    repository = ReviewRepository(transaction)
    facts = {"review_id": review.id, "kind": Part.peer.value, "author_id": peer_id, "state": state.value}
    part_id = await repository.write_part(facts)
    part = await repository.lock_part(part_id) if part_id else None
    if part is not None and state is PartState.open:
        await _tell(transaction, review, part, now)


async def _tell(transaction: Transaction, review: Review, part: ReviewPart, now: datetime) -> None:
    cycle = await ReviewRepository(transaction).cycle(review.cycle_id)
    if cycle is not None:
        await news.ask(transaction, cycle, [part], review.due_on, f"peer:{part.id}", now)


async def approve(transaction: Transaction, review_id: int, actor_id: str, key: str, now: datetime) -> Review:
    """The manager approves the peers who were named: they are asked."""
    await once(transaction, key, now)
    review = await taken(transaction, review_id, actor_id)
    if actor_id != review.manager_id:
        raise NotAllowed("Only the manager who reviews them approves peers.")
    for part in await ReviewRepository(transaction).parts([review.id]):
        if part.state == PartState.nominated.value:
            part.state = PartState.open.value
            await _tell(transaction, review, part, now)
    return review
