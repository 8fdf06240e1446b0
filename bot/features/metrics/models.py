"""Rows of metrics: own definitions, followed metrics, posted summaries, disputes, goals fed by metrics."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, Exact, Instant, Json, RowId, SlackId
from bot.features.metrics.rules.facts import TeamMetric

KEY = String(120)


class OwnMetric(Base):
    """A metric defined in the workspace; text is in Slack's escaped form.

    From `retired_at` on it is not offered; what was posted of it stays.
    """

    __tablename__ = "metric_definitions"
    __table_args__ = (UniqueConstraint("workspace_id", "key"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    key: Mapped[str] = mapped_column(KEY)
    name: Mapped[str] = mapped_column(String(200))
    formula: Mapped[str] = mapped_column(String(400))
    unit: Mapped[str] = mapped_column(String(20))
    higher_is_better: Mapped[bool]
    minimum: Mapped[int] = mapped_column(Integer)
    why: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[str] = mapped_column(SlackId)
    defined_at: Mapped[datetime] = mapped_column(Instant)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class TeamMetricRow(Base):
    """A metric that a team follows, by `place`.

    `target` is a share for percents (1 is 100%), `why` the reason.
    """

    __tablename__ = "team_metrics"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    team_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    metric: Mapped[str] = mapped_column(KEY, primary_key=True)
    place: Mapped[int] = mapped_column(Integer)
    target: Mapped[Decimal | None] = mapped_column(Exact)
    why: Mapped[str] = mapped_column(Text)
    set_by: Mapped[str] = mapped_column(SlackId)
    set_at: Mapped[datetime] = mapped_column(Instant)

    def fact(self) -> TeamMetric:
        """The frozen fact that views and later features get."""
        return TeamMetric(metric=self.metric, target=self.target, why=self.why)


class PostedSummary(Base):
    """The bookings told of a week, so that later changes can be pointed out.

    `subject` is a member's id or "team:<id>"; `dedupe_keys` name the messages.
    """

    __tablename__ = "posted_summaries"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    subject: Mapped[str] = mapped_column(String(40), primary_key=True)
    week: Mapped[date] = mapped_column(Date, primary_key=True)
    as_of: Mapped[datetime] = mapped_column(Instant)
    bookings: Mapped[Decimal] = mapped_column(Exact)
    dedupe_keys: Mapped[list[Any]] = mapped_column(Json)


class Dispute(Base):
    """A rep's claim that a credit is wrong, and the decision.

    `state`: open, corrected or declined. Reason and answer are read by the two people only.
    """

    __tablename__ = "disputes"
    __table_args__ = (Index("ix_disputes_member", "workspace_id", "member_id", "deal_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    deal_id: Mapped[int] = mapped_column(RowId)
    member_id: Mapped[str] = mapped_column(SlackId)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    answer: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str | None] = mapped_column(SlackId)
    raised_at: Mapped[datetime] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)


class GoalFeed(Base):
    """A goal that a metric keeps up to date.

    `seen_at`: when the ledger was last read for it (None: never).
    """

    __tablename__ = "goal_feeds"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    goal_id: Mapped[int] = mapped_column(RowId, primary_key=True)
    metric: Mapped[str] = mapped_column(KEY)
    set_by: Mapped[str] = mapped_column(SlackId)
    set_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime | None] = mapped_column(Instant)


class Spotlight(Base):
    """Somebody was named in a channel on a day, for something that nobody had to be named for (`kind`)."""

    __tablename__ = "spotlights"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    channel_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    member_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)


TABLES: tuple[type[Base], ...] = (OwnMetric, TeamMetricRow, PostedSummary, Dispute, GoalFeed, Spotlight)
