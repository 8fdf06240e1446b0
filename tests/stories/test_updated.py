"""What an installed Pacer had in its outbox goes out after an update."""

from sqlalchemy import select

from bot.deliveries.models import Delivery
from bot.deliveries.notices import EphemeralNotice
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage

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
