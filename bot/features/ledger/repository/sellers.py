"""Finds out who sells."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, or_

from bot.db.asking import rows_of, whether
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.activities import Activity
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import DealVersion
from bot.features.ledger.models.quotas import QuotaRow


class SellerRepository(ScopedRepository):
    """Quotas, credits, deals and activities, of which one is enough."""

    @rows_of("people with a quota")
    def with_quota(self, ids: Sequence[str], day: date) -> Select[Any]:
        """Those of these people who have a quota that holds on this day: `member_id`."""
        holds = (QuotaRow.starts_on <= day, or_(QuotaRow.ends_on.is_(None), QuotaRow.ends_on > day))
        query = self.select(QuotaRow, QuotaRow.member_id).where(QuotaRow.member_id.in_(ids), *holds)
        return query.where(QuotaRow.replaced_at.is_(None)).distinct()

    @whether("sells")
    def sells(self, person_id: str, since: date) -> Sequence[Select[Any]]:
        """Whether this person has any of them on this day or later; the first found ends the search."""
        return (
            self.select(QuotaRow, QuotaRow.id).where(
                QuotaRow.member_id == person_id, or_(QuotaRow.ends_on.is_(None), QuotaRow.ends_on > since)
            ),
            self.select(Credit, Credit.id).where(Credit.member_id == person_id, Credit.credit_date >= since),
            self.select(Activity, Activity.id).where(
                Activity.member_id == person_id, Activity.happened_on >= since
            ),
            self.select(DealVersion, DealVersion.id).where(
                DealVersion.owner_id == person_id,
                or_(DealVersion.counted_on >= since, DealVersion.first_created_on >= since),
                DealVersion.replaced_at.is_(None),
            ),
        )
