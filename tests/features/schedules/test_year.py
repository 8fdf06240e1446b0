"""People in eight zones, week by week: one check-in a due week, in their hours, within their budget."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest

from bot.common.cadences import Cadence, Every, Run
from bot.db.transaction import Transaction
from bot.deliveries.models import Attachment, Delivery
from bot.deliveries.notices import Digest, Notice, NoticeKind, Unsolicited, by_kind
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.policy import DeliveryHooks
from bot.deliveries.queues.embedded import EmbeddedQueue
from bot.deliveries.recipients import Recipient
from bot.deliveries.sender import Sender
from bot.deliveries.slack_transport import Posted, SlackTransport
from bot.emulator.state.clock import MovableClock
from bot.features.notifications.repository import NotificationRepository
from bot.features.notifications.rules import NotificationPreferences
from bot.features.notifications.service import send_policy
from bot.features.people.service import members as people
from bot.features.schedules.jobs import tick_once
from bot.features.schedules.service.settings import next_moment
from bot.framework.context import Contexts
from bot.framework.scheduled import Scheduled
from bot.slack.blocks import Message
from tests.databases import SQLITE_FIRST

pytestmark = pytest.mark.story  # whole weeks, or every door: not for a first look

TEAM = "T1"
START = datetime(2026, 1, 4, tzinfo=UTC)  # a Sunday
WEEK = timedelta(weeks=1)
OPENS, CLOSES = time(9), time(17, 30)
CHECKIN, NOTE = "year.checkin", "year.note"
PLACES = (
    ("Europe/London", "GB"),
    ("Europe/Berlin", "DE"),
    ("America/New_York", "US"),
    ("America/Los_Angeles", "US"),
    ("America/Sao_Paulo", "BR"),
    ("Asia/Kolkata", "IN"),
    ("Asia/Seoul", "KR"),
    ("Australia/Sydney", "AU"),
)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Checkin(Notice):
    kind = CHECKIN
    text: str
    nominal: date


async def _ask(_: Transaction, person_id: str, run: Run, now: datetime) -> Notice | None:
    return _Checkin("How was your week?", run.nominal)


@dataclass(frozen=True)
class _Note(Notice):
    kind = NOTE
    text: str


def _words(notice: _Checkin | _Note) -> Message:
    return Message(notice.text)


KINDS = by_kind(
    NoticeKind(_Checkin, _words, Unsolicited("Check-ins")),
    NoticeKind(_Note, _words, Unsolicited("Notes", lambda notice: notice.text)),
    NoticeKind(Digest, lambda notice: Message("; ".join(notice.lines)), Unsolicited("Your digest")),
)
DECLARED = {
    CHECKIN: Scheduled(
        kind=CHECKIN,
        title="Check-in",
        description="Weekly.",
        whom="people",
        cadence=Cadence(Every.week, time(9)),
        write=_ask,
        lives=timedelta(days=3),
    )
}


@dataclass
class Somebody:
    """One person, with what they chose."""

    id: str
    zone: ZoneInfo
    country: str
    limit: int
    time_off: set[date]
    holidays: Mapping[date, str]
    got: list[tuple[datetime, str]] = field(default_factory=list)

    def works_on(self, day: date) -> bool:
        """Judged by the libraries alone, not by our own rules."""
        return day.weekday() < 5 and day not in self.time_off and day not in self.holidays


class Letterbox(SlackTransport):
    """Slack, as far as this story needs it: it notes who was told what, when."""

    def __init__(self, everybody: Mapping[str, Somebody], clock: MovableClock) -> None:
        self._everybody = everybody
        self._clock = clock

    async def carry(
        self, delivery: Delivery, message: Message, attachment: Attachment | None = None
    ) -> Posted:
        """Note it."""
        self._everybody[delivery.target].got.append((self._clock.now(), delivery.kind))
        return Posted(f"D{delivery.target}", f"{len(self._everybody[delivery.target].got)}.0")


def _everybody(dice: random.Random, count: int, weeks: int) -> dict[str, Somebody]:
    found = {}
    for number in range(count):
        zone, country = PLACES[number % len(PLACES)]
        first = START.date() + dice.randrange(20, weeks * 7 - 34) * DAY
        time_off = {first + days * DAY for days in range(dice.choice((1, 5, 14)))}
        person_id = f"U{number:03}"
        limit, public = dice.choice((1, 2, 3, 5)), holidays.country_holidays(country, years=(2026, 2027))
        found[person_id] = Somebody(person_id, ZoneInfo(zone), country, limit, time_off, public)
    return found


async def _settle_in(db: Contexts, everybody: Mapping[str, Somebody]) -> None:
    facts = {"is_bot": False, "is_deactivated": False, "is_admin": False}
    nothing = {"status_emoji": None, "status_until": None}
    members = [
        {"user_id": who.id, "name": who.id, "zone": who.zone.key, **facts, **nothing}
        for who in everybody.values()
    ]
    async with db.transaction(TEAM) as transaction:
        await people.keep(transaction, members)
        repository = NotificationRepository(transaction)
        for who in everybody.values():
            await repository.keep_choices(
                who.id, NotificationPreferences(country=who.country, daily_limit=who.limit)
            )
            days = dict.fromkeys(sorted(who.time_off), "Away")
            await repository.replace_time_off(who.id, START.date(), days)


async def _thanked(
    db: Contexts, dice: random.Random, at: datetime, everybody: Mapping[str, Somebody]
) -> None:
    """A note to somebody, at any hour; now and then a whole bunch."""
    who = dice.choice(list(everybody))
    async with db.transaction(TEAM) as transaction:
        notes = [
            OutgoingNotice(_Note("Thank you!"), to=Recipient(who), dedupe_key=f"{at}:{number}")
            for number in range(dice.choice((1, 1, 1, 7)))
        ]
        await Outbox(transaction).enqueue_all(notes, at)


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_a_quarter(db: Contexts) -> None:
    """Thirteen weeks of one person in each zone, across the days on which clocks change."""
    await _live(db, count=8, weeks=13, thanks=60)


@pytest.mark.slow
async def test_a_year(db: Contexts) -> None:
    """A whole year of forty."""
    await _live(db, count=40, weeks=52, thanks=500)


async def _live(db: Contexts, count: int, weeks: int, thanks: int) -> None:
    """Every due week has its check-in, nobody is disturbed, no day has more messages than it may."""
    dice = random.Random(7)
    everybody = _everybody(dice, count, weeks)
    clock = MovableClock(START, frozen=True)
    await _settle_in(db, everybody)
    policy = DeliveryHooks(admit=send_policy.admit, give_back=send_policy.give_back)
    sender = Sender(db, Letterbox(everybody, clock), KINDS, clock, policy)
    queue = EmbeddedQueue(db, sender, clock)
    end = START + weeks * WEEK
    minutes = weeks * WEEK // timedelta(minutes=1)
    thanked = sorted(START + timedelta(minutes=dice.randrange(minutes)) for _ in range(thanks))

    while (moment := await _next(db, sender, thanked)) < end:
        clock.move_to(max(moment, clock.now()))
        while thanked and thanked[0] <= clock.now():
            await _thanked(db, dice, thanked.pop(0), everybody)
        await tick_once(db, DECLARED, TEAM, clock.now())
        await queue.drain()

    for who in everybody.values():
        _check(who, weeks)


async def _next(db: Contexts, sender: Sender, thanks: list[datetime]) -> datetime:
    async with db.reading(TEAM) as transaction:
        turn = await next_moment(transaction)
    candidates = [turn, await sender.leases.next_moment(), *thanks[:1]]
    return min(filter(None, candidates))


def _check(who: Somebody, weeks: int) -> None:
    days: Counter[date] = Counter()
    checkins: defaultdict[date, int] = defaultdict(int)
    for at, kind in who.got:
        local = at.astimezone(who.zone)
        assert OPENS <= local.time() < CLOSES, (who.id, local)
        assert who.works_on(local.date()), (who.id, local)
        days[local.date()] += 1
        if kind == CHECKIN:
            checkins[local.date() - local.weekday() * DAY] += 1
    assert max(days.values()) <= who.limit
    for week in range(1, weeks - 1):
        monday = START.date() + DAY + week * WEEK
        due = any(who.works_on(monday + number * DAY) for number in range(5))
        assert checkins[monday] == due, (who.id, monday, who.limit)
