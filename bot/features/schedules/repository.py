"""The SQL of schedules, next runs and missed runs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func

from bot.common.cadences import Cadence, Every, Run
from bot.db.asking import value_of
from bot.db.repository import ScopedRepository
from bot.features.schedules.models import MissedRun, Schedule, ScheduledRun


class ScheduleRepository(ScopedRepository):
    """Schedules and runs of the workspace."""

    async def schedules(self) -> dict[str, Schedule]:
        """All schedules of the workspace, by kind."""
        return {row.kind: row for row in await self.session.scalars(self.select(Schedule))}

    async def add_schedules(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Inserts schedules; those that exist stay as they are."""
        if rows:
            await self.add(self.insert(Schedule).on_conflict_do_nothing(), rows)

    async def change_schedule(self, kind: str, values: Mapping[str, Any]) -> None:
        """Updates a schedule and raises its version."""
        changed = self.update(Schedule).where(Schedule.kind == kind)
        await self.session.execute(changed.values(**values, version=Schedule.version + 1))

    async def turns(self) -> list[ScheduledRun]:
        """The next runs of all recipients."""
        return list(await self.session.scalars(self.select(ScheduledRun)))

    async def turns_of(self, subject_ids: Collection[str]) -> list[ScheduledRun]:
        """The next runs of these people and channels."""
        return list(
            await self.session.scalars(
                self.select(ScheduledRun).where(ScheduledRun.subject_id.in_(subject_ids))
            )
        )

    @value_of("next run")
    def next_of(self, kind: str, subject_id: str) -> Select[Any]:
        """When this kind is next due for this person or channel; None without a run."""
        query = self.select(ScheduledRun, ScheduledRun.next_at)
        return query.where(ScheduledRun.kind == kind, ScheduledRun.subject_id == subject_id)

    async def overdue(self, now: datetime) -> bool:
        """Whether any run is due by `now`."""
        query = self.select(ScheduledRun, ScheduledRun.kind).where(ScheduledRun.next_at <= now).limit(1)
        return await self.session.scalar(query) is not None

    async def next_moment(self) -> datetime | None:
        """When the earliest run is due; None without any."""
        found: datetime | None = await self.session.scalar(
            self.select(ScheduledRun, func.min(ScheduledRun.next_at))
        )
        return found

    async def first(self) -> ScheduledRun | None:
        """The earliest run; None without any."""
        query = self.select(ScheduledRun).order_by(ScheduledRun.next_at, ScheduledRun.kind).limit(1)
        found: ScheduledRun | None = await self.session.scalar(query)
        return found

    async def plan(self, turns: Sequence[Mapping[str, Any]]) -> None:
        """Inserts next runs, or replaces those of an older version; another node's stay."""
        insert = self.insert(ScheduledRun)
        names = ("next_at", "done", "zone", "version", "calendar", "cadence")
        fresh = {name: insert.excluded[name] for name in names}
        statement = insert.on_conflict_do_update(
            index_elements=[ScheduledRun.workspace_id, ScheduledRun.kind, ScheduledRun.subject_id],
            set_=fresh,
            where=ScheduledRun.version < insert.excluded.version,
        )
        if turns:
            await self.add(statement, turns)

    async def drop_turns(self, keys: Collection[tuple[str, str]]) -> None:
        """Deletes the runs of these (kind, recipient id)."""
        for kind, subject_id in keys:
            gone = self.delete(ScheduledRun).where(
                ScheduledRun.kind == kind, ScheduledRun.subject_id == subject_id
            )
            await self.session.execute(gone)

    async def lock(self, seen: ScheduledRun) -> ScheduledRun | None:
        """The run, locked until the transaction ends; None when another node took it or has it locked."""
        query = self.select(ScheduledRun).where(
            ScheduledRun.kind == seen.kind,
            ScheduledRun.subject_id == seen.subject_id,
            ScheduledRun.next_at == seen.next_at,
        )
        found: ScheduledRun | None = await self.session.scalar(query.with_for_update(skip_locked=True))
        return found

    async def miss(self, turn: ScheduledRun, runs: Sequence[Run], now: datetime) -> None:
        """Records these runs of `turn` as missed at `now`."""
        common = {"kind": turn.kind, "subject_id": turn.subject_id, "noticed_at": now, "is_told": False}
        if runs:
            rows = [{**common, "nominal": run.nominal, "due_at": run.at} for run in runs]
            await self.add(self.insert(MissedRun), rows)

    async def is_untold(self) -> bool:
        """Whether there are missed runs that the admins were not notified of."""
        query = self.select(MissedRun, MissedRun.id).where(MissedRun.is_told.is_(False)).limit(1)
        return await self.session.scalar(query) is not None

    async def tell_missed(self) -> list[MissedRun]:
        """Missed runs that the admins were not notified of; marks them as told."""
        told = self.update(MissedRun).where(MissedRun.is_told.is_(False)).values(is_told=True)
        return list(await self.session.scalars(told.returning(MissedRun)))

    async def missed_since(self, since: datetime) -> int:
        """Number of missed runs that were due since then."""
        query = self.select(MissedRun, func.count()).where(MissedRun.due_at >= since)
        return await self.session.scalar(query) or 0


def cadence_of(row: Schedule) -> Cadence:
    """The cadence stored in a row."""
    return Cadence(
        Every(row.every), row.at, frozenset(map(int, row.weekdays)), row.weeks, row.day, row.anchor
    )


def columns_of(cadence: Cadence) -> dict[str, Any]:
    """The columns of `Schedule` for a cadence; `cadence_of` reads them back."""
    return {
        "every": cadence.every.value,
        "at": cadence.at,
        "weekdays": "".join(map(str, sorted(cadence.weekdays))),
        "weeks": cadence.weeks,
        "day": cadence.day,
        "anchor": cadence.anchor,
    }
