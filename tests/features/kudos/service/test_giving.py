"""The use cases of kudos on a real database."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from bot.common.errors import AlreadyRecorded, NotAllowed, Refusal
from bot.db.base import Base
from bot.db.transaction import Database, Transaction
from bot.deliveries.models import Delivery
from bot.features.kudos.models import Kudos, KudosLine
from bot.features.kudos.rules.facts import Given
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.kudos.rules.reactions import Reaction
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.service import giving, queries, reactions, settings
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.members import member

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TEAM, OTHER = "T0NORTH", "T0OTHER"
ANA, BEN, CLEO, ROBOT, GONE = "U0ANA", "U0BEN", "U0CLEO", "U0ROBOT", "U0GONE"


@pytest.fixture(autouse=True)
async def cast(db: Database) -> None:
    """Ana is admin, Ben and Cleo are members; a bot and somebody who left; one person elsewhere."""
    async with db.transaction(TEAM) as transaction:
        everybody = [member(ANA, is_admin=True), member(BEN), member(CLEO)]
        await people.keep(
            transaction, [*everybody, member(ROBOT, is_bot=True), member(GONE, is_deactivated=True)]
        )
    async with db.transaction(OTHER) as transaction:
        await people.keep(transaction, [member("U0ELSE")])


Happening = Callable[[Transaction], Context]


def context(actor: str = ANA, key: str = "k1", now: datetime = NOW) -> Happening:
    """Something that happens in #sales, in whichever transaction."""
    return lambda transaction: replace(acting(transaction, actor, now, key), channel_id="C0SALES")


def gift(*recipients: str, points: int = 1, reason: str = "closed Acme") -> GiveKudos:
    """A giving."""
    return GiveKudos(recipients or (BEN,), points, reason)


async def give(db: Database, what: GiveKudos, when: Happening, team: str = TEAM) -> Given:
    """Give in a transaction of its own."""
    async with db.transaction(team) as transaction:
        return await giving.give(when(transaction), what, KudosSettings())


async def count(db: Database, model: type[Base]) -> int:
    """How many there are, over all workspaces."""
    async with db.reading("") as transaction:
        return int(await transaction.session.scalar(select(func.count()).select_from(model)) or 0)


async def points_of(db: Database, who: str) -> int:
    """What the ledger says somebody received."""
    async with db.reading(TEAM) as transaction:
        return (await queries.mine(transaction, who, NOW + timedelta(minutes=1))).received_ever


async def test_a_giving_is_recorded_and_told(db: Database) -> None:
    """Points reach the receiver, the allowance goes down, a shout-out and a note are owed."""
    given = await give(db, gift(BEN, CLEO, points=2), context())

    assert (given.left, given.allowance) == (1, 5)
    assert await points_of(db, BEN) == 2
    async with db.reading(TEAM) as transaction:
        outgoing = (await transaction.session.execute(select(Delivery.kind, Delivery.target))).all()
    assert sorted(map(tuple, outgoing)) == [
        ("kudos.note", BEN),
        ("kudos.note", CLEO),
        ("kudos.shoutout", "C0SALES"),
    ]


@pytest.mark.parametrize(
    "recipients",
    [(BEN, ANA), (BEN, ROBOT), (BEN, GONE), (BEN, "U0ELSE"), (BEN, "U0NOBODY")],
    ids=["self", "bot", "deactivated", "other workspace", "unknown"],
)
async def test_one_refused_recipient_refuses_all(db: Database, recipients: tuple[str, ...]) -> None:
    """All or nothing: no row, no delivery, no points spent."""
    with pytest.raises(Refusal):
        await give(db, gift(*recipients), context())

    assert await count(db, Kudos) == 0
    assert await count(db, Delivery) == 0
    assert (await give(db, gift(BEN, points=5), context(key="k2"))).left == 0


async def test_the_same_request_twice_is_recorded_once(db: Database) -> None:
    """A repeat with the same key changes nothing."""
    await give(db, gift(), context())

    with pytest.raises(AlreadyRecorded):
        await give(db, gift(), context())
    assert await points_of(db, BEN) == 1


@pytest.mark.parametrize("before", [1, 3, 5], ids=["covered", "not covered", "nothing left"])
async def test_a_repeat_spends_nothing(db: Database, before: int) -> None:
    """Whatever is left of the allowance, a repeat is known as one; its points come back."""
    await give(db, gift(points=before), context())

    with pytest.raises(AlreadyRecorded):
        await give(db, gift(points=before), context())
    assert await count(db, Kudos) == 1
    assert await points_of(db, BEN) == before
    if before < 5:
        assert (await give(db, gift(points=1), context(key="k2"))).left == 4 - before


async def test_a_repeat_at_the_same_time_is_recorded_once(db: Database) -> None:
    """Of ten of one request, one gives; a repeat stays one after it is undone."""

    async def one() -> bool:
        try:
            await give(db, gift(points=2), context())
        except AlreadyRecorded:
            return False
        return True

    assert sum(await asyncio.gather(*(one() for _ in range(10)))) == 1
    assert await points_of(db, BEN) == 2
    async with db.transaction(TEAM) as transaction:
        await giving.undo_newest(context(key="k2")(transaction))
    assert not await one()
    assert await points_of(db, BEN) == 0


async def test_kudos_of_before_have_no_key(db: Database) -> None:
    """Any number of them stand side by side."""
    await give(db, gift(), context(key="k1"))
    await give(db, gift(), context(key="k2"))
    async with db.transaction(TEAM) as transaction:
        await transaction.session.execute(update(Kudos).values(request_key=None))

    assert (await give(db, gift(), context(key="k1"))).left == 2


async def test_the_same_key_in_another_workspace_is_another_request(db: Database) -> None:
    """Workspaces do not see each other's requests."""
    await give(db, gift(), context())
    async with db.transaction(OTHER) as transaction:
        await people.keep(transaction, [member("U0ELSE2")])

    await give(db, gift("U0ELSE2"), context("U0ELSE"), team=OTHER)
    assert await points_of(db, "U0ELSE2") == 0
    assert await count(db, Kudos) == 2


async def test_forty_gives_at_once_spend_no_more_than_there_is(db: Database) -> None:
    """The allowance holds under concurrency: five points are five points."""

    async def one(number: int) -> bool:
        try:
            await give(db, gift(), context(key=f"k{number}"))
        except NotAllowed:
            return False
        return True

    outcomes = await asyncio.gather(*(one(number) for number in range(40)))

    assert sum(outcomes) == 5
    assert await points_of(db, BEN) == 5
    assert await count(db, Kudos) == 5


@pytest.mark.parametrize("gives", [40, pytest.param(300, marks=pytest.mark.slow)])
async def test_totals_equal_the_ledger_after_many_concurrent_gives(db: Database, gives: int) -> None:
    """What the board shows is the sum of the lines, with undos among the gives."""
    givers = [f"U0G{number:03d}" for number in range(60)]
    async with db.transaction(TEAM) as transaction:
        await people.keep(transaction, [member(giver) for giver in givers])

    # As many as a busy machine serves before the first has waited too long for a connection.
    at_once = asyncio.Semaphore(40)

    async def one(number: int) -> None:
        async with at_once:
            giver = givers[number % 60]
            receiver = givers[(number * 7 + 1) % 60]
            if giver == receiver:
                receiver = BEN
            given = await give(db, gift(receiver), context(giver, f"k{number}"))
            if number % 5 == 0:
                async with db.transaction(TEAM) as transaction:
                    await giving.undo(context(giver, f"u{number}")(transaction), given.kudos_id)

    await asyncio.gather(*(one(number) for number in range(gives)))

    async with db.reading(TEAM) as transaction:
        board = await queries.board(transaction, "receiver", "all time", BEN, NOW)
        session = transaction.session
        ledger = await session.scalar(select(func.sum(KudosLine.points)))
        expected = await session.scalar(select(func.sum(Kudos.cost)).where(Kudos.undone_at.is_(None)))
        shown = {row.person_id: row.points for row in board.rows}
        lines = await session.execute(
            select(KudosLine.receiver_id, func.sum(KudosLine.points)).group_by(KudosLine.receiver_id)
        )
        truth = {row[0]: row[1] for row in lines}
    assert ledger == expected == gives * 4 // 5
    assert all(truth[who] == points for who, points in shown.items())


async def test_undo_gives_everything_back(db: Database) -> None:
    """Points, allowance, board: as if it had not been; what was not said yet is never said."""
    given = await give(db, gift(points=3), context())

    async with db.transaction(TEAM) as transaction:
        undone = await giving.undo(context(key="u1")(transaction), given.kudos_id)

    assert undone.left == 5
    assert await points_of(db, BEN) == 0
    async with db.reading(TEAM) as transaction:
        states = set(await transaction.session.scalars(select(Delivery.state)))
    assert states == {"cancelled"}


@pytest.mark.parametrize(
    ("actor", "minutes", "allowed"),
    [(CLEO, 10, True), (CLEO, 11, False), (BEN, 1, False), (ANA, 600, True)],
    ids=["the giver", "the giver, late", "the receiver", "an admin, much later"],
)
async def test_who_may_undo(db: Database, actor: str, minutes: int, allowed: bool) -> None:
    """The giver within ten minutes, an admin at any time, nobody else."""
    given = await give(db, gift(BEN), context(CLEO))
    later = context(actor, "u1", now=NOW + timedelta(minutes=minutes))

    async with db.transaction(TEAM) as transaction:
        if allowed:
            await giving.undo(later(transaction), given.kudos_id)
        else:
            with pytest.raises(NotAllowed):
                await giving.undo(later(transaction), given.kudos_id)


async def test_a_kudos_of_another_workspace_cannot_be_undone(db: Database) -> None:
    """Ids of one workspace mean nothing in another."""
    given = await give(db, gift(), context())
    async with db.transaction(OTHER) as transaction:
        await people.keep(transaction, [member("U0BOSS", is_admin=True)])

    async with db.transaction(OTHER) as transaction:
        with pytest.raises(NotAllowed):
            await giving.undo(context("U0BOSS", "u1")(transaction), given.kudos_id)
    assert await points_of(db, BEN) == 1


async def test_the_allowance_follows_the_givers_own_day(db: Database) -> None:
    """At 23:30 in London it is tomorrow in Seoul: a new day's points are there at one's own midnight."""
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert (await give(db, gift(points=5), context(now=late))).left == 0

    after_midnight = context(key="k2", now=late + timedelta(minutes=31))
    assert (await give(db, gift(points=5), after_midnight)).left == 0


async def test_a_reaction_gives_one_point_and_takes_it_back(db: Database) -> None:
    """Reacting gives a point without a post; taking the reaction away takes the point."""
    reaction, reacted = Reaction("C0SALES", "1.1", "raised_hands"), context(BEN, "event:1")
    async with db.transaction(TEAM) as transaction:
        await reactions.react(reacted(transaction), reaction, ANA)
    assert await points_of(db, ANA) == 1
    assert await count(db, Delivery) == 0

    async with db.transaction(TEAM) as transaction:
        assert await reactions.unreact(context(BEN, "event:2")(transaction), reaction)
    assert await points_of(db, ANA) == 0


async def test_only_an_admin_changes_settings(db: Database) -> None:
    """The check is in the use case, whatever door it comes through."""
    new = KudosSettings(emoji="taco", min_reason=10)

    async def change(actor: str) -> None:
        async with db.transaction(TEAM) as transaction:
            await settings.change_settings(
                acting(transaction, actor, NOW, f"s{actor}"), new, zone="Europe/Paris", managers=(BEN,)
            )

    with pytest.raises(NotAllowed):
        await change(BEN)
    await change(ANA)
    async with db.reading(TEAM) as transaction:
        assert await settings_of(transaction, KudosSettings) == new


@pytest.mark.parametrize(
    ("zone", "managers", "field"),
    [("Mars/Olympus", (BEN,), "zone"), ("Europe/Paris", (ROBOT,), "managers")],
)
async def test_a_wrong_setting_changes_nothing(
    db: Database, zone: str, managers: tuple[str, ...], field: str
) -> None:
    """All of the form or none of it."""
    with pytest.raises(Refusal) as refusal:
        async with db.transaction(TEAM) as transaction:
            await settings.change_settings(
                acting(transaction, ANA, NOW, "s1"), KudosSettings(emoji="taco"), zone=zone, managers=managers
            )

    assert refusal.value.field == field
    async with db.reading(TEAM) as transaction:
        assert await settings_of(transaction, KudosSettings) == KudosSettings()
