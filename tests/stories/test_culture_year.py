"""Weeks and a year of a team of twelve: how much a channel hears, when, and that no bottom is ever named."""

import random
import re
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage, open_stage
from bot.emulator.state.world import SlackMessage, User
from bot.features.celebrations.rules.selection import CelebrationSettings
from bot.features.contests.rules.planning import ContestRules
from bot.features.contests.service import lifecycle as contests
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service.giving import give
from bot.features.leaderboards.rules.specs import Engine, Measure
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.ledger.service.quotas import NewQuota, set_employment, set_quota
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting
from tests.stages import box_at

START = datetime(2026, 1, 5, 10, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
# The two who never sell much: nobody may read their names on a board.
LAST = ("U0ZOEAAAA1", "U0YANAAAA2")
NAMES = ("Zoe Lastname", "Yan Lowname")
STRONG = ("ben", "grace", "jamal", "kavya", "dario", "emeka", "hugo", "fatima", "ingrid", "lucia")
MOST_A_WEEK, MOST_A_DAY = 15, 4


@pytest.fixture
async def year(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Stage]:
    """Twelve people in one team that talks in #sales."""
    path = tmp_path / "year.db"
    shutil.copy(sqlite_template, path)
    emulator = box_at(START)
    for user_id, name in zip(LAST, NAMES, strict=True):
        handle = name.split()[0].lower()
        emulator.world.users[user_id] = User(user_id, NORTHWIND, handle, name, tz="Europe/London")
    async with open_stage(emulator, f"sqlite:///{path}", migrated=True) as stage:
        await set_up(stage)
        yield stage


def ids(stage: Stage) -> list[str]:
    """The twelve."""
    return [*(stage.emulator.world.named(name, NORTHWIND).id for name in STRONG), *LAST]


async def set_up(stage: Stage) -> None:
    """A team, quotas, and since when everybody is here."""
    ana = stage.emulator.world.named("ana", NORTHWIND).id
    channel = stage.emulator.world.channel_named("sales", NORTHWIND).id
    long_ago = START - timedelta(days=400)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        form = TeamForm("Enterprise", ana, tuple(ids(stage)), channel)
        await teams.save(acting(transaction, ana, long_ago, "team"), form, None)
        for number, who in enumerate(ids(stage)):
            new = NewQuota(who, Decimal(200_000), Per.quarter, date(2025, 1, 1))
            await set_quota(acting(transaction, ana, long_ago, f"quota {who}"), new)
            day = date(2023, 1 + number, 3 + 2 * number)
            await set_employment(acting(transaction, ana, long_ago, f"here {who}"), who, day, None)


async def half_a_week(stage: Stage, half: int, luck: random.Random, *, begins_contest: bool) -> None:
    """Deals of everybody, some of them re-opened; kudos; a contest, when it is time for one."""
    now = stage.emulator.clock.now()
    today = now.date()
    # Where hardly anybody has sold yet, whoever sold little is among the first three, and is named.
    begins_quarter = half % 26 in (0, 25)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        deals = []
        for place, who in enumerate(ids(stage)):
            weak = who in LAST
            sold = luck.randrange(2)
            for number in range(half % 2 if weak else 1 if begins_quarter else sold):
                amount = 1_000 if weak else luck.randrange(5_000, 40_000)
                # The weakest sell the same every week: they never are the most improved either.
                day = today if weak else today - timedelta(days=luck.randrange(3))
                record = DealRecord(
                    external_id=f"{half}-{place}-{number}",
                    name=f"Customer {luck.randrange(400)}",
                    owner=PersonRef(name=who),
                    status=DealStatus.WON,
                    amount=Decimal(amount),
                    created_on=day - timedelta(days=20),
                    closed_on=day,
                )
                deals.append(MatchedDeal(record, who))
        entry = PostingSource("crm", "crm", confirms=True, now=now, today=today)
        await book(transaction, deals, entry, await settings_of(transaction, BookRules))
        again = [each for each in deals if luck.random() < 0.05]
        opened = [
            MatchedDeal(
                DealRecord(**{**vars(e.record), "status": DealStatus.OPEN, "closed_on": None}), e.owner_id
            )
            for e in again
        ]
        await book(transaction, opened, entry, await settings_of(transaction, BookRules))
        for number in range(3):
            giver, receiver = luck.sample(ids(stage), 2)
            gift = GiveKudos((receiver,), 1, "thank you for the help")
            await give(acting(transaction, giver, now, f"k{half}-{number}"), gift, KudosSettings())
    if begins_contest:
        await _contest(stage, today)


async def _contest(stage: Stage, today: date) -> None:
    ana, now = stage.emulator.world.named("ana", NORTHWIND).id, stage.emulator.clock.now()
    channel = stage.emulator.world.channel_named("sales", NORTHWIND).id
    first = today + timedelta(days=1)
    measure = Measure("bookings", Engine.attainment)
    rules = ContestRules("Sprint", measure, first, first + timedelta(days=20), team_ids=(1,))
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        planned = await contests.plan(acting(transaction, ana, now, f"plan {today}"), rules, channel, None)
        await contests.launch(acting(transaction, ana, now, f"go {today}"), planned.id)


def is_ranking(message: SlackMessage) -> bool:
    """Boards, contests and the week in numbers: where somebody could be last."""
    words = ("Quota attainment", "Half-way", "The end of", "Enterprise, week", "Most improved")
    return any(word in message.text for word in words)


@pytest.mark.slow
async def test_five_weeks(year: Stage) -> None:
    """The new year's first weeks, with a contest from beginning to end."""
    await live(year, weeks=5, contest_in_week=0)


@pytest.mark.slow
async def test_a_year(year: Stage) -> None:
    """All seasons, with a contest in each quarter."""
    await live(year, weeks=52, contest_in_week=6)


async def live(year: Stage, weeks: int, contest_in_week: int) -> None:
    """Every message that deals, dates and contests bring to a channel."""
    luck = random.Random(12)
    for half in range(2 * weeks):
        begins_contest = half % 26 == 2 * contest_in_week
        await half_a_week(year, half, luck, begins_contest=begins_contest)
        days = 7 * (half // 2) + (3 if half % 2 == 0 else 7)
        await year.emulator.move_clock(START + timedelta(days=days, hours=luck.randrange(5)))
    bot = year.emulator.world.teams[NORTHWIND].bot_id
    channel = year.emulator.world.channel_named("sales", NORTHWIND)
    posts = [message for message in channel.messages if message.bot_id == bot and not message.ephemeral_to]
    at = {message.ts: datetime.fromtimestamp(float(message.ts), UTC) for message in posts}
    by_week = Counter(at[message.ts].isocalendar()[:2] for message in posts)
    by_day = Counter(at[message.ts].date() for message in posts)

    assert len(posts) > weeks
    assert max(by_week.values()) <= MOST_A_WEEK
    assert max(by_day.values()) <= MOST_A_DAY
    # A date of the day may be a line of the week's post, which comes anyway.
    own = [each for each in posts if "Congratulate" in str(each.blocks) and not is_ranking(each)]
    celebrated = Counter(at[message.ts].date() for message in own)
    assert max(celebrated.values()) <= CelebrationSettings().posts_a_day
    for message in posts:
        local = at[message.ts].astimezone(LONDON)
        assert local.weekday() < 5, message.text
        assert 9 <= local.hour < 18, message.text
        text = f"{message.text} {message.blocks}"
        assert "<@" not in text
        assert not re.search(r"<!(?!date)", text)
        # With a date of the day it names whose day it is.
        if is_ranking(message) and "Congratulate" not in str(message.blocks):
            assert not [name for name in NAMES if name in text], message.text
    assert any(is_ranking(message) for message in posts)
    assert any("The end of" in message.text for message in posts)
