"""Rows of the outbox: one for each delivery, one for each channel's rate limit."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import NEVER_COPIED, Base, Instant, Json, RowId, SlackId


class Delivery(Base):
    """One message to send: `facts` are what its kind's view needs, `slack_ts` its timestamp in Slack.

    `in_doubt`: an attempt ended without an answer, so it may be in Slack already. `has_slot`: its place in
    the channel's rate limit is taken, at `next_at`. `merged_into`: the digest that it is part of.
    `admitted_at`: when the send policy last let it through, and counted it. `held_at`: when it was last
    postponed until its receiver may be written to. `given_up_at`: when it failed for good or expired.
    `asked_by`: who called for a post in a channel, and hears when it cannot be posted; None for all else.
    `attachment_id`: its file, None without one. `is_confidential`: whether it was sent, or still had a reason
    to be, must show nowhere: it ends as sent either way, without its timestamp, and no list has it.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_state_next_at", "state", "next_at"),
        Index("uq_deliveries_workspace_dedupe_key", "workspace_id", "dedupe_key", unique=True),
        Index("ix_deliveries_workspace_state_due", "workspace_id", "state", "due_at"),
        Index("ix_deliveries_merged_into", "merged_into"),
        Index("ix_deliveries_workspace_slack_ts", "workspace_id", "slack_ts"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    kind: Mapped[str] = mapped_column(String(64))
    target: Mapped[str] = mapped_column(String(128))
    dedupe_key: Mapped[str] = mapped_column(String(255))
    facts: Mapped[dict[str, Any]] = mapped_column(Json)
    due_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    next_at: Mapped[datetime] = mapped_column(Instant)
    slack_channel: Mapped[str | None] = mapped_column(SlackId)
    slack_ts: Mapped[str | None] = mapped_column(String(32))
    error: Mapped[str | None] = mapped_column(Text)
    in_doubt: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_slot: Mapped[bool] = mapped_column(default=False, server_default=false())
    merged_into: Mapped[int | None] = mapped_column(RowId)
    admitted_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    attachment_id: Mapped[int | None] = mapped_column(RowId)
    not_after: Mapped[datetime | None] = mapped_column(Instant)
    held_at: Mapped[datetime | None] = mapped_column(Instant)
    given_up_at: Mapped[datetime | None] = mapped_column(Instant)
    is_confidential: Mapped[bool] = mapped_column(default=False, server_default=false())
    asked_by: Mapped[str | None] = mapped_column(SlackId)


class ResponseUrl(Base):
    """Where a command can be answered, `sealed`, for the delivery of this key; gone once used or too old."""

    __tablename__ = "response_urls"
    __table_args__ = (Index("ix_response_urls_expires_at", "expires_at"), {"info": {NEVER_COPIED: True}})

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(255), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class LateRequest(Base):
    """A request that was acknowledged and is not answered yet; its row goes with the answer.

    `said`: what was asked for, as a message names it. `may_be_done`: something of it was committed before it
    was late. `sealed`: an event, to be taken again; None for what a person waits for. `due_at`: from then on
    its process is dead, and the row is another's. On SQLite these rows are in a file beside the database.
    """

    __tablename__ = "late_requests"
    __table_args__ = (Index("ix_late_requests_due_at", "due_at"),)

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    actor_id: Mapped[str] = mapped_column(SlackId)
    said: Mapped[str] = mapped_column(Text)
    may_be_done: Mapped[bool] = mapped_column()
    sealed: Mapped[str | None] = mapped_column(Text)
    tries: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime] = mapped_column(Instant)


class Attachment(Base):
    """A file that a delivery carries; deleted once it is sent, or 7 days after the delivery failed."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(SlackId)
    name: Mapped[str] = mapped_column(String(255))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Instant)


class RateLimitRow(Base):
    """The rate limit of one channel, or the hold on a whole workspace (`EVERY_CHANNEL`).

    Both times in milliseconds since 1970: at `next_free_ms` the next message would keep an even pace by the
    times assigned, at `posted_ms` by the times at which messages were really posted.
    """

    __tablename__ = "delivery_lanes"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    channel_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    next_free_ms: Mapped[int] = mapped_column(BigInteger)
    posted_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    held_until: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str | None] = mapped_column(String(64))


class CircuitRow(Base):
    """The circuit breaker of one workspace: whether Slack takes its messages.

    `failures`: calls in a row that Slack or the way to it failed. Open, and nothing sent, while `down_since`
    is set and `back_at` is not; at `probe_at` Slack is asked again. `relapses`: how often it opened anew
    before a message went through.
    """

    __tablename__ = "slack_circuits"

    workspace_id: Mapped[str] = mapped_column(SlackId, primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    relapses: Mapped[int] = mapped_column(Integer, default=0)
    down_since: Mapped[datetime | None] = mapped_column(Instant)
    back_at: Mapped[datetime | None] = mapped_column(Instant)
    probe_at: Mapped[datetime | None] = mapped_column(Instant)


EVERY_CHANNEL = "*"
