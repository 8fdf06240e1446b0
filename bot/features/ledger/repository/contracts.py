"""Reads quotas and employments of people as they were known at an instant."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_

from bot.db.asking import Question, answers, rows_of
from bot.db.base import Base
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.quotas import Employment, QuotaRow
from bot.features.ledger.repository.holds import known_at, until
from bot.features.ledger.rules.locking.locks import Slice
from bot.features.ledger.rules.quotas import ContractRows

# Databases take some thousands of values in one statement.
_AT_ONCE = 5_000


class ContractRepository(ScopedRepository):
    """Quotas and employments, by the slices of days in which they are known."""

    async def contracts(self, ids: Sequence[str], slices: Sequence[Slice]) -> dict[str, ContractRows]:
        """Quotas and employments of these people as they were known in one slice at least, by id."""
        found = {who: ContractRows() for who in ids}
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            quotas, employments = await answers(self._transaction, self.contract_questions(some, slices))
            for row in sorted(quotas, key=lambda row: (row.starts_on, row.id)):
                found[row.member_id].quotas.append(row)
            for row in sorted(employments, key=lambda row: row.recorded_at):
                found[row.member_id].employments.append(row)
        return found

    def contract_questions(self, ids: Sequence[str], slices: Sequence[Slice]) -> list[Question[Any]]:
        """What `contracts` of at most 5,000 people is read by."""
        return [self._quotas(ids, slices), self._employments(ids, slices)]

    @rows_of("quotas known")
    def _quotas(self, ids: Sequence[str], slices: Sequence[Slice]) -> Select[Any]:
        instants = [until(self, each.known_at) for each in slices]
        return self._known_of(QuotaRow, ids, [and_(*known_at(QuotaRow, at)) for at in instants])

    @rows_of("employments known")
    def _employments(self, ids: Sequence[str], slices: Sequence[Slice]) -> Select[Any]:
        instants = [until(self, each.known_at) for each in slices]
        return self._known_of(Employment, ids, [Employment.recorded_at <= at for at in instants])

    def _known_of(
        self, model: type[Base], ids: Sequence[str], known: Sequence[ColumnElement[bool]]
    ) -> Select[Any]:
        columns = model.__table__.columns
        flags = [is_known.label(f"known_{number}") for number, is_known in enumerate(known)]
        return self.select(model, *columns, *flags).where(columns.member_id.in_(ids), or_(*flags))
