"""The weekly summary: to each rep, to the team's channel, and to its manager."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from bot.common.cadences import Run
from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.listings import CreditRow
from bot.features.ledger.rules.sellers import by_seller, takes_part
from bot.features.ledger.service import holds, own_entries
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.rows import changed_rows, credit_rows
from bot.features.metrics.notices import OwnWeek, TeamWeek, TeamWeekPost, WeekInNumbers
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules import comparison as weekly
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.facts import MetricsSubject, warnings
from bot.features.metrics.rules.figures import Unit, shown
from bot.features.metrics.rules.formatting import signed, sources
from bot.features.metrics.rules.week import (
    MemberFacts,
    best,
    most_improved,
    own_lines,
    pace_chart,
    person_line,
    team_lines,
    without_attainment,
)
from bot.features.metrics.service.scopes import MetricsViewer, person_subject, reader, team_subject
from bot.features.people.service import members as people
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace import service as workspace

_MOST_MOVES = 6


async def write(transaction: Transaction, person_id: str, run: Run, now: datetime) -> WeekInNumbers | None:
    """A person's summary of last week: their own and their teams'.

    None when there is nothing to tell.
    """
    viewer = await reader(transaction, person_id, now)
    today = local_day(run.at, await workspace.zone_of(transaction))
    week = viewer.rules.fiscal.week_of(today - timedelta(weeks=1))
    own = await _own(transaction, viewer, week, run)
    led = [
        found
        for team in viewer.org_chart.led_by(person_id)
        if (found := await _of_team(transaction, team, viewer, week, run)) is not None
    ]
    if own is None and not led:
        return None
    waits = await own_entries.waiting_for(transaction, person_id, now)
    return WeekInNumbers(week.label, own, tuple(led), to_confirm=len(waits))


async def _own(transaction: Transaction, viewer: MetricsViewer, week: DateRange, run: Run) -> OwnWeek | None:
    subject = await person_subject(transaction, viewer.person.id, viewer)
    quarter = viewer.rules.fiscal.quarter_of(week.last)
    facts = await _facts(transaction, subject, quarter, week, viewer)
    if not _sells(facts, quarter):
        return None
    key = f"{WeekInNumbers.kind}:{viewer.person.id}:{run.nominal}"
    restated = await _restated(transaction, subject, week, facts, viewer)
    await _keep(transaction, subject, week, facts, [key], viewer.now)
    rows = await credit_rows(
        transaction, subject.whose, week, viewer.now, size=_MOST_MOVES, with_waiting=False
    )
    return OwnWeek(
        lines=tuple(own_lines(facts, quarter, week)),
        moved=tuple(_move(row, facts.rules.currency) for row in rows.rows),
        more=max(0, rows.total - _MOST_MOVES),
        restated=restated,
        chart=tuple(pace_chart(facts, quarter)),
        warnings=tuple(warnings(facts, quarter)),
        sources=sources(facts.as_of, facts.synced_at),
    )


async def _facts(
    transaction: Transaction,
    subject: MetricsSubject,
    quarter: DateRange,
    week: DateRange,
    viewer: MetricsViewer,
) -> Facts:
    """Facts back to the start of the quarter, and to eight weeks before the previously posted week."""
    since = min(quarter.start, week.start - timedelta(weeks=weekly.TRAILING_WEEKS + 1))
    return await ledger.facts(transaction, subject.whose, DateRange(since, quarter.end), viewer.now)


def _sells(facts: Facts, quarter: DateRange) -> bool:
    """Whether there is anything to tell: a quota, credit, deal or activity."""
    has_quota = quotas.picture(facts, quarter).quota is not None
    return has_quota or bool(facts.credits or facts.closed or facts.open or facts.activities)


def _move(row: CreditRow, currency: str) -> str:
    amount = (
        "waits for a rate"
        if row.amount_base is None
        else signed(Fraction(row.amount_base), Unit.money, currency)
    )
    kind = {"won": "", "reversal": " (taken back)", "adjustment": " (corrected)"}[row.kind]
    return f"{row.deal}: {amount}{kind}"


async def _keep(
    transaction: Transaction,
    subject: MetricsSubject,
    week: DateRange,
    facts: Facts,
    keys: Sequence[str],
    now: datetime,
) -> None:
    """Stores what was told of the week, so that later changes can be pointed out."""
    repository = MetricRepository(transaction)
    before = await repository.posted(subject.key, week.start)
    known = list(before.dedupe_keys) if before else []
    await repository.keep_posted(
        {
            "subject": subject.key,
            "week": week.start,
            "as_of": await holds.known_at(transaction, now),
            "bookings": _exact(weekly.booked(facts, week)),
            "dedupe_keys": [*known, *(key for key in keys if key not in known)],
        }
    )


def _exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


async def _restated(
    transaction: Transaction, subject: MetricsSubject, week: DateRange, facts: Facts, viewer: MetricsViewer
) -> str:
    """What last week's summary told differently, and why; "" when it still holds."""
    before = viewer.rules.fiscal.week_of(week.start - ONE_DAY)
    return await restatement(transaction, subject, before, facts, viewer)


async def restatement(
    transaction: Transaction, subject: MetricsSubject, week: DateRange, facts: Facts, viewer: MetricsViewer
) -> str:
    """How the posted bookings of a week have changed since, and why; "" when they have not."""
    told = await MetricRepository(transaction).posted(subject.key, week.start)
    now = weekly.booked(facts, week)
    if told is None or Fraction(told.bookings) == now:
        return ""
    rows = await changed_rows(transaction, subject.whose, week, told.as_of, viewer.now)
    because = list(dict.fromkeys(_because(row) for row in rows)) or ["people have changed teams"]
    more = f" and {len(because) - 3} more" if len(because) > 3 else ""
    currency = facts.rules.currency
    change = f"{shown(Fraction(told.bookings), Unit.money, currency)} to {shown(now, Unit.money, currency)}"
    return f"The {week.label} is restated from {change} because {', '.join(because[:3])}{more}"


def _because(row: CreditRow) -> str:
    happened = {"won": "came in late", "reversal": "was taken back", "adjustment": "was corrected"}
    return f"{row.deal} {happened[row.kind]}"


async def _of_team(
    transaction: Transaction, team: Team, viewer: MetricsViewer, week: DateRange, run: Run
) -> TeamWeek | None:
    """What the manager of a team reads; enqueues the post for its channel as well.

    None when there is nothing to tell.
    """
    subject = await team_subject(transaction, team.name, viewer)
    quarter = viewer.rules.fiscal.quarter_of(week.last)
    facts = await _facts(transaction, subject, quarter, week, viewer)
    if not _sells(facts, quarter):
        return None
    names = await people.names(transaction, subject.whose.ids)
    own = by_seller(facts)
    members = [
        MemberFacts(names.get(seller.member_id, "Someone"), own[seller.member_id])
        for seller in facts.sellers
        if takes_part(seller, quarter)
    ]
    restated = await _restated(transaction, subject, week, facts, viewer)
    keys = [f"{WeekInNumbers.kind}:{viewer.person.id}:{run.nominal}"]
    found = TeamWeek(
        team_id=team.id,
        team=team.name,
        lines=tuple(team_lines(facts, quarter, week)),
        restated=restated,
        missing=tuple(without_attainment(members, quarter)),
        warnings=tuple(warnings(facts, quarter)),
        sources=sources(facts.as_of, facts.synced_at),
        people=tuple(person_line(member, quarter, week) for member in members),
    )
    if team.channel_id:
        post = TeamWeekPost(
            team_id=team.id,
            team=team.name,
            week=week.label,
            lines=found.lines,
            restated=restated,
            missing=found.missing,
            top=tuple(best(members, quarter)),
            improved=most_improved(members, week),
            chart=tuple(pace_chart(facts, quarter)),
            warnings=found.warnings,
            sources=found.sources,
        )
        keys.append(post_key := f"{TeamWeekPost.kind}:{team.id}:{week.start}")
        to = Recipient(team.channel_id)
        await Outbox(transaction).enqueue(post, viewer.now, to=to, dedupe_key=post_key, due=run.at)
    await _keep(transaction, subject, week, facts, keys, viewer.now)
    return found
