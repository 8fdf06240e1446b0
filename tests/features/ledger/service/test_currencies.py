"""Every currency on offer, through files, webhooks, rates and quotas: nothing of an amount is lost."""

import json
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from bot.common.currencies import LEGAL_TENDERS, coin_places
from bot.common.date_ranges import DateRange
from bot.common.numbers import parse_amount, write_amount
from bot.db.transaction import Database
from bot.features.imports.rules.payloads import records_of
from bot.features.imports.service.loading import load
from bot.features.ledger.rules.listings import CreditRow
from bot.features.ledger.rules.quotas import Per
from bot.features.ledger.service import queries, quotas
from bot.features.ledger.service.rows import credit_rows
from bot.features.metrics.forms.entries import QuotaForm
from bot.features.people.service import members as people
from bot.slack.form_values import FormValues
from tests.contexts import acting
from tests.features.goals.office import ANA, BEN, MATE, NORTH, NOW, TODAY
from tests.features.imports.doors import MAIL, Q4, open_doors, take_in
from tests.features.members import member

BASE, OTHERS = "USD", "mate@northwind.example"
CODES = sorted(LEGAL_TENDERS)
FOREIGN = [code for code in CODES if code != BASE]
# Of each number of decimals that coins have, for what is the same in all currencies but for that.
SOME = sorted({BASE, *CODES[::25], *(code for code in CODES if coin_places(code) != 2)})
# An Iranian rial is worth 0.0000238 dollars; each rate is another one, down to its last decimal.
RATES = {code: Decimal("0.000023800001") + n * Decimal("1e-12") for n, code in enumerate(FOREIGN)} | {
    BASE: Decimal(1)
}
AMOUNTS = {code: Decimal(98_765_432) + n + Decimal("0.1234") for n, code in enumerate(CODES)}
SINCE, LATER = date(2026, 10, 1), date(2026, 11, 1)


def in_dollars(code: str, amount: Decimal) -> Decimal:
    """Reckoned here: the amount at its rate, rounded half up to the ten-thousandth."""
    return (amount * RATES[code]).quantize(Decimal("0.0001"), ROUND_HALF_UP)


async def rates_by_file(db: Database, folder: Path, since: date = SINCE, factor: int = 1) -> None:
    """The rates come in by a file."""
    rows = [f"{code},{since},{RATES[code] * factor:f}" for code in FOREIGN]
    path = folder / f"rates {since}.csv"
    path.write_text("\n".join(["Currency,Date,Exchange rate", *rows]))
    report = await take_in(db, path, "bank")
    assert report.tally.new == len(FOREIGN)


async def credits(db: Database) -> dict[str, CreditRow]:
    """Ben's credits by currency."""
    async with db.reading(NORTH) as reading:
        page = await credit_rows(reading, queries.of_person(BEN), Q4, NOW, size=1000)
    found = {row.currency: row for row in page.rows}
    assert len(found) == page.total
    return found


async def test_by_a_file(db: Database, tmp_path: Path) -> None:
    """153 deals and their rates: amounts, rates and dollars are exact, and add up."""
    assert len(CODES) == 153
    await open_doors(db)
    await rates_by_file(db, tmp_path)
    rows = [f"D-{code},Deal {code},{MAIL},Won,{AMOUNTS[code]},{code},{TODAY}" for code in CODES]
    path = tmp_path / "deals.csv"
    path.write_text("\n".join(["Deal ID,Deal name,Owner email,Status,Amount,Currency,Close date", *rows]))
    await take_in(db, path)

    found = await credits(db)
    for code in CODES:
        row = found[code]
        assert (row.amount, row.fx_rate) == (AMOUNTS[code], RATES[code]), code
        assert row.amount_base == in_dollars(code, AMOUNTS[code]), code


async def test_by_a_webhook(db: Database) -> None:
    """Deals first, which wait; the rates that come after book them."""
    await open_doors(db)
    deals = [
        {
            "type": "deal",
            "id": f"D-{code}",
            "name": f"Deal {code}",
            "owner": {"email": MAIL},
            "status": "won",
            "amount": str(AMOUNTS[code]),
            "currency": code,
            "closed_on": str(TODAY),
        }
        for code in CODES
    ]
    rates = [
        {"type": "rate", "currency": code, "since": str(SINCE), "rate": format(RATES[code], "f")}
        for code in FOREIGN
    ]
    for number, told in enumerate((deals, rates)):
        async with db.transaction(NORTH) as transaction:
            records = records_of(json.dumps({"records": told}).encode())
            await load(transaction, "crm", records, f"webhook:{number}", NOW)

    found = await credits(db)
    assert {code: found[code].amount for code in CODES} == AMOUNTS
    assert all(found[code].amount_base == in_dollars(code, AMOUNTS[code]) for code in CODES)


async def test_a_quota_by_its_form(db: Database, tmp_path: Path) -> None:
    """It is converted at the rate of its first day; a later rate leaves it as it is."""
    await open_doors(db)
    await rates_by_file(db, tmp_path)
    for n, code in enumerate(SOME):
        typed = {"value": f"{code} {AMOUNTS[code]:,f}"}
        v = QuotaForm.read(
            FormValues(
                {
                    "amount": {"amount": typed},
                    "per": {"per": {"selected_option": {"value": "quarter"}}},
                    "starts_on": {"starts_on": {"selected_date": str(SINCE)}},
                }
            )
        )
        amount = v[QuotaForm.amount].in_base(BASE)
        new = quotas.NewQuota(
            BEN, amount.value, Per.quarter, v[QuotaForm.starts_on], currency=amount.unit, category=code
        )
        async with db.transaction(NORTH) as transaction:
            await quotas.set_quota(acting(transaction, ANA, NOW, f"quota {n}"), new)
    await rates_by_file(db, tmp_path, LATER, factor=2)

    async with db.reading(NORTH) as reading:
        kept = {row.currency: row for row in await quotas.quotas_of(reading, BEN)}
        facts = await queries.facts(reading, queries.of_person(BEN), Q4, NOW)
    assert {code: row.amount for code, row in kept.items()} == {code: AMOUNTS[code] for code in SOME}
    (seller,) = facts.sellers
    in_force = {plan.category: plan.amount for plan in seller.plans}
    assert in_force == {code: in_dollars(code, AMOUNTS[code]) for code in SOME}


async def test_shares_are_whole_coins(db: Database) -> None:
    """Half of ¥1,001 and of KWD 1.001 are no finer than their coins, and add up."""
    await open_doors(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(MATE) | {"email": OTHERS}])
    yen, dinar = Decimal(1_001), Decimal("1.001")
    told = [
        {
            "type": "deal",
            "id": code,
            "owner": {"email": MAIL},
            "status": "won",
            "amount": str(amount),
            "currency": code,
            "closed_on": str(TODAY),
            "splits": [
                {"person": {"email": MAIL}, "percent": 50},
                {"person": {"email": OTHERS}, "percent": 50},
            ],
        }
        for code, amount in (("JPY", yen), ("KWD", dinar))
    ]
    rates = [{"type": "rate", "currency": code, "since": str(SINCE), "rate": 1} for code in ("JPY", "KWD")]
    async with db.transaction(NORTH) as transaction:
        records = records_of(json.dumps({"records": [*rates, *told]}).encode())
        taken = await load(transaction, "crm", records, "webhook:1", NOW)
    assert taken.tally.new == 4
    found = await credits(db)
    assert (found["JPY"].amount, found["KWD"].amount) == (Decimal(501), Decimal("0.501"))


def test_what_is_drawn_is_read_back() -> None:
    """In every currency, with its coins and without; no coin of yen is made up, none of dinars cut."""
    for code in CODES:
        for amount in (Decimal(98_765), Decimal("1234.5678"), Decimal(1).scaleb(-coin_places(code))):
            back = parse_amount(write_amount(amount, code))
            assert (back.value, back.unit) == (amount, code)
    assert write_amount(Decimal(98_765), "JPY") == "¥98,765"
    assert write_amount(Decimal("98765.432"), "KWD") == "KWD 98,765.432"


async def test_dated(db: Database, tmp_path: Path) -> None:
    """A deal has the rate of its day, of two that came in."""
    await open_doors(db)
    await rates_by_file(db, tmp_path)
    await rates_by_file(db, tmp_path, LATER, factor=2)
    days = DateRange(SINCE, LATER)
    path = tmp_path / "deals.csv"
    rows = [f"D-{code},{code},{MAIL},Won,1000000,{code},{days.last}" for code in SOME]
    path.write_text("\n".join(["Deal ID,Deal name,Owner email,Status,Amount,Currency,Close date", *rows]))
    await take_in(db, path)
    assert {code: row.fx_rate for code, row in (await credits(db)).items()} == {
        code: RATES[code] for code in SOME
    }
