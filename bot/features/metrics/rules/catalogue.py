"""Pacer's built-in metrics: name, formula, reason, and the function that computes each; pure."""

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import pipeline as pipelines
from bot.features.metrics.rules import productivity as effort
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.figures import Figure, Unit
from bot.features.metrics.rules.funnel import stage_conversion
from bot.features.metrics.rules.metric import Metric


def _weighted_coverage(facts: Facts, days: DateRange) -> Figure:
    return pipelines.coverage(facts, days, weighted=True)


def _calls(facts: Facts, days: DateRange) -> Figure:
    return effort.per_day(facts, days, "call", "connected_call")


def _meetings(facts: Facts, days: DateRange) -> Figure:
    return effort.per_day(facts, days, "meeting")


def _emails(facts: Facts, days: DateRange) -> Figure:
    return effort.per_day(facts, days, "email")


_SMALL = deals.SMALL_SAMPLE
CATALOGUE: tuple[Metric, ...] = (
    Metric(
        "attainment",
        "Quota attainment",
        "bookings / effective quota",
        Unit.percent,
        "How much of what was agreed is in the books.",
        quotas.attainment,
        ("quota attainment", "quota %"),
    ),
    Metric(
        "bookings",
        "Bookings",
        "sum of the credit lines of the period",
        Unit.money,
        "What was won, with splits and everything that was taken back.",
        quotas.bookings,
        ("revenue", "booked"),
    ),
    Metric(
        "quota",
        "Effective quota",
        "amount x days in force / days of the segment x ramp x (1 - relief)",
        Unit.money,
        "What was agreed for exactly these days.",
        quotas.quota,
        is_agreed=True,
    ),
    Metric(
        "pace",
        "Pace",
        "bookings / (quota x elapsed / working days)",
        Unit.percent,
        "Whether the quota will be met if it goes on like this: 100% is right on track.",
        quotas.pace,
        ("pacing",),
    ),
    Metric(
        "projected",
        "Projection",
        "bookings x working days / elapsed working days",
        Unit.money,
        "Where the current pace leads.",
        quotas.projected,
        ("projection",),
    ),
    Metric(
        "weighted",
        "Weighted projection",
        "bookings + counted pipeline x probability",
        Unit.money,
        "Where the pipeline leads.",
        pipelines.weighted_projection,
        ("weighted projection",),
    ),
    Metric(
        "required",
        "Needed a day",
        "(quota - bookings) / working days left",
        Unit.money_a_day,
        "What every day that is left has to bring.",
        quotas.required,
        ("required per day", "required", "needed"),
        higher_is_better=False,
    ),
    Metric(
        "win_rate",
        "Win rate",
        "won / (won + lost)",
        Unit.percent,
        "How many of the decided deals go our way.",
        deals.win_rate,
        ("win rate", "winrate", "conversion rate", "conversion"),
        _SMALL,
    ),
    Metric(
        "win_rate_value",
        "Win rate by value",
        "won value / (won value + lost value)",
        Unit.percent,
        "The same, by what the deals are worth.",
        deals.win_rate_by_value,
        ("value win rate",),
        _SMALL,
    ),
    Metric(
        "created_win_rate",
        "Created win rate",
        "won / all deals created in the period",
        Unit.percent,
        "What becomes of the deals that are begun.",
        deals.created_win_rate,
        ("cohort win rate",),
        _SMALL,
    ),
    Metric(
        "deals_won",
        "Deals won",
        "number of won deals",
        Unit.number,
        "How many customers said yes.",
        deals.deals_won,
        ("wins", "won"),
    ),
    Metric(
        "deal_size",
        "Deal size",
        "won value / won deals with a value",
        Unit.money,
        "What a won deal brings on average.",
        deals.deal_size,
        ("average deal size", "deal size"),
        _SMALL,
    ),
    Metric(
        "cycle",
        "Sales cycle",
        "median of close day - creation day, won deals",
        Unit.days,
        "How long a deal takes.",
        deals.cycle,
        ("cycle length", "sales cycle"),
        _SMALL,
        higher_is_better=False,
    ),
    Metric(
        "velocity",
        "Sales velocity",
        "open deals x win rate x deal size / mean cycle, of the last 90 days",
        Unit.money_a_day,
        "What the pipeline turns into money every day.",
        deals.velocity,
        ("sales velocity",),
    ),
    Metric(
        "coverage",
        "Pipeline coverage",
        "counted pipeline / (quota - bookings)",
        Unit.times,
        "Whether there is enough in the pipeline: 1 / win rate is needed.",
        pipelines.coverage,
        ("pipeline coverage",),
    ),
    Metric(
        "weighted_coverage",
        "Weighted coverage",
        "counted pipeline x probability / (quota - bookings)",
        Unit.times,
        "The same, with each deal by its chance.",
        _weighted_coverage,
        ("weighted coverage",),
    ),
    Metric(
        "revenue_per_rep",
        "Revenue per rep",
        "bookings / full-time reps by their selling days",
        Unit.money,
        "What a rep who is here brings.",
        effort.revenue_per_rep,
        ("productivity", "revenue per rep"),
    ),
    Metric(
        "revenue_per_day",
        "Revenue per selling day",
        "bookings / own selling days",
        Unit.money_a_day,
        "What a day of selling brings, leave and holidays aside.",
        effort.revenue_per_day,
        ("revenue per day", "sales productivity"),
    ),
    Metric(
        "calls",
        "Calls a day",
        "completed calls / own selling days",
        Unit.a_day,
        "How often customers are spoken to.",
        _calls,
        ("call",),
        source="activities",
    ),
    Metric(
        "meetings",
        "Meetings a day",
        "meetings held / own selling days",
        Unit.a_day,
        "How much time customers give.",
        _meetings,
        ("meeting",),
        source="activities",
    ),
    Metric(
        "emails",
        "E-mails a day",
        "e-mails sent / own selling days",
        Unit.a_day,
        "How often customers are written to.",
        _emails,
        ("email", "e-mails"),
        source="activities",
    ),
    Metric(
        "meeting_yield",
        "Wins per 100 meetings",
        "won deals / meetings held x 100",
        Unit.number,
        "Whether the meetings lead somewhere.",
        effort.wins_per_meetings,
        ("meeting yield",),
        source="activities",
    ),
    Metric(
        "call_yield",
        "Meetings per 100 connected calls",
        "meetings held / connected calls x 100",
        Unit.number,
        "Whether the calls lead somewhere.",
        effort.meetings_per_calls,
        ("call yield",),
        source="activities",
    ),
)
BY_KEY = {metric.key: metric for metric in CATALOGUE}


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
        minimum=_SMALL,
    )
