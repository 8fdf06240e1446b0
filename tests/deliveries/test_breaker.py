"""A token that works no more: the workspace is left alone, others are not, and nothing is lost meanwhile."""

import io
from datetime import timedelta

import pytest

from bot.deliveries.failures import TOKEN_LOST_FOR
from bot.deliveries.notices import EXPIRED, FAILED, SENT, WAITING
from bot.demo.cast import NORTHWIND, add_contoso
from bot.emulator.state.installing import install
from tests.databases import SQLITE_FIRST

from .stage import BEN, SALES, WINS, Stage, outgoing, owe, rows


async def test_one_call_says_enough(stage: Stage, log: io.StringIO) -> None:
    """After the first attempt nothing is tried for ten minutes, in no channel; the log tells of it once."""
    contoso = add_contoso(stage.emulator.world)
    stage.emulator.world.teams[NORTHWIND].token = None
    await owe(stage.db, *(outgoing(f"k{n}", SALES) for n in range(20)))
    await stage.queue.drain()
    await owe(stage.db, outgoing("later", WINS), outgoing("dm", BEN))
    await owe(stage.db, outgoing("theirs", "C0CTSALES2"), workspace_id=contoso.id)

    assert await stage.queue.drain() == 1
    stage.clock.move_by(TOKEN_LOST_FOR - timedelta(seconds=1))
    assert await stage.queue.drain() == 0

    found = await rows(stage.db)
    assert found["theirs"].state == SENT
    assert {found[key].state for key in ("k0", "k19", "later", "dm")} == {WAITING}
    assert [row.attempts for row in found.values()].count(1) == 2
    assert found["k0"].error == "not_authed"
    assert log.getvalue().count("workspace.token_lost") == 1


async def test_it_works_again(stage: Stage) -> None:
    """Installed again: what is still worth saying goes out at once, what is not is expired."""
    team, contoso = stage.emulator.world.teams[NORTHWIND], add_contoso(stage.emulator.world)
    team.token = contoso.token = None
    await owe(stage.db, outgoing("theirs", "C0CTSALES2"), workspace_id=contoso.id)
    await owe(stage.db, outgoing("a"), outgoing("short", expires_after=timedelta(minutes=5)))
    await owe(stage.db, outgoing("tomorrow", due=stage.clock.now() + timedelta(minutes=9)))
    await stage.queue.drain()
    before = await rows(stage.db)
    assert before["a"].error == before["theirs"].error == "not_authed"

    install(stage.emulator.world, team, {"sales"})
    stage.clock.move_by(timedelta(minutes=6))
    await stage.sender.leases.resume(NORTHWIND, stage.clock.now())
    assert (await rows(stage.db))["theirs"].next_at == before["theirs"].next_at
    await stage.queue.drain()

    states = {key: row.state for key, row in (await rows(stage.db)).items()}
    assert states == {"theirs": WAITING, "a": SENT, "short": EXPIRED, "tomorrow": WAITING}


async def test_it_is_tried_again_by_itself(stage: Stage) -> None:
    """Nobody has to say that the token works again."""
    team = stage.emulator.world.teams[NORTHWIND]
    team.token = None
    await owe(stage.db, outgoing("a"), outgoing("b"))
    await stage.queue.drain()
    install(stage.emulator.world, team, {"sales"})
    for _ in range(3):
        stage.clock.move_by(TOKEN_LOST_FOR)
        await stage.queue.drain()

    assert {row.state for row in (await rows(stage.db)).values()} == {SENT}


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_one_bad_recipient_among_many(stage: Stage) -> None:
    """The one fails with Slack's word; all the others have theirs."""
    people = [user.id for user in stage.emulator.world.people(NORTHWIND)]
    await owe(
        stage.db,
        *(outgoing(f"k{n}", people[n % len(people)]) for n in range(59)),
        outgoing("bad", "U0NOBODY00"),
    )
    for _ in range(59 // len(people) + 1):
        await stage.queue.drain()
        stage.clock.move_by(timedelta(seconds=1))

    found = await rows(stage.db)
    assert (found.pop("bad").state, {row.state for row in found.values()}) == (FAILED, {SENT})
