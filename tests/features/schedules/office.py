"""A workspace in which small messages come by themselves, with a clock that is set by hand."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import select

from bot.common.cadences import Cadence, Every, Run
from bot.db.transaction import Transaction
from bot.deliveries.models import Delivery
from bot.deliveries.notices import Notice
from bot.features.notifications.repository import NotificationRepository
from bot.features.people.service import members as people
from bot.features.schedules.jobs import tick_once
from bot.features.schedules.models import MissedRun, ScheduledRun
from bot.features.schedules.notices import MissedRuns
from bot.features.schedules.service import settings
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.framework.scheduled import Scheduled
from tests.contexts import acting

TEAM = "T0NORTH"
ANA, BEN, CLEO = "U0ANA", "U0BEN", "U0CLEO"
ASK, POST = "test.ask", "test.post"
DAILY = Cadence(Every.day, time(9))
WINS = "C0WINS"


@dataclass(frozen=True)
class Asked(Notice):
    """What a person gets for a day."""

    kind = ASK
    nominal: date


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """In November 2026, of which the 23rd is a Monday; what is later than the 30th is in December."""
    return datetime(2026, 11, 1, hour, minute, tzinfo=UTC) + timedelta(days=day - 1)


async def _wins(_: Transaction) -> str | None:
    return WINS


@dataclass
class Office:
    """What is declared, and the database it stands in. `silent`: those for whom there is nothing to say.

    `written` counts how often a run was written for somebody; `broken`: for them writing fails.
    """

    db: Contexts
    declared: dict[str, Scheduled] = field(default_factory=dict)
    written: Counter[tuple[str, str, date]] = field(default_factory=Counter)
    silent: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)

    def declares(
        self,
        cadence: Cadence = DAILY,
        kind: str = ASK,
        whom: Literal["people", "channel"] = "people",
        **more: Any,
    ) -> None:
        """Something comes by itself."""

        made: type[Asked] = type("Asked", (Asked,), {"kind": kind})

        async def write(_: Transaction, who: str, run: Run, now: datetime) -> Notice | None:
            if who in self.broken:
                raise RuntimeError("out of ink")
            self.written[kind, who, run.nominal] += 1
            return None if who in self.silent else made(run.nominal)

        self.declared[kind] = Scheduled(
            kind=kind,
            title=kind.removeprefix("test.").capitalize(),
            description="For the tests.",
            whom=whom,
            cadence=cadence,
            write=write,
            place=_wins,
            **more,
        )

    async def knows(self, who: str = BEN, zone: str = "UTC", **facts: Any) -> None:
        """Slack tells of this person: they are new, or something is different."""
        plain = {"is_bot": False, "is_deactivated": False, "is_admin": who == ANA}
        row = {"user_id": who, "name": who[2:].title(), "zone": zone, **plain, **facts}
        async with self.db.transaction(TEAM) as transaction:
            await people.keep(transaction, [{"status_emoji": None, "status_until": None, **row}])

    async def is_away(self, days: Collection[date], today: date, who: str = BEN) -> None:
        """Exactly these days, from today on, are somebody's time off."""
        async with self.db.transaction(TEAM) as transaction:
            repository = NotificationRepository(transaction)
            await repository.replace_time_off(who, today, dict.fromkeys(days, "Away"))

    async def is_closed(self, days: Mapping[date, str], now: datetime, country: str | None = None) -> None:
        """Exactly these are the workspace's own days off."""
        async with self.db.transaction(TEAM) as transaction:
            calendar = replace(await workspace.calendar_of(transaction), days_off=days, country=country)
            await workspace.change_calendar(acting(transaction, ANA, now, f"{now}"), calendar)

    async def is_in(self, zone: str) -> None:
        """The workspace's clock."""
        async with self.db.transaction(TEAM) as transaction:
            await workspace.remember(transaction, name="North", likely_zone=zone, now=at(20))
            await workspace.choose_zone(transaction, zone)

    async def changes(self, now: datetime, cadence: Cadence = DAILY, kind: str = ASK, **more: Any) -> None:
        """Ana changes a schedule."""
        whom = self.declared[kind].whom
        chosen: dict[str, Any] = {
            "is_on": True,
            "zone": "person" if whom == "people" else "workspace",
            "channel_id": None,
            **more,
        }
        async with self.db.transaction(TEAM) as transaction:
            await settings.change(
                acting(transaction, ANA, now, f"change:{now}"), kind, cadence=cadence, **chosen
            )

    async def ticks(self, *instants: datetime) -> None:
        """The clock stands at each of these, in turn."""
        for now in instants:
            await tick_once(self.db, self.declared, TEAM, now)

    async def outgoing(self, kind: str = ASK, who: str | None = None) -> list[tuple[date, datetime]]:
        """What was owed (to `who` only, when given): the day that each belongs to, and when it is due."""
        return [
            (date.fromisoformat(row.facts["nominal"]), row.due_at)
            for row in await self.deliveries(kind)
            if who in (None, row.target)
        ]

    async def days(self, kind: str = ASK, who: str | None = None) -> list[int]:
        """The days of November that were owed."""
        return [(nominal - date(2026, 10, 31)).days for nominal, _ in await self.outgoing(kind, who)]

    async def deliveries(self, kind: str = MissedRuns.kind) -> list[Delivery]:
        """All that is owed of a kind, in order."""
        async with self.db.reading(TEAM) as transaction:
            query = select(Delivery).where(Delivery.kind == kind).order_by(Delivery.id)
            return list(await transaction.session.scalars(query))

    async def missed(self, who: str | None = None) -> list[int]:
        """The days of November that were missed."""
        async with self.db.reading(TEAM) as transaction:
            rows = await transaction.session.scalars(select(MissedRun).order_by(MissedRun.id))
            return [(row.nominal - date(2026, 10, 31)).days for row in rows if who in (None, row.subject_id)]

    async def turns(self) -> dict[tuple[str, str], datetime]:
        """When it is whose turn."""
        async with self.db.reading(TEAM) as transaction:
            rows = await transaction.session.scalars(select(ScheduledRun))
            return {(row.kind, row.subject_id): row.next_at for row in rows}
