"""Whatever comes in and is taken back: the lines of every deal are worth what its current version says."""

import random
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.imports.service.loading import load
from bot.features.imports.service.taking_back import take_back_named
from bot.features.ledger.models.credits import Credit
from bot.features.ledger.models.deals import Deal, DealAlias, DealVersion
from bot.features.ledger.rules.records import DealRecord, DealStatus, Gone, PersonRef
from bot.features.ledger.service import own_entries
from bot.features.ledger.service.by_hand import manual_entries, own_decisions
from bot.features.ledger.service.by_hand.manual_entries import ManualWin
from tests.contexts import acting
from tests.features.goals.office import ANA, BEN, NORTH, NOW
from tests.features.imports.doors import MAIL, open_doors, take_in
from tests.features.imports.files_to_read import kept
from tests.features.ledger.office import key

HEAD = "id,name,owner email,status,amount,close date,merged record ids\n"
IDS = [f"D{number}" for number in range(6)]
FILES = ("one", "two", "three")


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana's team."""
    await open_doors(db)


async def sends_file(db: Database, folder: Path, luck: random.Random, now: datetime) -> None:
    """Deals in all states, some merged, under one of three names."""
    name, rows = luck.choice(FILES), []
    for each in luck.sample(IDS, 3):
        status = luck.choice(["Won", "Won", "Lost", "Open", "Deleted"])
        merged = luck.choice(["", "", "", *IDS])
        amount = f"{luck.randrange(1, 10**7) / 100:.2f}"
        rows.append(f"{each},Deal {each},{MAIL},{status},{amount},2026-11-0{luck.randrange(1, 9)},{merged}")
    content = HEAD + "\n".join(rows) + "\n"
    await take_in(db, kept(folder, content, f"{name}.csv"), now=now, origin=f"command:{name}.csv")


async def takes_back(db: Database, _: Path, luck: random.Random, now: datetime) -> None:
    """One of the three, if it brought anything."""
    # Where it brought nothing, it is refused.
    with suppress(BadInput):
        await take_back_named(db, NORTH, f"{luck.choice(FILES)}.csv", "crm", now)


async def webhook(db: Database, _: Path, luck: random.Random, now: datetime) -> None:
    """A deal that is won, lost or gone, at any time."""
    status = luck.choice([DealStatus.WON, DealStatus.WON, DealStatus.LOST, DealStatus.GONE])
    each, at = luck.choice(IDS), luck.choice([None, now - timedelta(hours=luck.randrange(9))])
    record = DealRecord(
        external_id=each,
        name=f"Deal {each}",
        owner=PersonRef(email=MAIL),
        status=status,
        amount=Decimal(luck.randrange(1, 10**7)) / 100,
        closed_on=None if status is DealStatus.GONE else now.date(),
        gone_as=Gone.DELETED if status is DealStatus.GONE else None,
        source_at=at,
    )
    async with db.transaction(NORTH) as transaction:
        await load(transaction, "crm", [record], f"webhook:{now}", now)


async def logs(db: Database, _: Path, luck: random.Random, now: datetime) -> None:
    """Ben writes down one of them, or another deal."""
    won = ManualWin(f"Deal {luck.choice([*IDS, 'of his own'])}", Decimal(luck.randrange(1, 10**6)) / 100)
    async with db.transaction(NORTH) as transaction:
        await manual_entries.log_won(acting(transaction, BEN, now, key()), won)


async def decides(db: Database, _: Path, luck: random.Random, now: datetime) -> None:
    """Ana confirms or declines what waits, or Ben takes his newest back."""
    async with db.transaction(NORTH) as transaction:
        waiting = await own_entries.waiting(transaction)
        ana, ben = acting(transaction, ANA, now, key()), acting(transaction, BEN, now, key())
        if waiting and luck.random() < 0.8:
            deal_id = luck.choice(waiting).deal_id
            if luck.random() < 0.7:
                await own_decisions.confirm(ana, deal_id)
            else:
                await own_decisions.decline(ana, deal_id, "Not signed")
            return
        with suppress(BadInput):
            await manual_entries.undo(ben)


async def agree(db: Database) -> None:
    """Of every deal: what its lines add up to, what counts of them; a merged one is worth nothing."""
    async with db.reading(NORTH) as reading:
        session = reading.session
        deals = {row.id: (row.source, row.external_id) for row in await session.scalars(select(Deal))}
        current = await session.scalars(select(DealVersion).where(DealVersion.replaced_at.is_(None)))
        versions = {row.deal_id: row for row in current}
        merged = {(row.source, row.external_id) for row in await session.scalars(select(DealAlias))}
        lines = list(await session.scalars(select(Credit)))
    for deal_id, name in deals.items():
        own = [line for line in lines if line.deal_id == deal_id]
        version = versions.get(deal_id)
        is_won = version is not None and version.status == "won"
        worth = version.amount if version is not None and is_won else Decimal(0)
        counted = sum((line.amount for line in own if line.counts_from is not None), Decimal(0))
        assert sum((line.amount for line in own), Decimal(0)) == worth, name
        assert counted == (worth if version is not None and version.is_confirmed else 0), name
        assert not (name in merged and is_won), name


@pytest.mark.parametrize("seed", range(4))
async def test_lines_and_versions_agree_through_it_all(db: Database, tmp_path: Path, seed: int) -> None:
    """Files, messages, own entries, decisions and taking back in any order."""
    luck = random.Random(seed)
    ways = (sends_file, sends_file, takes_back, webhook, webhook, logs, decides)
    for step in range(18):
        way = luck.choice(ways)
        await way(db, tmp_path, luck, NOW + timedelta(minutes=11 * step))
        await agree(db)
