"""Writing a part: begin from a draft, look at the evidence, submit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.evidence.rules import EvidenceItem, EvidenceTimeline, Source, is_recent_only
from bot.features.evidence.service.timeline import Collector, collect
from bot.features.reviews.models import ReviewPartRow, ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import PartState, ReviewState, check_answers
from bot.features.reviews.rules.drafting import Promise, draft, told_in, without_promised
from bot.features.reviews.rules.facts import DraftEvidence, Review, ReviewAction, ReviewPart
from bot.features.reviews.rules.text_chunks import answers_in
from bot.features.reviews.service import reminders
from bot.features.reviews.service.cycles import days_of
from bot.features.reviews.service.queries import agreed_actions, own_part, part_to_write
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_DRAFTED = frozenset({PartKind.own, PartKind.manager})


@dataclass(frozen=True)
class Begun:
    """What the form begins with: text typed or submitted before, else a draft.

    `is_draft`: it is a draft; `told` are the items whose words it holds, and `is_recent_only`: all of its
    evidence is from the last month.
    """

    part: ReviewPart
    review: Review
    texts: Mapping[str, str]
    promises: Sequence[Promise] = ()
    is_draft: bool = False
    told: Sequence[EvidenceItem] = ()
    is_recent_only: bool = False

    @property
    def has_evidence(self) -> bool:
        """Whether this part is written from evidence; peer and upward parts are not."""
        return PartKind(self.part.kind) in _DRAFTED


async def begin(
    transaction: Transaction, part_id: int, typed: Mapping[str, str], actor_id: str, now: datetime
) -> Begun:
    """What the author's form begins with; `typed` are unsent values by field. A Refusal for others."""
    part, review = await part_to_write(transaction, part_id, actor_id)
    cycle = await ReviewCycleRepository(transaction).cycle(review.cycle_id)
    written = answers_in(typed) if typed else part.answers
    if PartKind(part.kind) not in _DRAFTED or cycle is None:
        return Begun(part.fact(), review.fact(), written or {})
    agreed = await promises(transaction, review, actor_id)
    if written is not None:
        return Begun(part.fact(), review.fact(), written, agreed)
    days, found = days_of(cycle), await _evidence(transaction, part, review, now)
    both = [each for each in agreed if each.is_shared]
    items = without_promised([each for each in found.stream.items if each.key in found.shared], both)
    today = local_day(now, await workspace.zone_of(transaction))
    texts = draft(items, days, both)
    return Begun(
        part.fact(),
        review.fact(),
        texts,
        agreed,
        is_draft=any(texts.values()),
        told=told_in(texts, items, days),
        is_recent_only=is_recent_only(items, days, today),
    )


async def ground(
    transaction: Transaction, part_id: int, actor_id: str, now: datetime, more: Sequence[Collector] = ()
) -> DraftEvidence:
    """The evidence for the author of a part; `more`: collectors of later features.

    BadInput when the part is not written from evidence; a Refusal for others.
    """
    part, review = await part_to_write(transaction, part_id, actor_id)
    if PartKind(part.kind) not in _DRAFTED:
        raise BadInput("This part is not written from evidence.")
    return await _evidence(transaction, part, review, now, more)


async def _evidence(
    transaction: Transaction,
    part: ReviewPartRow,
    review: ReviewRow,
    now: datetime,
    more: Sequence[Collector] = (),
) -> DraftEvidence:
    """What the author may see, and which of it the other person may see too."""
    cycle = await ReviewCycleRepository(transaction).cycle(review.cycle_id)
    days, person_id = days_of(cycle) if cycle else DateRange(now.date(), now.date()), review.person_id
    (other,) = {person_id, review.manager_id} - {part.author_id}
    seen = {}
    for who in (part.author_id, other):
        try:
            seen[who] = await collect(transaction, person_id, who, days, now, more)
        except NotAllowed:  # Somebody else leads them by now: what was not shared stays so.
            seen[who] = EvidenceTimeline(person_id, "", days, ())
    shared = frozenset(each.key for each in seen[other].items)
    return DraftEvidence(part.fact(), review.fact(), seen[part.author_id], shared)


async def promises(transaction: Transaction, review: ReviewRow, viewer_id: str) -> list[Promise]:
    """Actions of the person's previous finished review in which the viewer took part; empty without one."""
    repository = ReviewRepository(transaction)
    for earlier in await repository.of_person(review.person_id):
        is_theirs = earlier.person_id == review.person_id and earlier.id < review.id
        was_there = viewer_id in (earlier.person_id, earlier.manager_id)
        if is_theirs and was_there and earlier.state in (ReviewState.signed, ReviewState.unsigned):
            agreed = await agreed_actions(transaction, earlier.id)
            both = earlier.manager_id == review.manager_id
            return [
                Promise(each.text, _standing(each), f"review:{earlier.id}", both, _key_of(each))
                for each in agreed
            ]
    return []


def _key_of(action: ReviewAction) -> str:
    return f"{Source.action.name}:{action.coaching_action_id}" if action.coaching_action_id else ""


def _standing(action: ReviewAction) -> str:
    if action.is_done:
        return "done"
    return "a goal" if action.goal_id is not None else "open"


async def submit(ctx: Context, part_id: int, answers: Mapping[str, str]) -> tuple[ReviewPart, Review]:
    """Submits a part; until the review is shared it may be submitted again. BadInput for unfit answers."""
    await ctx.claim()
    part, review = await own_part(ctx.transaction, part_id, ctx.actor_id)
    check_answers(answers)
    part.answers, part.submitted_at = dict(answers), ctx.now
    part.state = PartState.submitted.value
    await reminders.tell_standing(ctx.transaction, [part.marks], ctx.request_key, ctx.now)
    return part.fact(), review.fact()
