"""The SQL of notifications: choices, time off, muted kinds, daily counts, and held deliveries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_

from bot.common.facts import fact_of
from bot.db.asking import answers, rows_of
from bot.db.repository import ScopedRepository
from bot.deliveries.models import Delivery
from bot.deliveries.notices import CANCELLED, DIGEST, MERGED, WAITING
from bot.deliveries.outbox import TOPIC
from bot.features.notifications.models import AttentionChoices, AttentionSpent, MutedKind, TimeOff
from bot.features.notifications.rules import NotificationPreferences

# Databases take some thousands of values in one statement.
_AT_ONCE = 5_000
SWITCHED_OFF = "the receiver has switched it off"


class NotificationRepository(ScopedRepository):
    """Preferences, daily counts and held deliveries of the workspace's people."""

    async def choices(self, user_ids: Collection[str]) -> dict[str, NotificationPreferences]:
        """Preferences by user id, of those who have set any."""
        query = self.select(AttentionChoices).where(AttentionChoices.user_id.in_(user_ids))
        return {row.user_id: _choices(row) for row in await self.session.scalars(query)}

    async def keep_choices(self, user_id: str, choices: NotificationPreferences) -> None:
        """Inserts or replaces all preferences of a person."""
        workdays = None if choices.workdays is None else "".join(map(str, sorted(choices.workdays)))
        await self._keep(user_id, {**asdict(choices), "workdays": workdays})

    async def snooze(self, user_id: str, until: datetime | None) -> None:
        """Stores the end of a snooze; None ends it now."""
        await self._keep(user_id, {"snoozed_until": until})

    async def _keep(self, user_id: str, values: Mapping[str, Any]) -> None:
        keys = [AttentionChoices.workspace_id, AttentionChoices.user_id]
        insert = self.insert(AttentionChoices).on_conflict_do_update(index_elements=keys, set_=dict(values))
        await self.add(insert, [{"user_id": user_id, **values}])

    @rows_of("preferences")
    def chosen(self, user_ids: Sequence[str]) -> Select[Any]:
        """Preferences of those of these people who have set any: columns of `AttentionChoices`."""
        columns = AttentionChoices.__table__.columns
        return self.select(AttentionChoices, *columns).where(AttentionChoices.user_id.in_(user_ids))

    @rows_of("time off")
    def days_off(self, user_ids: Sequence[str], since: date) -> Select[Any]:
        """Days off of these people from then on: `user_id`, `day`, `name`."""
        query = self.select(TimeOff, TimeOff.user_id, TimeOff.day, TimeOff.name)
        return query.where(TimeOff.user_id.in_(user_ids), TimeOff.day >= since)

    async def attention(
        self, user_ids: Sequence[str], since: date
    ) -> tuple[dict[str, NotificationPreferences], dict[str, dict[date, str]]]:
        """Preferences, and names of days off from then on by day; who has none is left out of either."""
        chosen: dict[str, NotificationPreferences] = {}
        off: dict[str, dict[date, str]] = {}
        for start in range(0, len(user_ids), _AT_ONCE):
            ids = user_ids[start : start + _AT_ONCE]
            choices, days = await answers(self._transaction, [self.chosen(ids), self.days_off(ids, since)])
            chosen.update({row.user_id: _choices(row) for row in choices})
            for row in days:
                off.setdefault(row.user_id, {})[row.day] = row.name
        return chosen, off

    async def replace_time_off(self, user_id: str, since: date, days: Mapping[date, str]) -> None:
        """Replaces the days off from `since` on; earlier ones stay."""
        await self.session.execute(
            self.delete(TimeOff).where(TimeOff.user_id == user_id, TimeOff.day >= since)
        )
        rows = [{"user_id": user_id, "day": day, "name": name} for day, name in days.items() if day >= since]
        if rows:
            await self.add(self.insert(TimeOff), rows)

    async def muted(self, user_id: str) -> set[str]:
        """The kinds that this person switched off."""
        query = self.select(MutedKind, MutedKind.kind).where(MutedKind.user_id == user_id)
        return set(await self.session.scalars(query))

    async def mute(self, user_id: str, kinds: Collection[str]) -> None:
        """Switches these kinds off as well."""
        if kinds:
            rows = [{"user_id": user_id, "kind": kind} for kind in sorted(kinds)]
            await self.add(self.insert(MutedKind).on_conflict_do_nothing(), rows)

    async def unmute(self, user_id: str, kinds: Collection[str]) -> None:
        """Switches these kinds on again."""
        await self.session.execute(
            self.delete(MutedKind).where(MutedKind.user_id == user_id, MutedKind.kind.in_(kinds))
        )

    async def spend(self, user_id: str, day: date, limit: int) -> bool:
        """Counts one message of that day; False, and nothing counted, when the limit is reached.

        One atomic statement, so that concurrent senders cannot pass the limit.
        """
        if limit < 1:
            return False
        statement = (
            self.insert(AttentionSpent)
            .on_conflict_do_update(
                index_elements=[AttentionSpent.workspace_id, AttentionSpent.user_id, AttentionSpent.day],
                set_={"messages": AttentionSpent.messages + 1},
                where=AttentionSpent.messages < limit,
            )
            .returning(AttentionSpent.messages)
        )
        row = {"user_id": user_id, "day": day, "messages": 1}
        return (await self.add(statement, [row])).scalar() is not None

    async def give_back(self, user_id: str, day: date, delivery_id: int) -> None:
        """Undoes the count for a delivery that did not arrive; sent again, it is counted again."""
        await self.session.execute(
            self.update(Delivery).where(Delivery.id == delivery_id).values(admitted_at=None)
        )
        spent = (AttentionSpent.user_id == user_id, AttentionSpent.day == day, AttentionSpent.messages > 0)
        await self.session.execute(
            self.update(AttentionSpent).where(*spent).values(messages=AttentionSpent.messages - 1)
        )

    async def spent(self, user_id: str, day: date) -> int:
        """How many messages this person got that day."""
        query = self.select(AttentionSpent, AttentionSpent.messages)
        counted = query.where(AttentionSpent.user_id == user_id, AttentionSpent.day == day)
        return await self.session.scalar(counted) or 0

    async def digest_due(self, user_id: str, before: datetime) -> datetime | None:
        """When the person's next digest is due; None if none is due before `before`."""
        digests = self.select(Delivery, Delivery.due_at).where(*_held_for(user_id), Delivery.kind == DIGEST)
        query = digests.where(Delivery.due_at < before)
        due: datetime | None = await self.session.scalar(query.order_by(Delivery.due_at).limit(1))
        return due

    async def held(self, user_id: str) -> tuple[int, datetime | None]:
        """How many messages are held for this person, and when the first is due (None without any)."""
        query = self.select(Delivery, func.count(), func.min(Delivery.due_at)).where(*_held_for(user_id))
        count, first = (await self.session.execute(query)).one()
        return count, first

    async def is_held_back(self, user_id: str, now: datetime) -> bool:
        """Whether a message is held for this person beyond `now`."""
        query = self.select(Delivery, Delivery.id).where(*_held_for(user_id), Delivery.due_at > now)
        return await self.session.scalar(query.limit(1)) is not None

    async def bring_forward(self, user_id: str, now: datetime) -> None:
        """Makes all held messages due now, so that the send policy decides again.

        Their lifetime does not grow.
        """
        query = self.select(Delivery).where(*_held_for(user_id), Delivery.due_at > now)
        for held in await self.session.scalars(query.with_for_update()):
            # Its lifetime stays the same, however often it is moved.
            held.expires_at -= held.due_at - now
            held.due_at = held.next_at = now
            self._transaction.tell(TOPIC, held.dedupe_key)

    async def drop_from_digests(self, user_id: str, kinds: Collection[str]) -> None:
        """Cancels what waits in a digest, as far as it is of these kinds."""
        await self.session.execute(
            self.update(Delivery)
            .where(Delivery.state == MERGED, Delivery.target == user_id, Delivery.kind.in_(kinds))
            .values(state=CANCELLED, error=SWITCHED_OFF)
        )


def _held_for(user_id: str) -> tuple[ColumnElement[bool], ...]:
    # One in doubt may be in Slack already, and is searched for by its due time, which must stay.
    is_waiting = (Delivery.state == WAITING, Delivery.in_doubt.is_(False))
    # One that is not due yet by its own time was not held.
    is_held = or_(Delivery.kind == DIGEST, Delivery.held_at.is_not(None))
    return (*is_waiting, is_held, Delivery.target == user_id)


def _choices(row: Any) -> NotificationPreferences:
    workdays = None if row.workdays is None else frozenset(map(int, row.workdays))
    return fact_of(row, NotificationPreferences, workdays=workdays)
