"""What was posted and is told otherwise by now: in words, and by edits of the messages."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.ledger.notices import OwnWeekNotice
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.listings import CreditRow
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.rows import changed_rows
from bot.features.metrics.notices import TeamWeekPost, WeekInNumbers
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules import comparison as weekly
from bot.features.metrics.rules.facts import MetricsSubject
from bot.features.metrics.rules.figures import Unit, shown
from bot.features.metrics.service.scopes import MetricsViewer, person_subject, team_subject


async def restate(
    transaction: Transaction, person_ids: Sequence[str], days: DateRange, viewer: MetricsViewer
) -> int:
    """Edits what was posted of these people and their teams about the weeks of `days`.

    The number of messages.
    """
    subjects: list[MetricsSubject] = []
    for person_id in person_ids:
        subjects.append(await person_subject(transaction, person_id, viewer))
        team = viewer.org_chart.team_of(person_id)
        if team is not None and all(each.key != f"team:{team.id}" for each in subjects):
            subjects.append(await team_subject(transaction, team.name, viewer))
    week = viewer.rules.fiscal.week_of(days.start)
    return sum([await _amend(transaction, subject, week, viewer) for subject in subjects])


async def _amend(
    transaction: Transaction, subject: MetricsSubject, week: DateRange, viewer: MetricsViewer
) -> int:
    facts = await ledger.facts(transaction, subject.whose, week, viewer.now)
    text = await restatement(transaction, subject, week, facts, viewer)
    told = await MetricRepository(transaction).posted(subject.key, week.start)
    if not text or told is None:
        return 0
    outbox = Outbox(transaction)
    for key in told.dedupe_keys:
        repeat = f"{key}:{viewer.now.isoformat()}"
        if key.startswith(f"{TeamWeekPost.kind}:"):
            await outbox.edit(key, TeamWeekPost, lambda post: replace(post, amended=text), repeat, viewer.now)
        else:
            await outbox.edit(key, OwnWeekNotice, lambda told: _amended(told, text), repeat, viewer.now)
    return len(told.dedupe_keys)


def _amended(told: OwnWeekNotice, text: str) -> OwnWeekNotice:
    """The notice with what was corrected, in the part that it was told in."""
    if told.numbers is not None:
        return replace(told, numbers=replace(told.numbers, amended=text))
    return replace(told, amended=text) if isinstance(told, WeekInNumbers) else told


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
