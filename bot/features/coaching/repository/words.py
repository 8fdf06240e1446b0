"""The SQL of topics, notes and actions."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_

from bot.db.asking import rows_of
from bot.db.repository import ScopedRepository
from bot.features.coaching.models.words import ActionItemRow, CoachingNoteRow, CoachingTopicRow
from bot.features.coaching.repository.talks import series_with
from bot.features.coaching.rules.facts import TopicState
from bot.features.coaching.rules.state_machine import ItemState


def _readable(viewer_id: str) -> Any:
    return or_(CoachingTopicRow.is_private.is_(False), CoachingTopicRow.author_id == viewer_id)


class CoachingWordRepository(ScopedRepository):
    """What the two wrote, of the workspace."""

    async def new_topic(self, facts: dict[str, Any]) -> CoachingTopicRow:
        """Inserts a topic and gives its row."""
        statement = self.insert(CoachingTopicRow).returning(CoachingTopicRow.id)
        found = (await self.add(statement, [facts])).scalar_one()
        return await self.session.get_one(CoachingTopicRow, found)

    async def lock_topic(self, topic_id: int) -> CoachingTopicRow | None:
        """The topic, locked until the transaction ends; None without one."""
        return await self.lock_row(CoachingTopicRow, CoachingTopicRow.id == topic_id)

    async def open_topics(self, series_ids: Collection[int], viewer_id: str) -> Sequence[CoachingTopicRow]:
        """The open topics of these series that somebody may read, in the order in which they were added."""
        row = CoachingTopicRow
        query = self.select(row).where(
            row.series_id.in_(series_ids), row.state == TopicState.open.value, _readable(viewer_id)
        )
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def count_open_topics(self, series_id: int) -> int:
        """How many topics of a series are open, private ones of both included."""
        row = CoachingTopicRow
        query = self.select(row, row.id).where(row.series_id == series_id, row.state == TopicState.open.value)
        return await self.count(query)

    async def count_topics(self, series_ids: Collection[int], author_id: str) -> int:
        """How many topics somebody has added to these series, in any state."""
        row = CoachingTopicRow
        query = self.select(row, row.id).where(row.series_id.in_(series_ids), row.author_id == author_id)
        return await self.count(query)

    async def has_topic_of(self, series_id: int, text: str, origin: str) -> bool:
        """Whether the series has, or had, a topic of this origin with these words."""
        row = CoachingTopicRow
        query = self.select(row, row.id).where(
            row.series_id == series_id, row.origin == origin, row.text == text
        )
        return await self.session.scalar(query.limit(1)) is not None

    async def open_topic_of(self, series_id: int, text: str, origin: str) -> CoachingTopicRow | None:
        """The open topic of a series of this origin with these words; None without one."""
        row = CoachingTopicRow
        query = self.select(row).where(
            row.series_id == series_id,
            row.state == TopicState.open.value,
            row.origin == origin,
            row.text == text,
        )
        found: CoachingTopicRow | None = await self.session.scalar(query.order_by(row.id).limit(1))
        return found

    async def topics_of_talks(self, talk_ids: Collection[int], viewer_id: str) -> Sequence[CoachingTopicRow]:
        """Topics that were talked about in these talks and that somebody may read, by id."""
        row = CoachingTopicRow
        query = self.select(row).where(row.talk_id.in_(talk_ids), _readable(viewer_id))
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def notes_of(self, talk_ids: Collection[int], viewer_id: str) -> Sequence[CoachingNoteRow]:
        """Notes of these talks that somebody may read: those for both, and their own; by id."""
        row = CoachingNoteRow
        query = self.select(row).where(
            row.talk_id.in_(talk_ids), or_(row.is_private.is_(False), row.author_id == viewer_id)
        )
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def write_note(self, facts: dict[str, Any]) -> None:
        """Inserts the note of an author of a talk, or changes the one that is there."""
        statement = self.insert(CoachingNoteRow)
        statement = statement.on_conflict_do_update(
            index_elements=["workspace_id", "talk_id", "author_id", "is_private"],
            set_={"text": statement.excluded.text, "changed_at": statement.excluded.changed_at},
        )
        await self.add(statement, [facts])

    async def new_item(self, facts: dict[str, Any]) -> ActionItemRow:
        """Inserts an action and gives its row."""
        statement = self.insert(ActionItemRow).returning(ActionItemRow.id)
        found = (await self.add(statement, [facts])).scalar_one()
        return await self.session.get_one(ActionItemRow, found)

    async def lock_item(self, item_id: int) -> ActionItemRow | None:
        """The action, locked until the transaction ends; None without one."""
        return await self.lock_row(ActionItemRow, ActionItemRow.id == item_id)

    async def find_item(self, item_id: int) -> ActionItemRow | None:
        """The action of this id; None without one."""
        return await self.find_row(ActionItemRow, ActionItemRow.id == item_id)

    async def item_states(self, item_ids: Collection[int]) -> dict[int, ItemState]:
        """The states of these actions, by id; missing ones are left out."""
        query = self.select(ActionItemRow, ActionItemRow.id, ActionItemRow.state)
        rows = await self.session.execute(query.where(ActionItemRow.id.in_(item_ids)))
        return {item_id: ItemState(state) for item_id, state in rows}

    @rows_of("actions not done")
    def open_items_of(self, member_id: str) -> Select[Any]:
        """Actions of somebody's series that are open or offered: columns of `ActionItemRow`."""
        row, states = ActionItemRow, [ItemState.open.value, ItemState.offered.value]
        query = self.select(row, *row.__table__.columns).where(row.state.in_(states))
        return query.where(row.series_id.in_(series_with(self, member_id)))

    async def items(self, series_ids: Collection[int], *states: ItemState) -> Sequence[ActionItemRow]:
        """Actions of these series in these states, the earliest day first."""
        row = ActionItemRow
        query = self.select(row).where(row.series_id.in_(series_ids))
        if states:
            query = query.where(row.state.in_([each.value for each in states]))
        return (await self.session.scalars(query.order_by(row.due_on, row.id))).all()

    async def items_of(self, owner_id: str, *states: ItemState) -> Sequence[ActionItemRow]:
        """Actions of an owner in these states, in any series, the earliest day first."""
        row = ActionItemRow
        query = self.select(row).where(
            row.owner_id == owner_id, row.state.in_([each.value for each in states])
        )
        return (await self.session.scalars(query.order_by(row.due_on, row.id))).all()

    async def count_open_items(self, series_ids: Collection[int]) -> dict[int, int]:
        """How many actions are open or offered, by series; those without any are left out."""
        row = ActionItemRow
        states = [ItemState.open.value, ItemState.offered.value]
        query = self.select(row, row.series_id, func.count()).where(
            row.series_id.in_(series_ids), row.state.in_(states)
        )
        return dict(map(tuple, await self.session.execute(query.group_by(row.series_id))))

    async def offered_before(self, at: datetime) -> Sequence[ActionItemRow]:
        """Actions that were offered before this instant and not answered, by id."""
        row = ActionItemRow
        query = self.select(row).where(row.state == ItemState.offered.value, row.made_at < at)
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def any_offered(self) -> bool:
        """Whether any action was offered and not answered."""
        row = ActionItemRow
        query = self.select(row, row.id).where(row.state == ItemState.offered.value).limit(1)
        return await self.session.scalar(query) is not None

    async def items_to_remind(self, due: tuple[date, date]) -> Sequence[ActionItemRow]:
        """Actions of which owners are reminded: open ones due in these days, and offered ones; by id."""
        row, (first, last) = ActionItemRow, due
        is_due = and_(row.state == ItemState.open.value, row.due_on >= first, row.due_on <= last)
        query = self.select(row).where(or_(is_due, row.state == ItemState.offered.value))
        return (await self.session.scalars(query.order_by(row.id))).all()

    async def skilled_items(self, owner_ids: Collection[str], since: datetime) -> Sequence[ActionItemRow]:
        """Actions of a skill, or that watch a figure, which these took on; open since then, by id."""
        row, taken = ActionItemRow, [ItemState.open.value, ItemState.done.value]
        query = self.select(row).where(row.owner_id.in_(owner_ids), row.state.in_(taken))
        query = query.where(or_(row.skill != "", row.watched_from.is_not(None)))
        query = query.where(or_(row.done_at.is_(None), row.done_at >= since))
        return (await self.session.scalars(query.order_by(row.id))).all()
