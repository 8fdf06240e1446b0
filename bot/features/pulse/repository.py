"""The SQL of pulses, tickets and answers."""

import random
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from secrets import token_hex
from typing import Any

from sqlalchemy import Select

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.pulse.models import PulseAnswer, PulseRow, PulseTicket
from bot.features.pulse.rules.comparison import AskedBefore
from bot.features.pulse.rules.pulses import Said


class PulseRepository(ScopedRepository):
    """Pulses, tickets and answers of the workspace."""

    async def write(self, facts: dict[str, Any], member_ids: Collection[str]) -> PulseRow:
        """Inserts a pulse, with a ticket for each of these members."""
        found = (await self.add(self.insert(PulseRow).returning(PulseRow.id), [facts])).scalar_one()
        rows = [{"pulse_id": found, "member_id": each, "is_used": False} for each in sorted(member_ids)]
        await self.add(self.insert(PulseTicket), rows)
        return await self.session.get_one(PulseRow, found)

    async def find(self, pulse_id: int) -> PulseRow | None:
        """The pulse; None when it does not exist."""
        return await self.find_row(PulseRow, PulseRow.id == pulse_id)

    async def lock(self, pulse_id: int) -> PulseRow | None:
        """The pulse, locked until the transaction ends; None when it does not exist."""
        return await self.lock_row(PulseRow, PulseRow.id == pulse_id)

    async def open(self) -> Sequence[PulseRow]:
        """The pulses that are open."""
        return (await self.session.scalars(self.select(PulseRow).where(PulseRow.state == "open"))).all()

    async def asked_after(self, day: date) -> list[AskedBefore]:
        """The pulses that are open, or closed after that day, with everybody whom they asked."""
        recent = (PulseRow.state == "open") | (PulseRow.closes_on > day)
        pulses = (await self.session.scalars(self.select(PulseRow).where(recent))).all()
        columns = (PulseTicket.pulse_id, PulseTicket.member_id)
        query = self.select(PulseTicket, *columns).where(
            PulseTicket.pulse_id.in_([each.id for each in pulses])
        )
        people: defaultdict[int, set[str]] = defaultdict(set)
        for pulse_id, member_id in await self.session.execute(query):
            people[pulse_id].add(member_id)
        return [AskedBefore(each.fact(), frozenset(people[each.id])) for each in pulses]

    async def of(self, member_id: str, limit: int) -> Sequence[PulseRow]:
        """The newest pulses in which this member is asked, or which they asked."""
        asked = self.select(PulseTicket, PulseTicket.pulse_id).where(PulseTicket.member_id == member_id)
        query = self.select(PulseRow).where((PulseRow.asker_id == member_id) | PulseRow.id.in_(asked))
        return (await self.session.scalars(query.order_by(PulseRow.id.desc()).limit(limit))).all()

    @rows_of("unanswered pulses")
    def unanswered(self, member_id: str) -> Select[Any]:
        """The open pulses that this member is asked and has not answered: columns of `PulseRow`."""
        asked = self.select(PulseTicket, PulseTicket.pulse_id).where(
            PulseTicket.member_id == member_id, PulseTicket.is_used.is_(False)
        )
        query = self.select(PulseRow, *PulseRow.__table__.columns)
        return query.where(PulseRow.state == "open", PulseRow.id.in_(asked))

    async def tickets(self, pulse_id: int) -> dict[str, bool]:
        """Whether each person who is asked has answered, by member id."""
        query = self.select(PulseTicket, PulseTicket.member_id, PulseTicket.is_used)
        rows = await self.session.execute(query.where(PulseTicket.pulse_id == pulse_id))
        return dict(map(tuple, rows))

    async def use_ticket(self, pulse_id: int, member_id: str) -> bool:
        """Marks the ticket as used; False when there is none or it was used before."""
        claim = (
            self.update(PulseTicket)
            .where(PulseTicket.pulse_id == pulse_id, PulseTicket.member_id == member_id)
            .where(PulseTicket.is_used.is_(False))
            .values(is_used=True)
            .returning(PulseTicket.member_id)
        )
        return (await self.session.execute(claim)).scalar() is not None

    async def answers(self, pulse_id: int) -> list[Said]:
        """All answers, ordered by random ids: shuffled, but stable between readings."""
        query = self.select(PulseAnswer, PulseAnswer.score, PulseAnswer.words).order_by(PulseAnswer.id)
        rows = await self.session.execute(query.where(PulseAnswer.pulse_id == pulse_id))
        return [Said(*row) for row in rows]

    async def add_answer(self, pulse_id: int, said: Said) -> None:
        """Adds an answer by writing all of them anew, shuffled, under new ids.

        So that neither order nor row tells which is the newest.
        """
        everything = [*await self.answers(pulse_id), said]
        random.SystemRandom().shuffle(everything)
        await self.session.execute(self.delete(PulseAnswer).where(PulseAnswer.pulse_id == pulse_id))
        rows = [
            {"id": token_hex(16), "pulse_id": pulse_id, "score": each.score, "words": each.words}
            for each in everything
        ]
        await self.add(self.insert(PulseAnswer), rows)

    async def drop_closed_before(self, day: date) -> None:
        """Deletes pulses closed before that day, with tickets and answers."""
        old = self.select(PulseRow, PulseRow.id).where(PulseRow.state == "closed", PulseRow.closes_on < day)
        statements = (
            self.delete(PulseAnswer).where(PulseAnswer.pulse_id.in_(old)),
            self.delete(PulseTicket).where(PulseTicket.pulse_id.in_(old)),
            self.delete(PulseRow).where(PulseRow.state == "closed", PulseRow.closes_on < day),
        )
        for statement in statements:
            await self.session.execute(statement)
