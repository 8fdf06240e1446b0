"""What is decided again about the books takes the place of what was decided before."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from bot.common.date_ranges import ONE_DAY, DateRange, Fiscal, Pattern
from bot.db.transaction import Database
from bot.features.ledger.repository.writes import LedgerRepository
from bot.features.ledger.service import exchange_rates, quotas
from bot.features.ledger.service.settings import keep_rules, lock_before
from bot.features.people.service.settings import settings_of
from bot.features.workspace.rules.books import BookRules
from tests.contexts import acting
from tests.features.ledger.office import (
    ADA,
    ANA,
    BEN,
    MATE,
    NORTH,
    Q4,
    at,
    deal,
    facts_of,
    key,
    open_office,
    take,
)

TODAY = date(2026, 11, 24)
FIRST = BookRules("EUR", Fiscal(2, Pattern.weeks_445), True, date(2026, 4, 1), ("Lead", "Won"))
SECOND = BookRules("GBP", Fiscal(7, Pattern.weeks_544), False, None, ("Demo",))


async def test_the_newest_accounting_settings_count(db: Database) -> None:
    """Every one of them, however often they are changed; a lock alone leaves the others."""
    await open_office(db)
    for rules in (FIRST, SECOND, FIRST):
        async with db.transaction(NORTH) as transaction:
            await keep_rules(acting(transaction, ADA, at(TODAY), key()), partial(replace, **vars(rules)))
            assert await settings_of(transaction, BookRules) == rules
    async with db.transaction(NORTH) as transaction:
        await lock_before(acting(transaction, ADA, at(TODAY), key()), None)
        assert await settings_of(transaction, BookRules) == BookRules(
            "EUR", FIRST.fiscal, True, None, FIRST.stages
        )


async def test_a_rate_of_the_same_day_is_corrected(db: Database) -> None:
    """The newer figure of a day counts; rates of other days and currencies stay."""
    await open_office(db)
    june, july = date(2026, 6, 1), date(2026, 7, 1)
    for currency, rate, since in (
        ("EUR", "1.1", june),
        ("EUR", "1.2", july),
        ("GBP", "1.3", june),
        ("EUR", "1.084", june),
    ):
        async with db.transaction(NORTH) as transaction:
            await exchange_rates.set_rate(
                acting(transaction, ANA, at(TODAY), key()), currency, Decimal(rate), since
            )
    async with db.reading(NORTH) as reading:
        rates = await LedgerRepository(reading).rates()
    assert {currency: set(found) for currency, found in rates.items()} == {
        "EUR": {(june, Decimal("1.084")), (july, Decimal("1.2"))},
        "GBP": {(june, Decimal("1.3"))},
    }


async def test_two_syncs_of_one_instant(db: Database) -> None:
    """Two files of a source that are booked in the same instant are both booked; the earlier day counts."""
    await open_office(db)
    await take(db, TODAY, deal(100, date(2026, 10, 6)))
    await take(db, TODAY, deal(200, date(2026, 10, 5), external_id="D2"))

    facts = await facts_of(db, Q4, at(TODAY, 10))
    assert sum(each.amount for each in facts.credits) == 300
    assert facts.recorded_from == date(2026, 10, 5)


async def test_an_employment_is_corrected_in_the_same_instant(db: Database) -> None:
    """Both of its days are replaced; a colleague's stay."""
    await open_office(db)
    began, corrected = (date(2026, 10, 5), date(2026, 11, 30)), (date(2026, 10, 12), date(2026, 12, 4))
    for who, (first, last) in ((BEN, began), (MATE, began), (BEN, corrected)):
        async with db.transaction(NORTH) as transaction:
            await quotas.set_employment(acting(transaction, ANA, at(TODAY), key()), who, first, last)

    for who, (first, last) in ((BEN, corrected), (MATE, began)):
        facts = await facts_of(db, Q4, at(TODAY, 10), who)
        assert [each.employed for each in facts.sellers] == [DateRange(first, last + ONE_DAY)]
