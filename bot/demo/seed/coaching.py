"""Half a year of 1:1s, ratings and what came of actions: rows of before, so that the demo begins quickly."""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.common.date_ranges import Fiscal
from bot.common.periods import local_instant
from bot.db.transaction import Database, Transaction
from bot.deliveries.outbox import Outbox
from bot.demo.cast import NORTHWIND
from bot.demo.seed.acting import acting
from bot.demo.seed.coaching_words import (
    ACTIONS,
    NOTES,
    OPEN_TOPICS,
    PRIVATE_NOTE,
    PROFILES,
    SDR_ACTIONS,
    SERIES,
    TOPICS,
    SeededSeries,
)
from bot.demo.seed.skills import SkillSeeder
from bot.emulator.state.world import World
from bot.features.coaching.models.talks import CoachingSeriesRow, CoachingTalkRow, TalkVoter
from bot.features.coaching.models.words import ActionItemRow, CoachingNoteRow, CoachingTopicRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.votes import TalkVoteRepository
from bot.features.coaching.service import notifications
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import roles

WEEKS = timedelta(weeks=26)
_ZONES = {"ana": "Europe/London", "lucia": "America/Mexico_City"}
# Talks that were not simply held, by whose they are and how many since; the rest were.
_MISSED = {("jamal", 3), ("kavya", 7), ("dario", 2), ("fatima", 4)}
_UNCONFIRMED = {("hugo", 3), ("ingrid", 2)}
_ENDED_AGO = timedelta(days=10)
Row = dict[str, Any]


class CoachingSeeder:
    """Stores 1:1s as they were, each at its own time."""

    def __init__(self, db: Database, world: World, now: datetime) -> None:
        self._db, self._now = db, now
        self._ids = {user.name: user.id for user in world.people(NORTHWIND)}
        self._dice = random.Random(14)  # noqa: S311 - the same each time

    async def before_today(self) -> None:
        """Stores who sells what, the 1:1s of 26 weeks with their words, ratings, and outcomes."""
        async with self._db.transaction(NORTHWIND) as transaction:
            sellers = [SellerProfile(self._ids[name], role, segment) for name, role, segment in PROFILES]
            at = self._now - WEEKS
            await roles.set_roles(acting(transaction, self._ids["ana"], at, "seed:roles"), sellers)
            repository = CoachingTalkRepository(transaction)
            items: list[Row] = []
            for series in SERIES:
                row = await repository.begin(self._series(series))
                if row is not None:
                    items += await self._of_series(repository, series, row)
            await repository.add(repository.insert(ActionItemRow), items)
            await self._votes(transaction)
            await SkillSeeder(self._ids, self._now).store(transaction)

    async def this_morning(self) -> None:
        """Whoever has not said whether a talk took place was asked then, and is not asked again."""
        async with self._db.transaction(NORTHWIND) as transaction:
            repository, outbox = CoachingTalkRepository(transaction), Outbox(transaction)
            ctx = acting(transaction, "", self._now, "seed:asked")
            series = {row.id: row.fact() for row in await repository.live()}
            for talk in [row.fact() for row in await repository.all_unsettled()]:
                pair = series[talk.series_id].pair
                await notifications.ask(ctx, series[talk.series_id], talk, pair)
                for who in pair:
                    await outbox.cancel(notifications.close_key(talk, who))

    def _series(self, series: SeededSeries) -> Row:
        begun = self._now - WEEKS
        is_over = series.person == "emeka"
        return {
            "manager_id": self._ids[series.manager],
            "person_id": self._ids[series.person],
            "state": "ended" if is_over else "running",
            "weekday": series.weekday,
            "weeks": series.weeks,
            "at": time(series.hour),
            "anchor": begun.date() - timedelta(days=begun.weekday()),
            "minutes": 30,
            "zone": _ZONES[series.manager],
            "next_at": None,
            "version": 1,
            "paused_until": None,
            "begun_at": begun,
            "ended_at": self._now - _ENDED_AGO if is_over else None,
        }

    def _days(self, series: SeededSeries, anchor: date) -> Iterator[datetime]:
        """When the talks of 26 weeks began."""
        zone = ZoneInfo(_ZONES[series.manager])
        last = self._now - _ENDED_AGO if series.person == "emeka" else self._now - timedelta(hours=12)
        for week in range(0, WEEKS.days // 7 + 1, series.weeks):
            day = anchor + timedelta(weeks=week, days=series.weekday)
            at = local_instant(day, time(series.hour), zone)
            if self._now - WEEKS < at < last:
                yield at

    async def _of_series(
        self, repository: CoachingTalkRepository, series: SeededSeries, row: CoachingSeriesRow
    ) -> list[Row]:
        """Stores talks, topics and notes; the actions that were agreed on."""
        anchor = row.anchor or self._now.date()
        moments = list(self._days(series, anchor))
        talks = [self._talk(series, row.id, at, len(moments) - place) for place, at in enumerate(moments)]
        statement = repository.insert(CoachingTalkRow).returning(
            CoachingTalkRow.id, sort_by_parameter_order=True
        )
        ids = list((await repository.add(statement, talks)).scalars())
        held = [
            (talk_id, talk["at"]) for talk_id, talk in zip(ids, talks, strict=True) if talk["state"] == "held"
        ]
        manager, person = self._ids[series.manager], self._ids[series.person]
        notes, topics, items = [], [], []
        for number, (talk_id, at) in enumerate(held):
            if number % 3:
                notes.append(self._note(talk_id, self._dice.choice((manager, person)), at, NOTES[number % 5]))
            if number % 4 == 1:
                notes.append(self._note(talk_id, manager, at, PRIVATE_NOTE, is_private=True))
            if number % 2:
                topics.append(self._topic(row.id, person, at, TOPICS[(number + row.id) % 10], talk_id))
            if number % 3 == 1:
                items.append(self._item(series, row.id, talk_id, at, number, len(held)))
        if series.person == "ben":
            topics += [
                self._topic(row.id, person, self._now, text, None, private) for text, private in OPEN_TOPICS
            ]
        await repository.add(repository.insert(CoachingTopicRow), topics)
        await repository.add(repository.insert(CoachingNoteRow), notes)
        return items

    def _talk(self, series: SeededSeries, series_id: int, at: datetime, ago: int) -> Row:
        """One talk; `ago`: the how-many-th it is, counted from the newest, 1."""
        state, says = "held", ("yes", "yes")
        if (series.person, ago) in _MISSED:
            state, says = "missed", ("no", "no")
        elif (series.person, ago) in _UNCONFIRMED:
            state, says = "unconfirmed", ("none", "yes")
        elif (series.person, ago) == ("jamal", 1) and self._now - at < timedelta(days=9):
            state, says = "said", ("none", "yes")
        elif (series.person, ago) == ("dario", 1) and self._now - at < timedelta(days=9):
            state, says = "split", ("no", "yes")
        day = at.astimezone(ZoneInfo(_ZONES[series.manager])).date()
        return {
            "series_id": series_id,
            "nominal": day,
            "at": at,
            "is_moved": False,
            "version": 1,
            "person_says": says[0],
            "manager_says": says[1],
            "state": state,
            "held_on": day if state == "held" else None,
        }

    def _note(self, talk_id: int, author: str, at: datetime, text: str, *, is_private: bool = False) -> Row:
        written = {"written_at": at, "changed_at": at}
        return {"talk_id": talk_id, "author_id": author, "is_private": is_private, "text": text} | written

    def _topic(
        self,
        series_id: int,
        author: str,
        at: datetime,
        text: str,
        talk_id: int | None,
        is_private: bool = False,
    ) -> Row:
        return {
            "series_id": series_id,
            "author_id": author,
            "text": text,
            "is_private": is_private,
            "origin": "typed",
            "state": "open" if talk_id is None else "talked",
            "talk_id": talk_id,
            "added_at": min(at, self._now) - timedelta(days=1),
        }

    def _item(
        self, series: SeededSeries, series_id: int, talk_id: int, at: datetime, number: int, of: int
    ) -> Row:
        """An action; the newest of each are open, some of them late."""
        told = SDR_ACTIONS if series.person in ("fatima", "ingrid") else ACTIONS
        text, skill = told[(number // 3 + series_id) % len(told)]
        is_open = number >= of - 4
        due_on = (at + timedelta(days=14)).date()
        if is_open:
            due_on = (
                self._now + timedelta(days=6 if series.person not in ("ben", "hugo", "grace") else -4)
            ).date()
        return {
            "series_id": series_id,
            "talk_id": talk_id,
            "owner_id": self._ids[series.person],
            "author_id": self._ids[series.person],
            "text": text,
            "skill": skill,
            "due_on": due_on,
            "slips": 2 if is_open and series.person in ("ben", "jamal") else 0,
            "state": "open" if is_open else "done",
            "origin": "talk",
            "made_at": at,
            "done_at": None if is_open else at + timedelta(days=9),
        }

    async def _votes(self, transaction: Transaction) -> None:
        """Who said of the held talks of last quarter that they were useful, and how many did."""
        talks, votes = CoachingTalkRepository(transaction), TalkVoteRepository(transaction)
        quarter = Fiscal().quarter_of(Fiscal().quarter_of(self._now.date()).start - timedelta(days=1))
        for name in _ZONES:
            manager = self._ids[name]
            mine = {
                row.id: row for row in await talks.all_of(manager, ended=True) if row.manager_id == manager
            }
            held = await talks.held_between(list(mine), quarter.start, quarter.end)
            voters = [
                {"talk_id": talk.id, "person_id": mine[talk.series_id].person_id}
                for talk in held
                if talk.id % 3
            ]
            if voters:
                await votes.add(votes.insert(TalkVoter), voters)
                said = [
                    ("useful", "useful", "useful", "so_so", "not")[number % 5]
                    for number in range(len(voters))
                ]
                await votes.add_votes(manager, quarter.start, said)
