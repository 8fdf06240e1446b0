"""The SQL of definitions, followed metrics, disputes and posted summaries."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select

from bot.common.memory import Remembered
from bot.db.asking import answer, rows_of
from bot.db.repository import ScopedRepository
from bot.features.metrics.models import (
    Dispute,
    GoalFeed,
    OwnMetric,
    PostedSummary,
    Spotlight,
    TeamMetricRow,
)

OWN_METRICS = Remembered[Sequence[Any]]("own metrics of the workspace")


class MetricRepository(ScopedRepository):
    """Definitions, followed metrics, disputes, posted summaries, and goals fed by metrics."""

    async def own(self) -> Sequence[Any]:
        """The workspace's own metrics that are not retired, by name: columns of `OwnMetric`."""

        async def load() -> Sequence[Any]:
            found = await answer(self._transaction, self.own_question())
            return sorted(found, key=lambda row: (row.name, row.id))

        return await self._transaction.memory.once(OWN_METRICS, load)

    @rows_of("own metrics")
    def own_question(self) -> Select[Any]:
        """The question that `own` asks."""
        return self.select(OwnMetric, *OwnMetric.__table__.columns).where(OwnMetric.retired_at.is_(None))

    async def define(self, facts: dict[str, Any]) -> None:
        """Inserts an own metric, or replaces the one of this key. `facts` are columns of `OwnMetric`."""
        self._transaction.memory.forget(OWN_METRICS)
        insert = self.insert(OwnMetric)
        keys = [OwnMetric.workspace_id, OwnMetric.key]
        same = {name: value for name, value in facts.items() if name != "key"}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])

    async def retire(self, key: str, now: datetime) -> None:
        """Retires an own metric from `now` on."""
        self._transaction.memory.forget(OWN_METRICS)
        await self.session.execute(self.update(OwnMetric).where(OwnMetric.key == key).values(retired_at=now))

    async def followed(self) -> dict[int, list[TeamMetricRow]]:
        """The metrics that teams follow, by team id, each list in its order.

        Teams without any are missing.
        """
        found: dict[int, list[TeamMetricRow]] = {}
        query = self.select(TeamMetricRow).order_by(TeamMetricRow.team_id, TeamMetricRow.place)
        for row in await self.session.scalars(query):
            found.setdefault(row.team_id, []).append(row)
        return found

    async def follow(self, team_id: int, rows: Sequence[dict[str, Any]]) -> None:
        """Replaces all metrics that a team follows."""
        await self.session.execute(self.delete(TeamMetricRow).where(TeamMetricRow.team_id == team_id))
        if rows:
            await self.add(self.insert(TeamMetricRow), [{**row, "team_id": team_id} for row in rows])

    async def raise_dispute(self, facts: dict[str, Any]) -> int:
        """Inserts a dispute and gives its id."""
        return int((await self.add(self.insert(Dispute).returning(Dispute.id), [facts])).scalar_one())

    async def lock_dispute(self, dispute_id: int) -> Dispute | None:
        """The dispute, locked until the transaction ends; None when it does not exist."""
        return await self.lock_row(Dispute, Dispute.id == dispute_id)

    async def dispute(self, dispute_id: int) -> Dispute | None:
        """The dispute of this id, without a lock; None without one."""
        return await self.find_row(Dispute, Dispute.id == dispute_id)

    async def open_disputes(self, member_ids: Collection[str] | None = None) -> Sequence[Dispute]:
        """Open disputes of these people, or (None) of all, oldest first."""
        query = self.select(Dispute).where(Dispute.state == "open")
        if member_ids is not None:
            query = query.where(Dispute.member_id.in_(member_ids))
        return (await self.session.scalars(query.order_by(Dispute.id))).all()

    @rows_of("open disputes")
    def disputes_question(self) -> Select[Any]:
        """Open disputes of all: `id`, `member_id`, `raised_at`."""
        query = self.select(Dispute, Dispute.id, Dispute.member_id, Dispute.raised_at)
        return query.where(Dispute.state == "open")

    async def posted(self, subject: str, week: date) -> PostedSummary | None:
        """What was posted of this subject's week, which begins on `week`; None if nothing was."""
        return await self.find_row(
            PostedSummary, PostedSummary.subject == subject, PostedSummary.week == week
        )

    async def keep_posted(self, facts: dict[str, Any]) -> None:
        """Inserts or replaces what was posted of a week."""
        insert = self.insert(PostedSummary)
        keys = [PostedSummary.workspace_id, PostedSummary.subject, PostedSummary.week]
        same = {name: facts[name] for name in ("as_of", "bookings", "dedupe_keys")}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])

    async def feeds(self, goal_ids: Collection[int] | None = None) -> Sequence[GoalFeed]:
        """The metrics that goals follow, by goal id; of all goals when `goal_ids` is None."""
        query = self.select(GoalFeed).order_by(GoalFeed.goal_id)
        if goal_ids is not None:
            query = query.where(GoalFeed.goal_id.in_(goal_ids))
        return (await self.session.scalars(query)).all()

    async def feed(self, facts: dict[str, Any]) -> None:
        """Lets a goal follow a metric, instead of any before."""
        insert = self.insert(GoalFeed)
        keys = [GoalFeed.workspace_id, GoalFeed.goal_id]
        same = {name: facts[name] for name in ("metric", "set_by", "set_at", "seen_at")}
        await self.add(insert.on_conflict_do_update(index_elements=keys, set_=same), [facts])

    async def stop_feeding(self, goal_id: int) -> bool:
        """Ends that a goal follows a metric; False when it followed none."""
        gone = self.delete(GoalFeed).where(GoalFeed.goal_id == goal_id).returning(GoalFeed.goal_id)
        return (await self.session.execute(gone)).scalar() is not None

    async def have_seen(self, goal_ids: Sequence[int], now: datetime) -> None:
        """Records that the ledger was read for these goals at `now`."""
        await self.session.execute(
            self.update(GoalFeed).where(GoalFeed.goal_id.in_(goal_ids)).values(seen_at=now)
        )


class SpotlightRepository(ScopedRepository):
    """Whom channels have named of late."""

    async def named(self, channel_id: str, first: date, before: date) -> frozenset[str]:
        """Ids of those named in this channel from `first` on, but not on `before` or later."""
        query = self.select(Spotlight, Spotlight.member_id).where(
            Spotlight.channel_id == channel_id, Spotlight.day >= first, Spotlight.day < before
        )
        return frozenset(await self.session.scalars(query))

    async def note(self, rows: Sequence[dict[str, Any]]) -> None:
        """Inserts columns of `Spotlight`; what is there already stays."""
        if rows:
            await self.add(self.insert(Spotlight).on_conflict_do_nothing(), rows)

    async def forget(self, before: date) -> None:
        """Deletes what is from days before this one, of all channels."""
        await self.session.execute(self.delete(Spotlight).where(Spotlight.day < before))
