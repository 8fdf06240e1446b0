"""How recognition goes, over the wire: hints for the manager alone; nothing is ever changed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.kudos.models import Kudos, KudosLine
from tests.stages import leaps
from tests.started import MONDAY

from .goals_office import said, told, with_team


@pytest.fixture(autouse=True)
async def team(stage: Stage) -> None:
    """Ben and Grace thank each other day by day; Jamal and Kavya a little; Dario leads nobody."""
    await with_team(stage)
    ben, grace, jamal = (stage.actor(name).goes_to("#sales") for name in ("ben", "grace", "jamal"))
    await stage.actor("lucia").goes_to("#sales").types("/kudos @kavya a fine one-pager")
    for day in range(3):
        await ben.types("/kudos @grace +3 you helped me with the deck")
        await grace.types("/kudos private @ben +3 a secret between us")
        await jamal.types(f"/kudos @{('kavya', 'lucia', 'hugo')[day]} you found the file")
        await leaps(stage.emulator, MONDAY + timedelta(days=day + 1))


async def ledger(stage: Stage) -> str:
    """Every kudos and every line, to the byte."""
    async with stage.pacer.db.reading(NORTHWIND) as reading:
        found = []
        for model in (Kudos, KudosLine):
            rows = await reading.session.execute(select(*model.__table__.columns).order_by(model.id))
            found.append([tuple(row) for row in rows])
        return repr(found)


async def test_hints_and_their_rows(stage: Stage) -> None:
    """The manager sees the pair, what stands behind it, and no private word; looking changes nothing."""
    ana = stage.actor("ana").goes_to("#general")
    before = await ledger(stage)
    await ana.types("/kudos health")
    seen = said(ana.sees()[-1])
    assert "*Ben Walker* and *Grace Kim* gave each other 18 of their 18 points" in seen
    await ana.clicks("recognition.rows")
    assert ana.modal is not None
    rows = str(ana.modal.blocks)
    assert "Ben Walker to Grace Kim `+3` you helped me with the deck" in rows
    assert "Grace Kim to Ben Walker `+3` _private kudos_" in rows
    assert "secret" not in rows
    await ana.closes(clear=True)
    await ana.clicks("recognition.looked")
    assert ":white_check_mark: *Ben Walker*" in said(ana.sees()[-1])
    assert await ledger(stage) == before


async def test_a_quarter_at_most(stage: Stage) -> None:
    """Longer ones are asked back; other words make it a kudos to nobody."""
    ana = stage.actor("ana").goes_to("#general")
    for words in ("this year", "all time"):
        await ana.types(f"/kudos health {words}")
        assert "a quarter at most" in said(ana.sees()[-1])
    await ana.types("/kudos health last quarter")
    assert "How recognition goes · Q3 2026" in said(ana.sees()[-1])


async def test_nobody_else_sees_them(stage: Stage) -> None:
    """Neither a rep nor an outsider, by any door; `health` with words after it is a kudos as before."""
    for name in ("ben", "cleo"):
        actor = stage.actor(name).goes_to("#general")
        for command in ("/kudos health", "/pacer recognition", "/kudos health last month"):
            await actor.types(command)
            assert "Only the managers of teams, and admins" in said(actor.sees()[-1])
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/kudos health @ana you look after everybody")
    assert "Ben Walker thanks Ana Silva" in said(ben.sees()[-1])


async def test_the_month_comes_once(stage: Stage) -> None:
    """On the first working morning, to managers; what somebody has looked at does not come again."""
    ana, ben = stage.actor("ana"), stage.actor("ben")

    def months(actor_messages: list[object]) -> list[object]:
        return [message for message in actor_messages if "How recognition goes" in said(message)]  # type: ignore[arg-type]

    await stage.emulator.move_clock(MONDAY.replace(month=12, day=1, hour=9, minute=55))
    assert not months(list(told(ana)))
    await stage.emulator.move_clock(MONDAY.replace(month=12, day=1, hour=10, minute=5))
    assert len(months(list(told(ana)))) == 1
    assert "gave each other 18 of their 18 points" in said(told(ana)[-1])
    assert not months(list(told(ben)))
    await ana.goes_to("@Pacer").clicks("Show")
    assert ana.modal is not None or "Nov 2026" in said(ana.sees("@Pacer")[-1])


async def test_who_is_not_thanked(stage: Stage) -> None:
    """Thirty days without a word for them; the form opens with them in it."""
    ana = stage.actor("ana").goes_to("#general")
    await ana.types("/kudos health")
    assert "Not thanked" not in said(ana.sees()[-1])
    await leaps(stage.emulator, MONDAY + timedelta(days=45))
    await ana.types("/kudos health")
    seen = said(ana.sees()[-1])
    assert "*Jamal Carter*: never yet" in seen
    assert "*Kavya Rao*: last thanked" in seen
    await ana.clicks("Give kudos")
    assert ana.modal is not None
    assert stage.emulator.world.named("jamal", NORTHWIND).id in str(ana.modal.blocks)
