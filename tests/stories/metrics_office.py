"""Numbers of Ana's team: quotas and deals as files would bring them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.world import SlackMessage
from bot.features.ledger.rules.credits import Split
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef
from bot.features.ledger.rules.tallies import Tally
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.ledger.service.quotas import NewQuota, set_quota
from bot.features.people.service.settings import settings_of
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting

from .people import newest

QUARTER = date(2026, 10, 1)


def person(stage: Stage, name: str) -> str:
    """Somebody's id."""
    return stage.emulator.world.named(name, NORTHWIND).id


async def quota(stage: Stage, name: str, amount: int, **more: object) -> None:
    """Ana sets a quarter's quota."""
    wanted = NewQuota(person(stage, name), Decimal(amount), Per.quarter, QUARTER, **more)  # type: ignore[arg-type]
    now, key = stage.emulator.clock.now(), f"quota {name} {wanted.category}"
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        await set_quota(acting(transaction, person(stage, "ana"), now, key), wanted)


def deal(
    external_id: str,
    amount: int | str | None,
    closed_on: date | None,
    status: DealStatus = DealStatus.WON,
    **more: object,
) -> DealRecord:
    """A deal as a source tells it."""
    facts: dict[str, object] = {"name": f"Deal {external_id}", "created_on": date(2026, 9, 1)} | more
    value = None if amount is None else Decimal(amount)
    return DealRecord(
        external_id=external_id,
        amount=value,
        status=status,
        closed_on=closed_on,
        **facts,  # type: ignore[arg-type]
    )


async def booked(
    stage: Stage, name: str, *records: DealRecord, splits: Sequence[Split] = (), source: str = "crm"
) -> Tally:
    """A source tells of somebody's deals."""
    now = stage.emulator.clock.now()
    owner = person(stage, name)
    deals = [
        MatchedDeal(record if record.owner.name else _owned(record, name), owner, tuple(splits))
        for record in records
    ]
    async with stage.pacer.db.transaction(NORTHWIND) as transaction:
        rules = await settings_of(transaction, BookRules)
        return await book(transaction, deals, PostingSource(source, source, True, now, now.date()), rules)


def _owned(record: DealRecord, name: str) -> DealRecord:
    return DealRecord(**{**vars(record), "owner": PersonRef(name=name.title())})


async def types(actor: Actor, words: str) -> str:
    """What a command answers."""
    await actor.goes_to("#general").types(words)
    return newest(actor.sees())


def shown(actor: Actor) -> str:
    """What the open modal says."""
    assert actor.modal is not None
    return str(actor.modal.blocks)


def posts(stage: Stage, place: str = "#sales") -> list[SlackMessage]:
    """What Pacer said in a channel."""
    bot = stage.emulator.world.teams[NORTHWIND].bot_id
    return [message for message in stage.actor("ana").sees(place) if message.bot_id == bot]
