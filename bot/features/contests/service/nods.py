"""Reminds of deals that nobody has confirmed, on the last day on which that counts in a contest."""

from datetime import datetime

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.features.contests.models import ContestRow
from bot.features.contests.repository import ContestRepository
from bot.features.contests.rules.planning import ContestState, rules_from
from bot.features.contests.service import notifications
from bot.features.contests.service.scoreboard import whose_of
from bot.features.ledger.service import queries as ledger
from bot.features.metrics.service import entry_reminders
from bot.features.notifications.rules import Calendar
from bot.features.workspace import service as workspace
from bot.framework.context import Context

# Among the kinds of a contest's posts that were made: not a post.
REMINDED = "contests.nods"


async def due(transaction: Transaction, now: datetime) -> list[int]:
    """Ids of launched contests whose last day for nods it is, and of which nobody was reminded."""
    rows = [row for row in await ContestRepository(transaction).launched() if REMINDED not in row.said]
    if not rows:
        return []
    calendar = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    return [row.id for row in rows if _is_last_day(row, calendar, now)]


def _is_last_day(row: ContestRow, calendar: Calendar, now: datetime) -> bool:
    return row.cutoff_at is not None and _opens(row.cutoff_at, calendar) <= now < row.cutoff_at


def _opens(cutoff_at: datetime, calendar: Calendar) -> datetime:
    """When the last day begins on which a nod counts."""
    last = local_day(cutoff_at, calendar.zone) - ONE_DAY
    return calendar.next_opening(midnight(last, calendar.zone))


async def next_moment(transaction: Transaction) -> datetime | None:
    """Instant of the next post or reminder of any launched contest; None without one."""
    moments = [await notifications.next_moment(transaction)]
    rows = [row for row in await ContestRepository(transaction).launched() if REMINDED not in row.said]
    if rows:
        calendar = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
        moments += [_opens(row.cutoff_at, calendar) for row in rows if row.cutoff_at]
    return min((each for each in moments if each is not None), default=None)


async def remind(ctx: Context, contest_id: int) -> None:
    """Reminds whoever decides about deals of those who compete, once."""
    contest = await ContestRepository(ctx.transaction).lock(contest_id)
    if contest is None or contest.state != ContestState.launched.value or REMINDED in contest.said:
        return
    contest.said = [*contest.said, REMINDED]
    rules = rules_from(contest.rules)
    whose = await whose_of(ctx.transaction, rules, ctx.now)
    what = f"*{rules.name}*"
    await entry_reminders.remind_before(ctx.transaction, whose.ids, what, f"{REMINDED}:{contest.id}", ctx.now)
