"""The facts of the weekly summary: a rep's own, and a team's with each member; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules import comparison as weekly
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import pipeline as pipelines
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, rounded, shown, words
from bot.features.metrics.rules.productivity import per_day

_CALLS = ("call", "connected_call")


# A name and a figure in words; a number as plotted (None: missing, the words say why) and as read.
WordedLine = tuple[str, str]
WordedNumber = tuple[float | None, str]
# Last day of a week, booked and on track by then.
PacePoint = tuple[str, WordedNumber, WordedNumber]


@dataclass(frozen=True)
class PersonLine:
    """One member's row in the manager's summary; `past_date`: number of open deals past their date."""

    name: str
    week: str
    attainment: WordedNumber
    pace: WordedNumber
    past_date: int


@dataclass(frozen=True)
class MemberFacts:
    """A member of a team and their own facts."""

    name: str
    facts: Facts


def own_lines(facts: Facts, quarter: DateRange, week: DateRange) -> list[WordedLine]:
    """Lines of a rep's own summary: (name, figure in words)."""
    currency = facts.rules.currency
    window = deals.trailing(facts, quarter)
    booked, usual = weekly.booked(facts, week), weekly.usual_week(facts, week)
    rate, coverage = deals.win_rate(facts, window), pipelines.coverage(facts, quarter)
    lines = [
        ("Booked in the week", _with_usual(booked, usual, Unit.money, currency)),
        ("Quota attainment", _said(quotas.attainment(facts, quarter), currency, quarter.label)),
        ("Pace", words(quotas.pace(facts, quarter), currency)),
        ("Needed a day", words(quotas.required(facts, quarter), currency)),
        ("Win rate, 90 days", _with_sample(rate, currency)),
        ("Pipeline coverage", _with_need(coverage, rate)),
    ]
    past = len(deals.past_date(facts))
    if past:
        lines.append(("Open deals past their date", f"{past}"))
    for name, kinds in (("Meetings a day", ("meeting",)), ("Calls a day", _CALLS)):
        figure = per_day(facts, week, *kinds)
        if figure.value is not None:
            usual = weekly.usual_activity(facts, week, *kinds)
            lines.append((name, _with_usual(figure.value, usual, Unit.a_day, currency)))
    return lines


def _said(figure: Figure, currency: str, label: str) -> str:
    return f"{words(figure, currency)} of {label}" if figure.value is not None else words(figure, currency)


def _with_usual(value: Fraction, usual: Fraction | None, unit: Unit, currency: str) -> str:
    rest = f" (usually {shown(usual, unit, currency)})" if usual else ""
    return f"{shown(value, unit, currency)}{rest}"


def _with_sample(figure: Figure, currency: str) -> str:
    small = ", small sample" if figure.is_small(deals.SMALL_SAMPLE) else ""
    rest = f" (n = {figure.n}{small})" if figure.value is not None else ""
    return f"{words(figure, currency)}{rest}"


def _with_need(coverage: Figure, rate: Figure) -> str:
    need = pipelines.need_of_coverage(rate.value)
    rest = f" (needed at your win rate: {shown(need, Unit.times, '')})" if need and coverage.value else ""
    return f"{words(coverage, '')}{rest}"


def pace_chart(facts: Facts, quarter: DateRange) -> list[PacePoint]:
    """For each week of the quarter (last day, booked, on track)."""
    currency = facts.rules.currency
    return [
        (point.label, _number(point.booked, currency), _number(point.on_track, currency))
        for point in weekly.pace_line(facts, quarter)
    ]


def _number(value: Fraction, currency: str) -> WordedNumber:
    return float(rounded(value)), shown(value, Unit.money, currency)


def team_lines(facts: Facts, quarter: DateRange, week: DateRange) -> list[WordedLine]:
    """Lines of a team's summary: (name, figure in words)."""
    currency = facts.rules.currency
    rate = deals.win_rate(facts, deals.trailing(facts, quarter))
    usual = weekly.usual_week(facts, week)
    return [
        ("Booked in the week", _with_usual(weekly.booked(facts, week), usual, Unit.money, currency)),
        ("Booked in the quarter", words(quotas.bookings(facts, quarter), currency)),
        ("Quota attainment", _said(quotas.attainment(facts, quarter), currency, quarter.label)),
        ("Pace", words(quotas.pace(facts, quarter), currency)),
        ("Needed a day", words(quotas.required(facts, quarter), currency)),
        ("Win rate, 90 days", _with_sample(rate, currency)),
        ("Pipeline coverage", words(pipelines.coverage(facts, quarter), currency)),
    ]


def without_attainment(members: Sequence[MemberFacts], quarter: DateRange) -> list[tuple[str, int]]:
    """(reason, number of people) for those without attainment, sorted by reason."""
    counts: dict[MissingReason, int] = {}
    for member in members:
        code = quotas.attainment(member.facts, quarter).code
        if code is not None:
            counts[code] = counts.get(code, 0) + 1
    return [(code.value, count) for code, count in sorted(counts.items())]


def person_line(member: MemberFacts, quarter: DateRange, week: DateRange) -> PersonLine:
    """One member's row in the manager's summary: name, week, attainment, pace, deals past their date."""
    own = member.facts
    return PersonLine(
        name=member.name,
        week=shown(weekly.booked(own, week), Unit.money, own.rules.currency),
        attainment=_percent(quotas.attainment(own, quarter)),
        pace=_percent(quotas.pace(own, quarter)),
        past_date=len(deals.past_date(own)),
    )


def _percent(figure: Figure) -> WordedNumber:
    value = None if figure.value is None else float(rounded(figure.value * 100, 1))
    return value, words(figure, "")


def best(members: Sequence[MemberFacts], quarter: DateRange) -> list[WordedLine]:
    """(name, attainment) of the top, by the limits of `comparison.top`."""
    rows = [
        (member.name, value)
        for member in members
        if (value := quotas.attainment(member.facts, quarter).value) is not None
    ]
    return [(name, shown(value, Unit.percent, "")) for name, value in weekly.top(rows)]


def most_improved(members: Sequence[MemberFacts], week: DateRange) -> WordedLine | None:
    """(name, improvement in words) of the member whose week beat their usual one by most.

    None without any.
    """
    usual = [(member, weekly.usual_week(member.facts, week)) for member in members]
    of_team = weekly.middle([own for _, own in usual if own is not None])
    found = [
        (better, member.name)
        for member, own in usual
        if (better := weekly.improvement(weekly.booked(member.facts, week), own, of_team)) and better > 0
    ]
    if not found:
        return None
    most = max(better for better, _ in found)
    winners = sorted(name for better, name in found if better == most)
    return " and ".join(winners), f"+{shown(most, Unit.percent, '')}"
