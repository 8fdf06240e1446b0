"""What waited while Slack was down: sent at Slack's pace, in the order in which it was due."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_

from bot.db.repository import ScopedRepository
from bot.deliveries.models import Delivery
from bot.deliveries.notices import EXPIRED, WAITING
from bot.deliveries.outbox import TOPIC
from bot.deliveries.rate_limits import INTERVAL, RateLimits
from bot.deliveries.recipients import Recipient

# "Several hundred messages a minute" over a whole workspace: https://docs.slack.dev/reference/methods/chat.postMessage
WORKSPACE_INTERVAL = timedelta(milliseconds=200)
# What is beyond that comes back by itself when its hold is over.
MOST_PLANNED = 5000


class Backlog(ScopedRepository):
    """The deliveries of one workspace that are due and wait, within one transaction."""

    async def expired(self, since: datetime, now: datetime) -> Mapping[str, int]:
        """How many have expired since then, or have by `now`, by kind; confidential ones count nowhere."""
        is_late = (Delivery.state == WAITING) & (Delivery.expires_at <= now)
        is_over = (Delivery.state == EXPIRED) & (Delivery.given_up_at >= since)
        is_wanted = or_(Delivery.not_after.is_(None), Delivery.not_after > now)
        query = (
            self.select(Delivery, Delivery.kind, func.count().label("number"))
            .where(or_(is_late, is_over), is_wanted, Delivery.is_confidential.is_(False))
            .group_by(Delivery.kind)
            .order_by(Delivery.kind)
        )
        return {row.kind: row.number for row in await self.session.execute(query)}

    async def plan(self, now: datetime) -> Mapping[str, int]:
        """Gives each its instant: in order, without a burst in a channel or over the workspace.

        Gives their number by kind. What comes for a channel meanwhile goes after what waits for it.
        """
        query = (
            self.select(Delivery, Delivery.id, Delivery.kind, Delivery.target, Delivery.dedupe_key)
            .where(Delivery.state == WAITING, Delivery.due_at <= now, ~_is_over(now))
            .order_by(Delivery.due_at, Delivery.id)
        )
        await self._bring_back_what_is_over(now)
        found = (await self.session.execute(query.limit(MOST_PLANNED))).all()
        free, last = now, dict[str, datetime]()
        planned = []
        for row in found:
            channel_id = Recipient.parse(row.target).rate_limit_key
            at = max(free, last[channel_id] + INTERVAL) if channel_id in last else free
            last[channel_id] = at
            free += WORKSPACE_INTERVAL
            planned.append({"id": row.id, "next_at": at, "has_slot": True})
        if planned:
            await self._move(planned)
            await RateLimits(self._transaction).reserve(last)
            self._transaction.tell(TOPIC, *(row.dedupe_key for row in found))
        return Counter(row.kind for row in found)

    async def _move(self, planned: list[dict[str, object]]) -> None:
        # Locked first: one that another process has in hand stays as it is.
        ids = [row["id"] for row in planned]
        still = self.select(Delivery, Delivery.id).where(Delivery.id.in_(ids), Delivery.state == WAITING)
        waiting = set(await self.session.scalars(still.with_for_update(skip_locked=True)))
        await self.change(Delivery, [row for row in planned if row["id"] in waiting])

    async def _bring_back_what_is_over(self, now: datetime) -> None:
        """Nothing of it is sent, so it takes nobody's place."""
        over = self.update(Delivery).where(Delivery.state == WAITING, Delivery.due_at <= now, _is_over(now))
        keys = await self.session.scalars(over.values(next_at=now).returning(Delivery.dedupe_key))
        self._transaction.tell(TOPIC, *keys.all())


def _is_over(now: datetime) -> ColumnElement[bool]:
    withdrawn = and_(Delivery.not_after.is_not(None), Delivery.not_after <= now)
    return or_(Delivery.expires_at <= now, withdrawn)
