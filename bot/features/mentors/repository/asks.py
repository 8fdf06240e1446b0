"""The SQL of asks, shortlists and mentorships."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, func, or_

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.mentors.models import MentorAskRow, MentorCandidateRow, MentorshipRow, MentorTalkRow
from bot.features.mentors.rules.facts import OPEN_STATES, AskState, CandidateState

_OPEN = [each.value for each in OPEN_STATES]


class MentorAskRepository(ScopedRepository):
    """Wishes for help, and who could help."""

    async def new(self, facts: dict[str, Any]) -> int | None:
        """Inserts an ask and gives its id; None where the person has one open."""
        statement = self.insert(MentorAskRow).on_conflict_do_nothing().returning(MentorAskRow.id)
        return (await self.add(statement, [facts])).scalar_one_or_none()

    async def lock(self, ask_id: int) -> MentorAskRow | None:
        """The ask, locked until the transaction ends; None without one."""
        return await self.lock_row(MentorAskRow, MentorAskRow.id == ask_id)

    async def open_of(self, mentee_id: str) -> MentorAskRow | None:
        """The open ask of somebody; None without one."""
        return await self.find_row(
            MentorAskRow, MentorAskRow.mentee_id == mentee_id, MentorAskRow.state.in_(_OPEN)
        )

    async def all_open(self) -> Sequence[MentorAskRow]:
        """All open asks, by id."""
        row = MentorAskRow
        query = self.select(row).where(row.state.in_(_OPEN))
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def requests_to(self, mentor_id: str) -> Sequence[MentorAskRow]:
        """Asks that wait for a mentor's answer, by id."""
        row = MentorAskRow
        query = self.select(row).where(row.mentor_id == mentor_id, row.state == AskState.asked.value)
        return (await self.session.scalars(query.order_by(row.id))).all()

    @rows_of("asks for help")
    def waiting(self, person_id: str) -> Select[Any]:
        """Asks that wait for somebody: their own shortlist, or their answer as a mentor."""
        row = MentorAskRow
        columns = (row.id, row.mentee_id, row.mentor_id, row.skill, row.state, row.made_at, row.asked_at)
        mine = (row.mentee_id == person_id) & (row.state == AskState.shortlisted.value)
        theirs = (row.mentor_id == person_id) & (row.state == AskState.asked.value)
        return self.select(row, *columns).where(or_(mine, theirs))

    async def of(self, mentee_id: str) -> Sequence[MentorAskRow]:
        """All asks of somebody, by id."""
        query = self.select(MentorAskRow).where(MentorAskRow.mentee_id == mentee_id)
        return (await self.session.scalars(query.order_by(MentorAskRow.id))).all()

    async def list_candidates(self, ask_id: int, rows: Sequence[dict[str, Any]]) -> None:
        """Replaces the shortlist of an ask; who declined stays known."""
        row = MentorCandidateRow
        listed = [CandidateState.listed.value, CandidateState.passed.value]
        await self.session.execute(self.delete(row).where(row.ask_id == ask_id, row.state.in_(listed)))
        if rows:
            await self.add(self.insert(row).on_conflict_do_nothing(), rows)

    async def candidates(self, ask_id: int, *states: CandidateState) -> Sequence[MentorCandidateRow]:
        """The shortlist of an ask, in order."""
        row = MentorCandidateRow
        query = self.select(row).where(row.ask_id == ask_id, row.state.in_([each.value for each in states]))
        return (await self.session.scalars(query.order_by(row.place))).all()

    async def candidate(self, ask_id: int, mentor_id: str) -> MentorCandidateRow | None:
        """A mentor on the shortlist of an ask; None where they are not."""
        row = MentorCandidateRow
        return await self.find_row(row, row.ask_id == ask_id, row.mentor_id == mentor_id)

    async def declined_since(self, at: datetime) -> set[tuple[str, str]]:
        """(mentee, mentor) of requests that were declined since then."""
        row = MentorCandidateRow
        query = self.select(row, row.mentee_id, row.mentor_id).where(
            row.state == CandidateState.declined.value, row.at > at
        )
        return {(mentee, mentor) for mentee, mentor in await self.session.execute(query)}

    async def drop_before(self, day: date) -> None:
        """Deletes asks and ended mentorships of before, with all that belongs to them."""
        at = datetime.combine(day, time(), UTC)
        ask, ship = MentorAskRow, MentorshipRow
        old_asks = self.select(ask, ask.id).where(ask.made_at < at, ask.state.not_in(_OPEN))
        old_ships = self.select(ship, ship.id).where(ship.ended_at < at)
        for statement in (
            self.delete(MentorCandidateRow).where(MentorCandidateRow.ask_id.in_(old_asks)),
            self.delete(MentorTalkRow).where(MentorTalkRow.mentorship_id.in_(old_ships)),
            self.delete(ask).where(ask.made_at < at, ask.state.not_in(_OPEN)),
            self.delete(ship).where(ship.ended_at < at),
        ):
            await self.session.execute(statement)


class MentorshipRepository(ScopedRepository):
    """Who talks with whom."""

    async def begin(self, facts: dict[str, Any]) -> int:
        """Inserts a mentorship and gives its id."""
        statement = self.insert(MentorshipRow).returning(MentorshipRow.id)
        return int((await self.add(statement, [facts])).scalar_one())

    async def lock(self, mentorship_id: int) -> MentorshipRow | None:
        """The mentorship, locked until the transaction ends; None without one."""
        return await self.lock_row(MentorshipRow, MentorshipRow.id == mentorship_id)

    async def with_person(self, person_id: str) -> Sequence[MentorshipRow]:
        """All of somebody, ended ones too, the newest first."""
        row = MentorshipRow
        mine = or_(row.mentee_id == person_id, row.mentor_id == person_id)
        return (await self.session.scalars(self.select(row).where(mine).order_by(row.id.desc()))).all()

    async def active(self) -> Sequence[MentorshipRow]:
        """All that have not ended, by id."""
        row = MentorshipRow
        return (
            await self.session.scalars(self.select(row).where(row.ended_at.is_(None)).order_by(row.id))
        ).all()

    async def count_active(self, mentor_id: str) -> int:
        """How many mentees somebody has now."""
        row = MentorshipRow
        query = self.select(row, func.count()).where(row.mentor_id == mentor_id, row.ended_at.is_(None))
        return int(await self.session.scalar(query) or 0)

    async def pairs_since(self, day: date) -> set[frozenset[str]]:
        """Pairs that have a mentorship, or had one until that day or later."""
        row = MentorshipRow
        at = datetime.combine(day, time(), UTC)
        query = self.select(row, row.mentee_id, row.mentor_id).where(
            or_(row.ended_at.is_(None), row.ended_at > at)
        )
        return {frozenset((mentee, mentor)) for mentee, mentor in await self.session.execute(query)}

    async def talks(self, ids: Sequence[int]) -> Sequence[MentorTalkRow]:
        """The talks of these mentorships, in order."""
        row = MentorTalkRow
        query = self.select(row).where(row.mentorship_id.in_(ids))
        return (await self.session.scalars(query.order_by(row.mentorship_id, row.number))).all()

    async def talk(self, mentorship_id: int, number: int, *, of_mentee: bool) -> None:
        """Records that one of the two says they had the talk of this number."""
        says = {"mentee_says": of_mentee, "mentor_says": not of_mentee}
        statement = self.insert(MentorTalkRow)
        name = "mentee_says" if of_mentee else "mentor_says"
        keys = ["workspace_id", "mentorship_id", "number"]
        statement = statement.on_conflict_do_update(index_elements=keys, set_={name: True})
        await self.add(statement, [{"mentorship_id": mentorship_id, "number": number, **says}])
