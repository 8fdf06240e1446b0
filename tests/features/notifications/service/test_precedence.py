"""What somebody waits for, and what comes by custom, goes before news within a day's limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.db.transaction import Database, Transaction
from bot.deliveries.leases import Leases
from bot.deliveries.notices import DIGEST, MERGED, SENDING, WAITING, Notice, NoticeKind, Unsolicited, by_kind
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.policy import DeliveryHooks
from bot.deliveries.recipients import Recipient
from bot.features.notifications.repository import NotificationRepository
from bot.features.notifications.service import send_policy
from bot.features.notifications.views import preferences
from bot.slack.blocks import Message
from tests.deliveries.stage import rows
from tests.features.notifications.cast import BEN, MONDAY, TEAM, TUESDAY_NINE, choose

pytestmark = pytest.mark.usefixtures("cast")


@dataclass(frozen=True)
class Thanks(Notice):
    """News."""

    kind = "kudos.note"


@dataclass(frozen=True)
class Question(Notice):
    """Somebody waits for the answer."""

    kind = "checkins.ask"


def _plain(notice: Notice) -> Message:
    return Message(notice.kind)


KINDS = by_kind(
    NoticeKind(Thanks, _plain, Unsolicited("Thanks", str, is_news=True)),
    NoticeKind(Question, _plain, Unsolicited("Questions")),
    *preferences.NOTICES,
)


async def owe(db: Database, notice: Notice, *keys: str, due: datetime = MONDAY) -> None:
    """Messages to Ben."""
    outgoing = [OutgoingNotice(notice, to=Recipient(BEN), dedupe_key=key, due=due) for key in keys]
    async with db.transaction(TEAM) as transaction:
        await Outbox(transaction).enqueue_all(outgoing, MONDAY)


async def go_out(db: Database, *keys: str, planned: int = 0, now: datetime = MONDAY) -> list[str]:
    """Those of these that go out, tried in this order, with so many questions to come by the clock."""

    async def turns(_: Transaction, who: str, until: datetime) -> Sequence[str]:
        return [Question.kind] * planned if who == BEN and until > now else []

    leases = Leases(db, KINDS, DeliveryHooks(send_policy.admit, send_policy.give_back, planned=turns))
    found = await rows(db)
    return [key for key in keys if await leases.claim(found[key], now) is not None]


async def test_five_thanks_and_a_question(db: Database) -> None:
    """The question goes on its day, though the thanks came first."""
    await owe(db, Thanks(), *"abcde")
    assert await go_out(db, *"abcde") == list("abcd")
    await owe(db, Question(), "question")
    assert await go_out(db, "question") == ["question"]


@pytest.mark.parametrize(
    ("limit", "planned", "went"),
    [(5, 0, 4), (5, 1, 4), (5, 3, 2), (5, 9, 0), (3, 0, 2), (2, 0, 2), (2, 1, 1), (1, 0, 1), (1, 1, 0)],
)
async def test_room_is_left(db: Database, limit: int, planned: int, went: int) -> None:
    """For what comes by the clock that day, and one place of three or more."""
    await choose(db, daily_limit=limit)
    keys = [f"t{n}" for n in range(6)]
    await owe(db, Thanks(), *keys)
    assert len(await go_out(db, *keys, planned=planned)) == went

    questions = [f"q{n}" for n in range(min(limit, planned))]
    await owe(db, Question(), *questions)
    assert await go_out(db, *questions) == questions


async def test_what_is_due_later_today(db: Database) -> None:
    """Not what is due tomorrow, nor what is taken back."""
    await choose(db, daily_limit=3)
    await owe(db, Question(), "noon", "four", due=MONDAY + timedelta(hours=3))
    await owe(db, Question(), "tomorrow", due=TUESDAY_NINE)
    await owe(db, Thanks(), *"abc")
    assert await go_out(db, *"abc") == ["a"]

    async with db.transaction(TEAM) as transaction:
        await Outbox(transaction).cancel("four")
    found = await rows(db)
    assert found["b"].state == MERGED
    await owe(db, Thanks(), "d")
    assert await go_out(db, "d") == ["d"]


async def test_what_is_switched_off_takes_no_room(db: Database) -> None:
    """Ben gets no questions: all places but the one that is kept free are for news."""
    async with db.transaction(TEAM) as transaction:
        await NotificationRepository(transaction).mute(BEN, [Question.kind])
    await owe(db, Thanks(), *"abcde")
    assert len(await go_out(db, *"abcde", planned=4)) == 4


async def test_a_digest_of_news_with_a_limit_of_one(db: Database) -> None:
    """It comes the day after the question; with more places it has one of its own."""
    await choose(db, daily_limit=1)
    await owe(db, Thanks(), "a")
    assert await go_out(db, "a", planned=1) == []
    (digest,) = [row for row in (await rows(db)).values() if row.kind == DIGEST]
    assert await go_out(db, digest.dedupe_key, planned=1, now=TUESDAY_NINE) == []
    assert (await rows(db))[digest.dedupe_key].state == WAITING
    wednesday = TUESDAY_NINE + timedelta(days=1)
    assert await go_out(db, digest.dedupe_key, now=wednesday) == [digest.dedupe_key]
    assert (await rows(db))[digest.dedupe_key].state == SENDING


async def test_never_out_of_hours(db: Database) -> None:
    """A question that comes first still waits for the morning."""
    await owe(db, Question(), "late")
    assert await go_out(db, "late", now=MONDAY.replace(hour=20)) == []
    assert (await rows(db))["late"].due_at == TUESDAY_NINE
