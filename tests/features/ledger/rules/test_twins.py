"""Deals that two sources tell: which are one, and that two are never taken for one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.features.ledger.rules.twins import TwinDeal, Twins, is_sure

ACME = TwinDeal("hubspot", "H1", "U0BEN", Decimal(500), "USD", "Acme", "", date(2026, 11, 2), 1)
TOLD = replace(ACME, source="zapier", external_id="Z1", deal_id=0)


def _found(*told: TwinDeal, books: tuple[TwinDeal, ...] = (ACME,)) -> list[int]:
    twins = Twins()
    twins.learn(books)
    return [found.deal_id if (found := twins.take(each)) else 0 for each in told]


def test_what_is_one_deal() -> None:
    """By id, or by owner, money, name and a day that is near."""
    cases = {
        "as it is": (TOLD, 1),
        "another case": (replace(TOLD, name="ACME  "), 1),
        "its account": (replace(TOLD, name="Renewal", account="acme"), 1),
        "14 days later": (replace(TOLD, day=date(2026, 11, 16)), 1),
        "15 days later": (replace(TOLD, day=date(2026, 11, 17)), 0),
        "no day": (replace(TOLD, day=None), 0),
        "another amount": (replace(TOLD, amount=Decimal("500.01")), 0),
        "another currency": (replace(TOLD, currency="EUR"), 0),
        "another name": (replace(TOLD, name="Bolt"), 0),
        "no name": (replace(TOLD, name=""), 0),
        "another owner": (replace(TOLD, owner_id="U0CAM"), 0),
        "no owner": (replace(TOLD, owner_id=None), 0),
        "the same id": (replace(TOLD, external_id="H1", name="Bolt", amount=None), 1),
    }
    wrong = {name: _found(told) for name, (told, wanted) in cases.items() if _found(told) != [wanted]}
    assert wrong == {}
    assert is_sure(TOLD, ACME)
    assert not is_sure(replace(TOLD, external_id="H1", name="Bolt"), ACME)


def test_two_deals_are_never_one() -> None:
    """The nearest is taken, and taken once; what is told twice of one id is one deal."""
    later = replace(ACME, external_id="H2", day=date(2026, 11, 9), deal_id=2)
    both = (ACME, later)
    second = replace(TOLD, external_id="Z2", day=date(2026, 11, 8))
    third = replace(TOLD, external_id="Z3")
    assert _found(TOLD, second, third, books=both) == [1, 2, 0]
    assert _found(second, TOLD, third, books=both) == [2, 1, 0]
    assert _found(TOLD, replace(TOLD, amount=Decimal(500)), third) == [1, 1, 0]
