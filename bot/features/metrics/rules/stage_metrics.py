"""Metrics of the workspace's stages: the conversion of each; pure."""

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules.deals import SMALL_SAMPLE
from bot.features.metrics.rules.figures import Figure, Unit
from bot.features.metrics.rules.funnel import stage_conversion
from bot.features.metrics.rules.metric import Metric
from bot.features.metrics.rules.rows import of_stage


def stage_metric(stage: str) -> Metric:
    """Conversion rate of a stage: deals that got further / deals that entered it."""

    def compute(facts: Facts, days: DateRange) -> Figure:
        return stage_conversion(facts, days, stage)

    return Metric(
        f"stage:{stage}",
        f"Conversion from {stage}",
        "deals that got further / deals that entered the stage",
        Unit.percent,
        "Where deals get stuck.",
        compute,
        of_stage(stage),
        minimum=SMALL_SAMPLE,
    )
