"""A quarter of 1:1s by the clock: two managers and twelve reps, of whom one leaves and one changes teams."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow
from bot.features.coaching.models.words import ActionItemRow
from bot.features.coaching.rules.cadence import Rhythm
from bot.features.coaching.rules.state_machine import ItemState, ItemStep, TalkStep
from bot.features.coaching.rules.words import ItemWords
from bot.features.coaching.service import items, series, talks
from bot.features.coaching.service.clockwork import due, next_due, reminders, turns
from bot.features.coaching.service.pairs import find_pair
from bot.features.notifications.repository import NotificationRepository
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.coaching.office import did
from tests.features.members import member

NORTH = "T0NORTH"
START = datetime(2026, 9, 28, 7, tzinfo=UTC)
END = START + timedelta(weeks=13)
MANAGERS, ADMIN = ("U0MA", "U0MB"), "U0ADA"
REPS = tuple(f"U0REP{number:02}" for number in range(12))
AWAY, LEAVER, MOVER = REPS[1], REPS[2], REPS[3]
LEAVE = tuple(date(2026, 10, 12) + timedelta(days=number) for number in range(21))
LEFT_AT, MOVED_AT = START + timedelta(weeks=5), START + timedelta(weeks=6)
LATER_SET = (ItemState.done.value, ItemState.dropped.value, ItemState.declined.value)


@dataclass
class Quarter:
    """What its people did: ids of actions that their owners finished, and the dice."""

    db: Database
    dice: random.Random = field(default_factory=lambda: random.Random(26))
    finished: set[int] = field(default_factory=set)
    added: set[int] = field(default_factory=set)

    async def open(self) -> None:
        """Two teams of six, each with a rhythm of one to three weeks."""
        async with self.db.transaction(NORTH) as transaction:
            known = [*MANAGERS, *REPS, ADMIN]
            await people.keep(transaction, [member(who, is_admin=who == ADMIN) for who in known])
        for number, manager in enumerate(MANAGERS):
            await did(self.db, ADMIN, team(None, manager, REPS[6 * number : 6 * number + 6]), START)
        for number, rep in enumerate(REPS):
            rhythm = Rhythm(1 + number % 3, number % 5, time(9 + number % 7))

            async def plan(ctx: Context, rep: str = rep, rhythm: Rhythm = rhythm) -> None:
                await series.schedule(ctx, await find_pair(ctx, rep), rhythm)

            await did(self.db, MANAGERS[number // 6], plan, START)
        async with self.db.transaction(NORTH) as transaction:
            off = dict.fromkeys(LEAVE, "Away")
            await NotificationRepository(transaction).replace_time_off(AWAY, START.date(), off)

    async def clock(self, now: datetime) -> datetime | None:
        """What is due now; when something is next."""
        for job, deal_with, looks in (
            (due.due, turns.deal_with, next_due.of_clock),
            (reminders.due, reminders.remind, next_due.of_reminders),
        ):
            async with self.db.reading(NORTH) as reading:
                found = await job(reading, now)
                assert not found or await looks(reading), "due, and the clock does not look"
            for turn in found:
                async with self.db.transaction(NORTH) as transaction:
                    await deal_with(acting(transaction, "", now), turn)  # type: ignore[arg-type]
        async with self.db.reading(NORTH) as reading:
            return await due.next_moment(reading)

    async def answer(self, now: datetime) -> None:
        """Some say that they talked, some that they did not, some nothing; now and then an action is set."""
        async with self.db.reading(NORTH) as reading:
            query = select(CoachingTalkRow, CoachingSeriesRow).join(
                CoachingSeriesRow, CoachingSeriesRow.id == CoachingTalkRow.series_id
            )
            rows = await reading.session.execute(
                query.where(CoachingTalkRow.at < now, CoachingTalkRow.at > now - timedelta(days=2))
            )
            told = [(talk.id, row.manager_id, row.person_id) for talk, row in rows]
        for talk_id, manager_id, person_id in told:
            for who in (manager_id, person_id):
                step = self.dice.choice((TalkStep.yes, TalkStep.yes, TalkStep.yes, TalkStep.no, None))
                if step is not None:
                    await self._tries(who, partial(talks.say, talk_id=talk_id, step=step), now)
            await self._tries(person_id, self._act, now)

    async def _act(self, ctx: Context) -> None:
        """Sets an action for oneself, and finishes one of three of those before."""
        pair = await find_pair(ctx, "")
        day = ctx.now.date() + timedelta(days=self.dice.randrange(1, 12))
        made = await items.set_item(ctx, pair, ItemWords(f"call {ctx.request_key}", day, ""), ctx.actor_id)
        self.added.add(made.id)
        if made.id % 3 == 0:
            await items.step_item(ctx, made.id, ItemStep.done)
            self.finished.add(made.id)

    async def _tries(self, who: str, work: Callable[[Context], Awaitable[object]], now: datetime) -> None:
        try:
            await did(self.db, who, work, now)
        except Refusal:
            return

    async def events(self, now: datetime) -> None:
        """One leaves Slack, one changes teams."""
        if now == LEFT_AT:
            async with self.db.transaction(NORTH) as transaction:
                await people.keep(transaction, [member(LEAVER, is_deactivated=True)])
        if now == MOVED_AT:
            chart = await self._ids()
            first = tuple(who for who in REPS[:6] if who not in (MOVER, LEAVER))
            await did(self.db, ADMIN, team(chart[0], MANAGERS[0], first), now)
            await did(self.db, ADMIN, team(chart[1], MANAGERS[1], (*REPS[6:], MOVER)), now)

    async def _ids(self) -> list[int]:
        async with self.db.reading(NORTH) as reading:
            chart = await teams.load_org_chart(reading)
            return [led[0].id for led in map(chart.led_by, MANAGERS)]


def team(team_id: int | None, manager: str, ids: tuple[str, ...]) -> Callable[[Context], Awaitable[None]]:
    async def save(ctx: Context) -> None:
        await teams.save(ctx, TeamForm(f"Team {manager}", manager, ids), team_id)

    return save


@pytest.mark.slow
async def test_a_quarter(db: Database) -> None:
    """Nobody is asked twice, nothing comes after the end, and no carried action is ever lost."""
    quarter = Quarter(db)
    await quarter.open()
    now = START
    while now < END:
        await quarter.events(now)
        moment = await quarter.clock(now)
        if now.hour == 17 and now.weekday() < 5:
            await quarter.answer(now)
        steps = [each for each in (LEFT_AT, MOVED_AT) if each > now]
        evening = (
            now.replace(hour=17, minute=0) if now.hour < 17 else (now + timedelta(days=1)).replace(hour=7)
        )
        now = min([evening, *steps, *([moment] if moment and moment > now else [])])
    await _holds(quarter)


async def _holds(quarter: Quarter) -> None:
    async with quarter.db.reading(NORTH) as reading:
        sent = (await reading.session.scalars(select(Delivery))).all()
        rows = (await reading.session.scalars(select(ActionItemRow))).all()
        pairs = {row.id: row for row in await reading.session.scalars(select(CoachingSeriesRow))}
        held = (
            await reading.session.scalars(select(CoachingTalkRow).where(CoachingTalkRow.state == "held"))
        ).all()
        talks_of_leave = [
            talk.at
            for talk in await reading.session.scalars(select(CoachingTalkRow))
            if pairs[talk.series_id].person_id == AWAY and talk.at.date() in LEAVE
        ]
    of_coaching = [each for each in sent if each.kind.startswith("coaching.")]
    assert {"coaching.prep", "coaching.close", "coaching.today"} <= {each.kind for each in of_coaching}
    asked = Counter(
        (each.facts["talk_id"], each.target) for each in of_coaching if each.kind == "coaching.close"
    )
    assert [key for key, times in asked.items() if times > 1] == []
    lines = Counter(
        (each.facts["need"], each.target, each.facts["text"])
        for each in of_coaching
        if each.kind == "coaching.today"
    )
    assert [key for key, times in lines.items() if times > 2] == []
    assert talks_of_leave == []
    after = [
        (each.kind, each.target)
        for each in of_coaching
        if (each.target == LEAVER and each.due_at > LEFT_AT)
        or (LEAVER in str(each.facts) and each.due_at > LEFT_AT)
    ]
    assert after == []
    ended = {row.person_id: row for row in pairs.values() if row.ended_at is not None}
    assert set(ended) == {LEAVER, MOVER}
    assert len(held) > 20
    there = {row.id: row for row in rows}
    assert set(there) == quarter.added, "no action is ever lost"
    last: dict[int, date] = {}
    for talk in held:
        last[talk.series_id] = max(last.get(talk.series_id, date.min), talk.held_on or date.min)
    lost = [
        row.id
        for row in rows
        if (row.id in quarter.finished) != (row.state in LATER_SET)
        or (
            row.state == ItemState.open.value
            and pairs[row.series_id].ended_at is None
            and row.made_at.date() < last.get(row.series_id, date.min)
            and row.due_on < last[row.series_id]
        )
    ]
    assert lost == [], "an open action is carried over by each talk that is held"
