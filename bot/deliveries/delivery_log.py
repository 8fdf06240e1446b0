"""Deliveries sent, waiting and failed, with the reasons; for admins in Slack and on the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, delete, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.errors import NotAllowed
from bot.common.facts import fact_of
from bot.db.asking import value_of
from bot.db.repository import ScopedRepository
from bot.deliveries.models import EVERY_CHANNEL, Attachment, Delivery, RateLimitRow
from bot.deliveries.notices import (
    CANCELLED,
    EXPIRED,
    FAILED,
    FILES_KEPT_FOR,
    MERGED,
    NO_FILE,
    SENT,
    WAITING,
    DeliveryLogEntry,
    NoticeKinds,
)
from bot.deliveries.outbox import TOPIC

# How long a delivery that has come to its end is kept.
KEPT_FOR = timedelta(days=90)
_ENDED = (SENT, FAILED, CANCELLED, EXPIRED)
_LONGEST_LIST = 50


@dataclass(frozen=True)
class Held:
    """A channel, or with `channel_id` "*" a workspace, to which nothing is sent before `until`."""

    workspace_id: str
    channel_id: str
    until: datetime
    reason: str


@dataclass(frozen=True)
class Depth:
    """The size of the queue over all workspaces.

    `oldest_due_at`: of those due and waiting; None without any.
    """

    waiting: int
    due: int
    oldest_due_at: datetime | None
    held_workspaces: int


class DeliveryLog(ScopedRepository):
    """The deliveries of one workspace, as its admins see them."""

    async def counts(self, since: datetime) -> Mapping[str, int]:
        """Number of deliveries by state: due since then, or waiting.

        A digest counts once, however much is in it; confidential ones count nowhere.
        """
        counted = or_(Delivery.due_at >= since, Delivery.state == WAITING)
        query = (
            self.select(Delivery, Delivery.state, func.count().label("number"))
            .where(counted, Delivery.merged_into.is_(None), Delivery.is_confidential.is_(False))
            .group_by(Delivery.state)
        )
        return {row.state: row.number for row in await self.session.execute(query)}

    @value_of("deliveries")
    def number_of(self, since: datetime, *states: str) -> Select[Any]:
        """Number of deliveries in these states that were due since then, counted as `counts` does."""
        counted = (Delivery.state.in_(states), Delivery.due_at >= since)
        return self.select(Delivery, func.count()).where(
            *counted, Delivery.merged_into.is_(None), Delivery.is_confidential.is_(False)
        )

    async def newest(self, *states: str, at_most: int = _LONGEST_LIST) -> list[DeliveryLogEntry]:
        """The newest deliveries in these states, newest first."""
        return await _entries(self.session, _newest(self.select(Delivery), states, at_most))

    async def failed(self, delivery_id: int) -> DeliveryLogEntry | None:
        """The failed or expired delivery of this id; None without one, and for confidential ones."""
        query = _newest(self.select(Delivery), (FAILED, EXPIRED), 1).where(Delivery.id == delivery_id)
        return next(iter(await _entries(self.session, query)), None)

    async def send_again(self, delivery_id: int, now: datetime) -> None:
        """Enqueues a failed or expired delivery again; NotAllowed, with the reason, for all others."""
        row = await self.session.scalar(
            self.select(Delivery).where(Delivery.id == delivery_id).with_for_update()
        )
        if row is None or row.state not in (FAILED, EXPIRED):
            raise NotAllowed("That one does not wait to be sent again: it was sent, or is under way.")
        if row.attachment_id and not await _kept_files(self.session, [row.attachment_id]):
            raise NotAllowed(NO_FILE)
        if row.not_after is not None and row.not_after <= now:
            raise NotAllowed("What that one is about is over, or was taken back: it is not sent any more.")
        row.expires_at = now + (row.expires_at - row.due_at)
        row.due_at = row.next_at = now
        row.state, row.error, row.has_slot, row.given_up_at = WAITING, None, False, None
        # What was taken back or switched off meanwhile stays out of a digest.
        await self.session.execute(
            self.update(Delivery)
            .where(Delivery.merged_into == row.id, Delivery.state.in_((FAILED, EXPIRED)))
            .values(state=MERGED, error=None)
        )
        self._transaction.tell(TOPIC, row.dedupe_key)


async def listed(
    session: AsyncSession, *states: str, at_most: int = _LONGEST_LIST
) -> Sequence[DeliveryLogEntry]:
    """The newest deliveries in these states over all workspaces, newest first."""
    return await _entries(session, _newest(select(Delivery), states, at_most))


async def totals(session: AsyncSession) -> Mapping[str, int]:
    """Number of deliveries by state, over all workspaces."""
    query = (
        select(Delivery.state, func.count().label("number"))
        .where(Delivery.is_confidential.is_(False))
        .group_by(Delivery.state)
    )
    return {row.state: row.number for row in await session.execute(query)}


async def held(session: AsyncSession, now: datetime) -> Sequence[Held]:
    """The workspaces and channels on hold at `now`."""
    rows = await session.scalars(
        select(RateLimitRow).where(RateLimitRow.held_until > now).order_by(RateLimitRow.workspace_id)
    )
    return [Held(row.workspace_id, row.channel_id, row.held_until or now, row.reason or "") for row in rows]


async def depth(session: AsyncSession, now: datetime) -> Depth:
    """How many deliveries wait and are due, and since when."""
    is_due = Delivery.next_at <= now
    query = select(
        func.count(),
        func.coalesce(func.sum(case((is_due, 1), else_=0)), 0),
        func.min(case((is_due, Delivery.due_at))),
    ).where(Delivery.state == WAITING)
    waiting, due, oldest = (await session.execute(query)).one()
    lost = [each for each in await held(session, now) if each.channel_id == EVERY_CHANNEL]
    return Depth(waiting, due, oldest, len(lost))


async def forget_old(session: AsyncSession, kinds: NoticeKinds, now: datetime) -> None:
    """Deletes deliveries that were due over 90 days ago and have ended, and old files.

    One whose message is still linked to is kept. A file is kept until its delivery ends, and for 7 days
    after that failed.
    """
    old = Delivery.due_at < now - KEPT_FOR
    linked = [name for name, kind in kinds.items() if kind.is_linked]
    is_needed = and_(Delivery.kind.in_(linked), Delivery.slack_ts.is_not(None))
    await session.execute(delete(Delivery).where(Delivery.state.in_(_ENDED), old, not_(is_needed)))
    # A file is kept for whoever is away until they have it, and for a while for who may send it again.
    file_is_needed = or_(Delivery.state.not_in(_ENDED), Delivery.given_up_at >= now - FILES_KEPT_FOR)
    outgoing = select(Delivery.attachment_id).where(file_is_needed, Delivery.attachment_id.is_not(None))
    stale = (Attachment.made_at < now - FILES_KEPT_FOR) & Attachment.id.not_in(outgoing)
    await session.execute(delete(Attachment).where(stale))


def _newest(query: Select[Any], states: Sequence[str], at_most: int) -> Select[Any]:
    # What went into a digest shares the digest's fate, and its line in the list.
    chosen = query.where(
        Delivery.state.in_(states), Delivery.merged_into.is_(None), Delivery.is_confidential.is_(False)
    )
    return chosen.order_by(Delivery.due_at.desc(), Delivery.id.desc()).limit(at_most)


async def _entries(session: AsyncSession, query: Select[Any]) -> list[DeliveryLogEntry]:
    rows = (await session.scalars(query)).all()
    kept = await _kept_files(session, [row.attachment_id for row in rows if row.attachment_id])
    return [fact_of(row, DeliveryLogEntry, lacks_file=row.attachment_id not in {None, *kept}) for row in rows]


async def _kept_files(session: AsyncSession, attachment_ids: Sequence[int]) -> set[int]:
    """Ids of those of these files that still exist."""
    if not attachment_ids:
        return set()
    return set(await session.scalars(select(Attachment.id).where(Attachment.id.in_(attachment_ids))))
