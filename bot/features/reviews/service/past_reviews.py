"""Signed reviews as evidence, for the two people they name."""

from collections.abc import Sequence

from bot.common.date_ranges import DateRange
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.evidence.rules import EvidenceItem, Source, in_short
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.cycle import OPEN, ReviewState
from bot.features.workspace import service as workspace
from bot.slack.text import escape


async def collect(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange
) -> Sequence[EvidenceItem]:
    """Reviews of this person signed by both, the last signature in `days`.

    Empty for a viewer who is neither the person nor that review's manager.
    """
    repository, found = ReviewRepository(transaction), []
    zone = await workspace.zone_of(transaction)
    for review in await repository.of_person(person_id):
        signed = [local_day(at, zone) for at in (review.person_signed_at, review.manager_signed_at) if at]
        if review.person_id != person_id or viewer_id not in (review.person_id, review.manager_id):
            continue
        if review.state != ReviewState.signed.value or not signed or max(signed) not in days:
            continue
        cycle = await ReviewCycleRepository(transaction).cycle(review.cycle_id)
        agreed = "; ".join(escape(each.text) for each in await repository.actions(review.id))
        line = f"{cycle.name if cycle else 'Review'}, signed" + (f". Agreed: {agreed}" if agreed else "")
        line = in_short(line)
        opener = (OPEN, str(review.id))
        found.append(EvidenceItem(Source.review, review.id, max(signed), line, opener=opener))
    return found
