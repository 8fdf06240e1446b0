"""What waits for somebody in reviews: parts to write, peers to approve, a review to share, read or sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.common.dates import write_day
from bot.common.periods import local_day
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.notifications.service.duty import people_led
from bot.features.people.service import members as people
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import APPROVE, OPEN, WRITE, PartState, ReviewState
from bot.features.teams import service as teams
from bot.framework.needs import Need, NeedRank, first_names, fitted, rank_by_day


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """What waits for somebody in reviews; how far another's review is, only whoever reviews them is told."""
    about, of_parts = await questions(transaction, person_id, now)
    found = sorted(await answer(transaction, about), key=_number, reverse=True)
    every = {each.id: each for each in found}
    parts = sorted(await answer(transaction, of_parts), key=_number)
    to_write = [each for each in parts if each.author_id == person_id and each.state == PartState.open.value]
    concerned = [each for each in every.values() if person_id in (each.person_id, each.manager_id)]
    managed = [
        each for each in concerned if each.manager_id == person_id and each.state == ReviewState.writing.value
    ]
    ids = {who for each in every.values() for who in (each.person_id, each.manager_id)}
    viewer = await people.person(transaction, person_id)
    view = _NeedsViewer(
        person_id,
        local_day(now, viewer.zone),
        now,
        first_names(await people.names(transaction, ids)),
        people_led(viewer, await teams.load_org_chart(transaction)),
    )
    return [
        *(_to_write(view, part, every[part.review_id]) for part in to_write),
        *_to_lead(view, managed, parts),
        *_to_read(view, concerned),
    ]


async def questions(
    transaction: Transaction, person_id: str, _: datetime
) -> tuple[Question[Sequence[Any]], Question[Sequence[Any]]]:
    """Reviews that may need them, and the parts of those."""
    repository = ReviewRepository(transaction)
    return repository.needing(person_id), repository.parts_needing(person_id)


def _number(row: Any) -> int:
    number: int = row.id
    return number


@dataclass(frozen=True)
class _NeedsViewer:
    """For whom the needs are: their day, what they call whom, whom they lead."""

    person_id: str
    today: date
    now: datetime
    called: Mapping[str, str]
    led: frozenset[str]

    def need(
        self,
        key: str,
        text: str,
        label: str,
        action_id: str,
        about: Any,
        *,
        value: int,
        since: datetime | None = None,
        rank: NeedRank = NeedRank.decide,
        due: date | None = None,
    ) -> Need:
        """A need about this review."""
        rank = rank_by_day(rank, due, self.today)
        about_id = about.person_id if about.person_id in self.led else ""
        name = self.name(about.person_id)
        began = since or self.now
        return Need(key, text, label, action_id, rank, began, str(value), due, about_id, name)

    def name(self, person_id: str) -> str:
        """What they call somebody."""
        return self.called.get(person_id, "Someone")


def _to_write(view: _NeedsViewer, part: Any, review: Any) -> Need:
    what = {
        PartKind.own: "Your own review",
        PartKind.manager: f"The review of {view.name(review.person_id)}",
        PartKind.peer: f"A few words about {view.name(review.person_id)}",
        PartKind.upward: f"A few words for {view.name(review.manager_id)}",
    }[PartKind(part.kind)]
    text = fitted(f"{what}, by ", write_day(review.due_on, view.today))
    key, rank = f"reviews.write:{part.id}", NeedRank.write
    return view.need(key, text, "Write", WRITE, review, value=part.id, rank=rank, due=review.due_on)


def _to_lead(view: _NeedsViewer, reviews: Sequence[Any], parts: Sequence[Any]) -> list[Need]:
    """Peers to approve; and what can be shared, as all have written, or the day is over."""
    found = []
    for review in reviews:
        own = [each for each in parts if each.review_id == review.id]
        wished = any(each.state == PartState.nominated.value for each in own)
        waits = wished or any(each.state == PartState.open.value for each in own)
        written = [each for each in own if each.kind == PartKind.manager.value and _is_submitted(each)]
        if wished:
            text = fitted(f"{view.name(review.person_id)} names peers for the review", "")
            key = f"reviews.nominated:{review.id}"
            found.append(view.need(key, text, "Approve", APPROVE, review, value=review.id))
        if written and (not waits or review.due_on < view.today):
            text, since = f"Ready to share: {view.name(review.person_id)}", written[0].submitted_at
            key = f"reviews.share:{review.id}"
            # Not at once: the card says whose parts are not there yet, and asks again.
            found.append(view.need(key, text, "Share", OPEN, review, value=review.id, since=since))
    return found


def _is_submitted(part: Any) -> bool:
    return bool(part.state == PartState.submitted.value)


def _to_read(view: _NeedsViewer, reviews: Sequence[Any]) -> list[Need]:
    """What is shared, to be read; and what is read, to be signed by both."""
    found = []
    for review in reviews:
        is_own, key = review.person_id == view.person_id, f"reviews.waits:{review.id}"
        whose = "Your review" if is_own else f"The review of {view.name(review.person_id)}"
        signed_at = review.person_signed_at if is_own else review.manager_signed_at
        if review.state == ReviewState.shared.value and is_own:
            text, since = f"{whose} is there to read", review.shared_at
        elif review.state == ReviewState.acknowledged.value and signed_at is None:
            text, since = f"{whose} waits for your signature", review.acknowledged_at
        else:
            continue
        found.append(
            view.need(key, text, "Open", OPEN, review, value=review.id, since=since, rank=NeedRank.answer)
        )
    return found
