"""The week in numbers: to each rep, to the team's channel, and to its manager."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from bot.common.periods import local_day
from bot.common.spans import ONE_DAY, Span, week_of
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, Owed
from bot.deliveries.targets import Target
from bot.features.ledger import lookups as ledger
from bot.features.ledger.facts import Facts, Seller
from bot.features.ledger.row_lookups import CreditRow, changed_rows, credit_rows
from bot.features.metrics import deal_formulas as deals
from bot.features.metrics import quota_formulas as quotas
from bot.features.metrics import weekly_rules as weekly
from bot.features.metrics.catalogue import need_of_coverage
from bot.features.metrics.effort_formulas import per_day
from bot.features.metrics.figures import Code, Figure, Unit, rounded, shown, words
from bot.features.metrics.finding import Onlooker, Subject, onlooker, person_subject, team_subject
from bot.features.metrics.lookups import of_seller, takes_part, warnings
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.wording import signed, sources
from bot.features.people import service as people
from bot.features.schedules.rules import Run
from bot.features.teams.rules import Team
from bot.features.workspace import service as workspace

SUMMARY, POST = "metrics.summary", "metrics.post"
_MOST_MOVES = 6
_CALLS = ("call", "connected_call")


async def write(transaction: Transaction, person_id: str, run: Run, now: datetime) -> dict[str, Any] | None:
    """The facts of somebody's week: their own, and of the teams they lead; None when there are none."""
    viewer = await onlooker(transaction, person_id, now)
    week = week_of(local_day(run.at, await workspace.zone_of(transaction)) - timedelta(weeks=1))
    own = await _own(transaction, viewer, week, run)
    led = [
        facts
        for team in viewer.roster.led_by(person_id)
        if (facts := await _of_team(transaction, team, viewer, week, run)) is not None
    ]
    if own is None and not led:
        return None
    return {"week": week.label, "own": own, "teams": led}


async def _own(transaction: Transaction, viewer: Onlooker, week: Span, run: Run) -> dict[str, Any] | None:
    subject = await person_subject(transaction, viewer.person.id, viewer)
    quarter = viewer.rules.fiscal.quarter_of(week.last)
    facts = await _facts(transaction, subject, quarter, week, viewer)
    if not _sells(facts, quarter):
        return None
    key = f"{SUMMARY}:{viewer.person.id}:{run.nominal}"
    restated = await _restated(transaction, subject, week, facts, viewer)
    await _keep(transaction, subject, week, facts, [key], viewer.now)
    rows = await credit_rows(transaction, subject.whose.ids, week, viewer.now, size=_MOST_MOVES)
    return {
        "lines": _own_lines(facts, quarter, week),
        "moved": [_move(row, facts.rules.currency) for row in rows.rows],
        "more": max(0, rows.total - _MOST_MOVES),
        "restated": restated,
        "chart": _pace_chart(facts, quarter),
        **_footer(facts, quarter),
    }


async def _facts(
    transaction: Transaction, subject: Subject, quarter: Span, week: Span, viewer: Onlooker
) -> Facts:
    """As far back as the quarter, and eight weeks before the week that the last summary told of."""
    since = min(quarter.start, week.start - timedelta(weeks=weekly.TRAILING_WEEKS + 1))
    return await ledger.facts(transaction, subject.whose, Span(since, quarter.end), viewer.now)


def _sells(facts: Facts, quarter: Span) -> bool:
    """Whether there is anything to tell: a quota, a line, a deal or an activity."""
    has_quota = quotas.picture(facts, quarter).quota is not None
    return has_quota or bool(facts.credits or facts.closed or facts.open or facts.activities)


def _own_lines(facts: Facts, quarter: Span, week: Span) -> list[list[str]]:
    currency = facts.rules.currency
    window = deals.trailing(facts, quarter)
    booked, usual = weekly.booked(facts, week), weekly.usual_week(facts, week)
    rate, coverage = deals.win_rate(facts, window), quotas.coverage(facts, quarter)
    lines = [
        ["Booked in the week", _with_usual(booked, usual, Unit.money, currency)],
        ["Quota attainment", _said(quotas.attainment(facts, quarter), currency, quarter.label)],
        ["Pace", words(quotas.pace(facts, quarter), currency)],
        ["Needed a day", words(quotas.required(facts, quarter), currency)],
        ["Win rate, 90 days", _with_sample(rate, currency)],
        ["Pipeline coverage", _with_need(coverage, rate)],
    ]
    past = len(deals.past_date(facts))
    if past:
        lines.append(["Open deals past their date", f"{past}"])
    for name, kinds in (("Meetings a day", ("meeting",)), ("Calls a day", _CALLS)):
        figure = per_day(facts, week, *kinds)
        if figure.value is not None:
            usual = weekly.usual_activity(facts, week, *kinds)
            lines.append([name, _with_usual(figure.value, usual, Unit.a_day, currency)])
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
    need = need_of_coverage(rate.value)
    rest = f" (needed at your win rate: {shown(need, Unit.times, '')})" if need and coverage.value else ""
    return f"{words(coverage, '')}{rest}"


def _move(row: CreditRow, currency: str) -> str:
    amount = (
        "waits for a rate"
        if row.amount_base is None
        else signed(Fraction(row.amount_base), Unit.money, currency)
    )
    kind = {"won": "", "reversal": " (taken back)", "adjustment": " (corrected)"}[row.kind]
    return f"{row.deal}: {amount}{kind}"


def _pace_chart(facts: Facts, quarter: Span) -> list[list[Any]]:
    """For each week of the quarter: its last day, what was booked by then, what would be on track."""
    currency = facts.rules.currency
    return [
        [point.label, _number(point.booked, currency), _number(point.on_track, currency)]
        for point in weekly.pace_line(facts, quarter)
    ]


def _number(value: Fraction, currency: str) -> list[Any]:
    return [float(rounded(value)), shown(value, Unit.money, currency)]


def _footer(facts: Facts, quarter: Span) -> dict[str, Any]:
    return {"warnings": warnings(facts, quarter), "sources": sources(facts)}


async def _keep(
    transaction: Transaction, subject: Subject, week: Span, facts: Facts, keys: Sequence[str], now: datetime
) -> None:
    """What is told of this week, so that what changes later can be told openly."""
    repository = MetricRepository(transaction)
    before = await repository.posted(subject.key, week.start)
    known = list(before.dedupe_keys) if before else []
    await repository.keep_posted(
        {
            "subject": subject.key,
            "week": week.start,
            "as_of": now,
            "bookings": _exact(weekly.booked(facts, week)),
            "dedupe_keys": [*known, *(key for key in keys if key not in known)],
        }
    )


def _exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


async def _restated(
    transaction: Transaction, subject: Subject, week: Span, facts: Facts, viewer: Onlooker
) -> str:
    """What the summary before told differently, and because of what; "" when it still holds."""
    before = week_of(week.start - ONE_DAY)
    return await restatement(transaction, subject, before, facts, viewer)


async def restatement(
    transaction: Transaction, subject: Subject, week: Span, facts: Facts, viewer: Onlooker
) -> str:
    """How what was told of a week has changed since, and because of what; "" when it has not."""
    told = await MetricRepository(transaction).posted(subject.key, week.start)
    now = weekly.booked(facts, week)
    if told is None or Fraction(told.bookings) == now:
        return ""
    rows = await changed_rows(transaction, subject.whose.ids, week, told.as_of, viewer.now)
    because = list(dict.fromkeys(_because(row) for row in rows)) or ["people have changed teams"]
    more = f" and {len(because) - 3} more" if len(because) > 3 else ""
    currency = facts.rules.currency
    change = f"{shown(Fraction(told.bookings), Unit.money, currency)} to {shown(now, Unit.money, currency)}"
    return f"The {week.label} is restated from {change} because {', '.join(because[:3])}{more}"


def _because(row: CreditRow) -> str:
    happened = {"won": "came in late", "reversal": "was taken back", "adjustment": "was corrected"}
    return f"{row.deal} {happened[row.kind]}"


async def _of_team(
    transaction: Transaction, team: Team, viewer: Onlooker, week: Span, run: Run
) -> dict[str, Any] | None:
    """The manager's version; the team's post is owed with it."""
    subject = await team_subject(transaction, team.name, viewer)
    quarter = viewer.rules.fiscal.quarter_of(week.last)
    facts = await _facts(transaction, subject, quarter, week, viewer)
    if not _sells(facts, quarter):
        return None
    names = await people.names(transaction, subject.whose.ids)
    sellers = [seller for seller in facts.sellers if takes_part(seller, quarter)]
    restated = await _restated(transaction, subject, week, facts, viewer)
    keys = [f"{SUMMARY}:{viewer.person.id}:{run.nominal}"]
    shared = {
        "id": team.id,
        "team": team.name,
        "lines": _team_lines(facts, quarter, week),
        "restated": restated,
        "missing": _missing(facts, sellers, quarter),
        **_footer(facts, quarter),
    }
    if team.channel_id:
        keys.append(
            await _owe_post(transaction, team, facts, sellers, names, quarter, week, shared, run, viewer)
        )
    await _keep(transaction, subject, week, facts, keys, viewer.now)
    return {**shared, "people": [_person(facts, seller, names, quarter, week) for seller in sellers]}


def _team_lines(facts: Facts, quarter: Span, week: Span) -> list[list[str]]:
    currency = facts.rules.currency
    rate = deals.win_rate(facts, deals.trailing(facts, quarter))
    usual = weekly.usual_week(facts, week)
    return [
        ["Booked in the week", _with_usual(weekly.booked(facts, week), usual, Unit.money, currency)],
        ["Booked in the quarter", words(quotas.bookings(facts, quarter), currency)],
        ["Quota attainment", _said(quotas.attainment(facts, quarter), currency, quarter.label)],
        ["Pace", words(quotas.pace(facts, quarter), currency)],
        ["Needed a day", words(quotas.required(facts, quarter), currency)],
        ["Win rate, 90 days", _with_sample(rate, currency)],
        ["Pipeline coverage", words(quotas.coverage(facts, quarter), currency)],
    ]


def _missing(facts: Facts, sellers: Sequence[Seller], quarter: Span) -> list[list[Any]]:
    """How many people have no attainment, by the reason."""
    counts: dict[Code, int] = {}
    for seller in sellers:
        code = quotas.attainment(of_seller(facts, seller), quarter).code
        if code is not None:
            counts[code] = counts.get(code, 0) + 1
    return [[code.value, count] for code, count in sorted(counts.items())]


def _person(facts: Facts, seller: Seller, names: dict[str, str], quarter: Span, week: Span) -> dict[str, Any]:
    own = of_seller(facts, seller)
    currency = facts.rules.currency
    attained, pace = quotas.attainment(own, quarter), quotas.pace(own, quarter)
    return {
        "name": names.get(seller.member_id, "Someone"),
        "week": shown(weekly.booked(own, week), Unit.money, currency),
        "attainment": _percent(attained),
        "pace": _percent(pace),
        "past_date": len(deals.past_date(own)),
    }


def _percent(figure: Figure) -> list[Any]:
    value = None if figure.value is None else float(rounded(figure.value * 100, 1))
    return [value, words(figure, "")]


async def _owe_post(
    transaction: Transaction,
    team: Team,
    facts: Facts,
    sellers: Sequence[Seller],
    names: dict[str, str],
    quarter: Span,
    week: Span,
    shared: dict[str, Any],
    run: Run,
    viewer: Onlooker,
) -> str:
    key = f"{POST}:{team.id}:{week.start}"
    post = {
        **shared,
        "week": week.label,
        "top": _top(facts, sellers, names, quarter),
        "improved": _improved(facts, sellers, names, week),
        "chart": _pace_chart(facts, quarter),
    }
    owed = Owed(kind=POST, target=Target(team.channel_id or ""), dedupe_key=key, facts=post, due=run.at)
    await Outbox(transaction).owe([owed], viewer.now)
    return key


def _top(facts: Facts, sellers: Sequence[Seller], names: dict[str, str], quarter: Span) -> list[list[str]]:
    rows = [
        (names.get(seller.member_id, "Someone"), value)
        for seller in sellers
        if (value := quotas.attainment(of_seller(facts, seller), quarter).value) is not None
    ]
    return [[name, shown(value, Unit.percent, "")] for name, value in weekly.top(rows)]


def _improved(facts: Facts, sellers: Sequence[Seller], names: dict[str, str], week: Span) -> list[str] | None:
    """Whose week was better than their own usual ones by most; nobody when nobody's was."""
    found: list[tuple[Fraction, str]] = []
    usuals = [u for seller in sellers if (u := weekly.usual_week(of_seller(facts, seller), week)) is not None]
    of_team = weekly.middle(usuals)
    for seller in sellers:
        own = of_seller(facts, seller)
        better = weekly.improvement(weekly.booked(own, week), weekly.usual_week(own, week), of_team)
        if better is not None and better > 0:
            found.append((better, names.get(seller.member_id, "Someone")))
    if not found:
        return None
    best = max(better for better, _ in found)
    winners = sorted(name for better, name in found if better == best)
    return [" and ".join(winners), f"+{shown(best, Unit.percent, '')}"]
