"""What each feature tells of a person, by the rules of the feature that owns it."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.common.date_ranges import DateRange, short_day
from bot.common.numbers import write_amount
from bot.common.periods import Period, local_day
from bot.db.transaction import Transaction
from bot.features.checkins.service import queries as checkins
from bot.features.evidence.rules import DealLine, EvidenceItem, Leaning, Source, in_short
from bot.features.feedback.rules.content import FeedbackTone
from bot.features.feedback.rules.facts import READ
from bot.features.feedback.service import reading as feedback_reading
from bot.features.goals.rules.facts import OPEN_GOAL
from bot.features.goals.rules.formatting import title
from bot.features.goals.rules.progress import Goal, NotAvailable, Share, percent
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service import queries as goals
from bot.features.kudos.service import queries as kudos
from bot.features.ledger.rules.listings import CreditRow
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.rows import credit_rows
from bot.features.metrics.rules.facts import MetricLine
from bot.features.metrics.rules.figures import shown, words
from bot.features.metrics.service import queries as metrics
from bot.features.metrics.service import scopes
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.slack.text import escape, harmless

_CREDITS_A_PAGE = 500
ATTAINMENT, BOOKINGS = "attainment", "bookings"
_LEANINGS = {GoalState.active: Leaning.next, GoalState.done: Leaning.well, GoalState.missed: Leaning.better}


async def collect_goals(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange, now: datetime
) -> list[EvidenceItem]:
    """Each on the day on which it was reached or missed; what is under way as it is now, or was then."""
    viewer = await goals.load_viewer(transaction, viewer_id)
    zone = await workspace.zone_of(transaction)
    today, found = local_day(now, zone), []
    for goal, share in await goals.goals_in(transaction, person_id, days, viewer):
        state, day = _standing(goal, share, zone, today)
        if day in days:
            line = f"{title(goal.title)}: {state.value}, {percent(share)}"
        elif day < days.start:
            continue
        else:
            # It ended later, or goes on: how far it was on the last of these days nobody knows any more.
            state, day = GoalState.active, days.last
            line = f"{title(goal.title)}: under way then, due {short_day(goal.due)} {goal.due.year}"
        opener = (OPEN_GOAL, str(goal.id))
        found.append(EvidenceItem(Source.goal, goal.id, day, line, leaning=_LEANINGS[state], opener=opener))
    return found


def _standing(goal: Goal, share: Share, zone: ZoneInfo, today: date) -> tuple[GoalState, date]:
    """How a goal stands, and since when: what is reached may still grow until it is due, and is done."""
    is_reached = goal.state is GoalState.active and not isinstance(share, NotAvailable) and share >= 1
    if goal.reached_at and (is_reached or goal.state is GoalState.done):
        # What comes in after the day on which it was due, in a last check-in, was reached by then.
        return GoalState.done, min(local_day(goal.reached_at, zone), goal.due)
    return goal.state, min(goal.due, today)


async def collect_results(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange, now: datetime
) -> list[EvidenceItem]:
    """What the first metrics that this person follows came to in these days, quarter by quarter."""
    viewer = await scopes.load_viewer(transaction, viewer_id, now)
    subject = await scopes.person_subject(transaction, person_id, viewer)
    found, day = [], days.start
    while day < min(days.end, viewer.today):
        quarter = viewer.rules.fiscal.quarter_of(day)
        part = quarter.within(days)
        lines = await metrics.first_lines(transaction, subject, part, viewer)
        if figures := _figures(lines, viewer.rules.currency):
            text = f"{_named(part, quarter)}: {figures}"
            last = min(part.last, viewer.today)
            found.append(EvidenceItem(Source.result, int(f"{quarter.start:%Y%m}"), last, text))
        day = quarter.end
    return found


def _figures(lines: Sequence[MetricLine], currency: str) -> str:
    """`53.2% of quota, $212,800 of $400,000 · Win rate: 48%`; "" where none has a value."""
    known = [line for line in lines if line.figure.value is not None]
    attained = next((line.figure for line in known if line.metric.key == ATTAINMENT), None)
    amounts = [shown(each.value, each.unit, currency) for each in attained.parts[:2]] if attained else []
    first = [f"{words(attained, currency)} of quota, {' of '.join(amounts)}"] if attained else []
    told = {ATTAINMENT, BOOKINGS} if attained else set()
    rest = [
        f"{each.metric.name}: {words(each.figure, currency)}" for each in known if each.metric.key not in told
    ]
    return " · ".join([*first, *rest])


def _named(part: DateRange, quarter: DateRange) -> str:
    """`Q4 2026`; of a part of it the days."""
    if part.length == quarter.length:
        return quarter.label
    return f"{short_day(part.start)} to {short_day(part.last)} {part.last.year}"


async def collect_credits(
    transaction: Transaction, person_id: str, days: DateRange, now: datetime
) -> list[EvidenceItem]:
    """The booked lines of these days that count, and still stand."""
    whose, found, number = ledger.of_person(person_id), [], 1
    while True:
        page = await credit_rows(transaction, whose, days, now, number, _CREDITS_A_PAGE, with_waiting=False)
        found += [_credit(row) for row in page.rows if row.gone_at is None and row.amount]
        if number * _CREDITS_A_PAGE >= page.total:
            return found
        number += 1


def _credit(row: CreditRow) -> EvidenceItem:
    deal, amount = row.deal, write_amount(abs(row.amount), row.currency)
    state = ", own word" if row.is_own_word else ""
    booked = f"{amount} {'booked' if row.amount > 0 else 'taken back'}{state}"
    whole = (("Deal", deal), ("Line", f"{booked}, {row.kind}"), ("From", escape(row.source)))
    line = DealLine(row.deal_id, deal, row.amount, row.currency)
    return EvidenceItem(Source.credit, row.id, row.credit_date, f"{deal}: {booked}", whole, deal=line)


async def collect_checkins(transaction: Transaction, person_id: str, days: DateRange) -> list[EvidenceItem]:
    """The check-ins of these days that say anything, each with its words whole."""
    found = []
    for each in await checkins.answered_by(transaction, person_id, days):
        parts = (("Wins", each.wins), ("Blockers", each.blockers), ("Next", each.next_week))
        whole = tuple((label, harmless(text, {})) for label, text in parts if text)
        if whole:
            label, text = whole[0]
            leaning = Leaning.well if each.wins else Leaning.better
            line = f"{label}: {in_short(text)}"
            found.append(EvidenceItem(Source.checkin, each.id, each.nominal, line, whole, leaning=leaning))
    return found


async def collect_kudos(
    transaction: Transaction, person_id: str, viewer_id: str, period: Period
) -> list[EvidenceItem]:
    """The kudos with a reason that the viewer may see, each with a link to its message."""
    lines = await kudos.given_to(transaction, person_id, period, viewer_id)
    ids = {who for line, _ in lines for who in (line.giver_id, *line.mentioned)}
    names, zone = await people.names(transaction, ids), await workspace.zone_of(transaction)
    found = []
    for line, link in lines:
        giver, reason = names.get(line.giver_id, "Someone"), harmless(line.reason, names)
        if not line.reason:
            continue  # A reaction says nothing.
        whole = (("Thanked by", giver), ("For", reason))
        text = f"{giver}: {in_short(reason)}"
        found.append(EvidenceItem(Source.kudos, line.kudos_id, local_day(line.at, zone), text, whole, link))
    return found


async def collect_feedback(
    transaction: Transaction, person_id: str, viewer_id: str, period: Period
) -> list[EvidenceItem]:
    """The feedback, and notes to oneself, that the viewer may see."""
    rows = await feedback_reading.about(transaction, person_id, viewer_id, period)
    names = await people.names(transaction, {each.author_id for each in rows})
    zone, found = await workspace.zone_of(transaction), []
    for each in rows:
        is_note = each.tone == FeedbackTone.note.value
        who = "Note to yourself" if is_note else f"{names.get(each.author_id, 'Someone')}, {each.tone}"
        text = f"{who}: {in_short(escape(each.what))}"
        source = Source.note if is_note else Source.feedback
        leaning = Leaning.better if each.tone == FeedbackTone.constructive.value else Leaning.well
        day = local_day(each.written_at, zone)
        opener = (READ, str(each.id))
        found.append(EvidenceItem(source, each.id, day, text, link=each.link, leaning=leaning, opener=opener))
    return found
