"""A name finds one metric: of Pacer's, of the workspace, of its stages and of its kinds of deals."""

from collections import Counter

import pytest

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.metrics.rules.apart.kind_metrics import kind_metrics, stage_metric
from bot.features.metrics.rules.catalogue import CATALOGUE
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.service.definitions import OwnDefinition, define_own
from bot.features.metrics.service.scopes import every_metric, metric_at
from tests.contexts import acting
from tests.features.goals.office import ANA, NORTH, NOW, open_office

TAKEN = ("Win rate", "WIN  RATE", "win_rate", "revenue", "quota %")
NEARLY = ("Calls-per deal", "Calls, per deal")


def test_no_name_is_of_two_metrics() -> None:
    """Keys, names and other words of all that Pacer knows."""
    known = (
        *CATALOGUE,
        *map(stage_metric, ("Demo", "Offer")),
        *kind_metrics("renewal"),
        *kind_metrics("new"),
    )
    names = Counter(name for metric in known for name in set(metric.names()))
    assert {name: count for name, count in names.items() if count > 1} == {}
    assert len({metric.key for metric in known}) == len(known)


async def test_an_own_metric_takes_no_name_of_another(db: Database) -> None:
    """Refused by name, and where it would replace one whose name is nearly the same."""
    await open_office(db)

    async def defines(name: str, formula: str = "calls / won") -> str:
        async with db.transaction(NORTH) as transaction:
            ctx = acting(transaction, ANA, NOW, f"{name} {formula}")
            return (await define_own(ctx, OwnDefinition(name, formula, Unit.number, ""))).key

    assert await defines("Calls per deal") == await defines("CALLS per deal") == "own:calls_per_deal"
    for name in (*TAKEN, *NEARLY, "own:calls_per_deal"):
        with pytest.raises(BadInput, match="choose another name") as refused:
            await defines(name)
        assert refused.value.field == "name"
    async with db.reading(NORTH) as reading:
        metrics = await every_metric(reading)
    assert metric_at("calls per deal Q3", metrics)[0].key == "own:calls_per_deal"
    assert metric_at("win rate Q3", [*metrics, stage_metric("x"), *kind_metrics("rate")])[0].key == "win_rate"
