"""What an installed Pacer had in its outbox goes out after an update."""

import pytest
from sqlalchemy import select

from bot.deliveries.models import Delivery
from bot.deliveries.notices import EphemeralNotice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.features.drafts import service as drafts
from bot.framework.forms.form import divided

from .goals_office import with_team

KEY = "kudos.whisper:before"


async def test_an_answer_of_before_is_still_given(stage: Stage) -> None:
    """To the one person whom it was for, once, in its channel."""
    ben, cleo = stage.actor("ben").goes_to("#sales"), stage.actor("cleo").goes_to("#sales")
    sales = stage.emulator.world.channel_named("sales", NORTHWIND)
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        to = Recipient(sales.id, only_for=ben.user.id)
        now = stage.emulator.clock.now()
        await Outbox(transaction).enqueue(EphemeralNotice("", []), now, to=to, dedupe_key=KEY)
        row = (await transaction.session.scalars(select(Delivery).where(Delivery.dedupe_key == KEY))).one()
        row.kind, row.facts = "kudos.whisper", {"text": "You cannot thank yourself.", "blocks": []}

    await stage.settler.settle()

    assert [each.text for each in ben.sees()].count("You cannot thank yourself.") == 1
    assert "You cannot thank yourself." not in [each.text for each in cleo.sees()]


@pytest.mark.parametrize("kept", ["friday", "2026-02-30", "25:00", "UA UA"])
@pytest.mark.parametrize("command", ["/goal set", "/pulse new", "/review new", "/feedback ask"])
async def test_a_draft_of_before_opens_its_form(stage: Stage, command: str, kept: str) -> None:
    """Whatever its fields were then: what a field cannot hold any more gives way, words stay."""
    await with_team(stage)
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types(command)
    assert ana.modal is not None
    names = [block["block_id"] for block in ana.modal.blocks if block["type"] == "input"]
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        words, now = dict.fromkeys([*names, "gone"], kept), stage.emulator.clock.now()
        about, _ = divided(ana.modal.private_metadata)
        await drafts.keep_as_typed(transaction, ana.user.id, ana.modal.callback_id, about, words, now)
    await ana.closes(clear=True)

    await ana.types(command)

    assert ana.modal is not None
    texts = [each for each in ana.modal.blocks if each.get("element", {}).get("type") == "plain_text_input"]
    assert {each["element"].get("initial_value") for each in texts} <= {kept[:3000]}
