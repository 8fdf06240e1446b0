"""The rate limit of each channel, kept in the database, so that all processes share it.

One message a second with a short burst, by the generic cell rate algorithm (ITU-T I.371): one number a
channel, moved by one statement. The rate: https://docs.slack.dev/apis/web-api/rate-limits
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, case
from sqlalchemy.orm import InstrumentedAttribute

from bot.common.clock import ClockStep
from bot.db.repository import ScopedRepository
from bot.deliveries.models import EVERY_CHANNEL, RateLimitRow

BURST = 5
INTERVAL = timedelta(seconds=1)
NEWS_AGAIN_AFTER = timedelta(hours=1)

_MS = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RateLimits(ScopedRepository):
    """Rate limits and holds of one workspace, within one transaction."""

    async def slot(self, channel_id: str, now: datetime) -> datetime:
        """Reserves the channel's next free instant for a post: `now` or later."""
        insert = self.insert(RateLimitRow)
        now_ms, interval_ms = _ms(now), INTERVAL // _MS
        later = _later(RateLimitRow.next_free_ms, now_ms)
        statement = insert.on_conflict_do_update(
            index_elements=[RateLimitRow.workspace_id, RateLimitRow.channel_id],
            set_={"next_free_ms": later + interval_ms},
        ).returning(RateLimitRow.next_free_ms)
        row = {"channel_id": channel_id, "next_free_ms": now_ms + interval_ms, "posted_ms": 0}
        next_free: int = (await self.add(statement, [row])).scalar_one()
        return max(now, EPOCH + next_free * _MS - BURST * INTERVAL)

    async def enter(self, channel_id: str, now: datetime) -> datetime:
        """Whether a post is allowed by what was really posted: `now`, or the instant when it will be.

        Otherwise messages that are late on a busy machine would all go out at once.
        """
        now_ms, burst_ms = _ms(now), (BURST - 1) * INTERVAL // _MS
        of_channel = self.update(RateLimitRow).where(RateLimitRow.channel_id == channel_id)
        entered = of_channel.where(RateLimitRow.posted_ms <= now_ms + burst_ms).values(
            posted_ms=_later(RateLimitRow.posted_ms, now_ms) + INTERVAL // _MS
        )
        if (await self.session.execute(entered.returning(RateLimitRow.posted_ms))).scalar() is not None:
            return now
        posted = await self.session.scalar(
            self.select(RateLimitRow, RateLimitRow.posted_ms).where(RateLimitRow.channel_id == channel_id)
        )
        return now if posted is None else EPOCH + (posted - burst_ms) * _MS

    async def reserve(self, last: Mapping[str, datetime]) -> None:
        """Assigns channels up to the instant of their last post, so that what comes now comes after it."""
        insert = self.insert(RateLimitRow)
        statement = insert.on_conflict_do_update(
            index_elements=[RateLimitRow.workspace_id, RateLimitRow.channel_id],
            set_={"next_free_ms": insert.excluded.next_free_ms},
        )
        rows = [
            {"channel_id": channel_id, "next_free_ms": _ms(at + BURST * INTERVAL), "posted_ms": 0}
            for channel_id, at in last.items()
        ]
        await self.add(statement, rows)

    async def held(self, channel_id: str, now: datetime, *, despite: str | None = None) -> datetime | None:
        """Until when this channel or its workspace is on hold; None when neither is.

        `despite`: a reason for which a hold does not count.
        """
        query = self.select(RateLimitRow, RateLimitRow.held_until).where(
            RateLimitRow.channel_id.in_((channel_id, EVERY_CHANNEL)), RateLimitRow.held_until > now
        )
        if despite is not None:
            query = query.where(RateLimitRow.reason.is_distinct_from(despite))
        return max((await self.session.scalars(query)).all(), default=None)

    async def hold(self, channel_id: str, until: datetime, reason: str, now: datetime) -> bool:
        """Sends nothing there before `until`, and no burst then.

        True when this is worth reporting: it was not on hold within the last hour.
        """
        before = await self.session.scalar(
            self.select(RateLimitRow, RateLimitRow.held_until).where(RateLimitRow.channel_id == channel_id)
        )
        values = {"held_until": until, "reason": reason, "next_free_ms": _ms(until + (BURST - 1) * INTERVAL)}
        insert = self.insert(RateLimitRow).on_conflict_do_update(
            index_elements=[RateLimitRow.workspace_id, RateLimitRow.channel_id], set_=values
        )
        await self.add(insert, [{"channel_id": channel_id, "posted_ms": 0, **values}])
        return before is None or before < now - NEWS_AGAIN_AFTER

    async def follow(self, step: ClockStep) -> None:
        """Moves all limits and holds with the clock: nothing is held longer, or less long, by its step."""
        keys = (RateLimitRow.workspace_id, RateLimitRow.channel_id)
        columns = (*keys, RateLimitRow.next_free_ms, RateLimitRow.posted_ms, RateLimitRow.held_until)
        found = (await self.session.execute(self.select(RateLimitRow, *columns).with_for_update())).all()
        changes = [
            {
                "workspace_id": row.workspace_id,
                "channel_id": row.channel_id,
                "next_free_ms": _ms(step.moved(EPOCH + row.next_free_ms * _MS)),
                "posted_ms": _ms(step.moved(EPOCH + row.posted_ms * _MS)),
                "held_until": row.held_until and step.moved(row.held_until),
            }
            for row in found
        ]
        await self.change(RateLimitRow, changes)

    async def release(self, channel_id: str = EVERY_CHANNEL) -> None:
        """Ends the hold of a channel, by default of the whole workspace."""
        await self.session.execute(
            self.update(RateLimitRow)
            .where(RateLimitRow.channel_id == channel_id, RateLimitRow.reason.is_not(None))
            .values(held_until=None, reason=None)
        )


def _later(one_ms: InstrumentedAttribute[int], other_ms: int) -> ColumnElement[int]:
    return case((one_ms > other_ms, one_ms), else_=other_ms)


def _ms(instant: datetime) -> int:
    return (instant - EPOCH) // _MS
