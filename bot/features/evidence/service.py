"""Use cases of evidence: each kind is collected by the rules of the feature that owns it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.common.date_ranges import DateRange, short_day
from bot.common.errors import BadInput, NotAllowed
from bot.common.numbers import write_amount
from bot.common.periods import Period, local_day, midnight
from bot.db.transaction import Transaction
from bot.features.checkins.service import queries as checkins
from bot.features.evidence.rules import EvidenceItem, EvidenceTimeline, Leaning, Source, in_short, ordered
from bot.features.feedback.rules.content import FeedbackTone
from bot.features.feedback.rules.facts import READ
from bot.features.feedback.service import feedback
from bot.features.goals.rules.facts import OPEN_GOAL
from bot.features.goals.rules.formatting import title
from bot.features.goals.rules.progress import Goal, NotAvailable, Share, percent
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service import queries as goals
from bot.features.kudos.service import queries as kudos
from bot.features.ledger.rules.facts import CreditRow
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.rows import credit_rows
from bot.features.metrics.rules.figures import words
from bot.features.metrics.service import queries as metrics
from bot.features.metrics.service import scopes
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.slack.text import escape, harmless

Collector = Callable[[Transaction, str, str, DateRange], Awaitable[Sequence[EvidenceItem]]]
_CREDITS_A_PAGE = 500
LONGEST = 2 * 366
_LEANINGS = {GoalState.active: Leaning.next, GoalState.done: Leaning.well, GoalState.missed: Leaning.better}


async def check_may_look(transaction: Transaction, person_id: str, viewer_id: str) -> None:
    """NotAllowed for all but the person and their manager; admins too, for these are private words."""
    if viewer_id == person_id:
        return
    org_chart, person = await teams.load_org_chart(transaction), await people.person(transaction, person_id)
    if org_chart.manager_of(person_id) != viewer_id:
        raise NotAllowed(f"Only {person.name}, and {person.name}'s manager, look through this.")


async def collect(
    transaction: Transaction,
    person_id: str,
    viewer_id: str,
    days: DateRange,
    now: datetime,
    more: Sequence[Collector] = (),
) -> EvidenceTimeline:
    """All evidence of these days that the viewer may see about a person; `more`: later features' collectors.

    NotAllowed: neither the person nor their manager. BadInput: nobody of this workspace, a bot, or more than
    two years.
    """
    await check_may_look(transaction, person_id, viewer_id)
    person = (await people.people(transaction, [person_id])).get(person_id)
    if person is None or person.is_bot:
        raise BadInput("That is nobody of this workspace.")
    if days.length > LONGEST:
        raise BadInput("That is too long: look at two years at most.")
    zone = await workspace.zone_of(transaction)
    period = Period(midnight(days.start, zone), midnight(days.end, zone), days.label)
    items = [
        *await _goals(transaction, person_id, viewer_id, days, now),
        *await _results(transaction, person_id, viewer_id, days, now),
        *await _credits(transaction, person_id, days, now),
        *await _checkins(transaction, person_id, days),
        *await _kudos(transaction, person_id, viewer_id, period),
        *await _feedback(transaction, person_id, viewer_id, period),
    ]
    for collector in more:
        items += await collector(transaction, person_id, viewer_id, days)
    return EvidenceTimeline(person_id, person.name, days, ordered(items))


async def mark_seen(
    transaction: Transaction, items: Sequence[EvidenceItem], viewer_id: str, now: datetime
) -> None:
    """Records that the viewer has read these items, for feedback that tells its author so."""
    ids = [each.ref for each in items if each.source is Source.feedback]
    await feedback.mark_seen(transaction, ids, viewer_id, now)


async def _goals(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange, now: datetime
) -> list[EvidenceItem]:
    """Goals by the day on which they were reached or missed; those under way stand at the end of the days."""
    viewer = await goals.load_viewer(transaction, viewer_id)
    zone = await workspace.zone_of(transaction)
    today, found = local_day(now, zone), []
    for goal, share in await goals.goals_in(transaction, person_id, days, viewer):
        state, day = _standing(goal, share, zone, today)
        if day in days:
            line = f"{goal.name} {title(goal.title)}: {state.value}, {percent(share)}"
        elif day < days.start:
            continue
        else:
            # It ended later, or goes on; its progress on the last of these days is not stored.
            state, day = GoalState.active, days.last
            line = (
                f"{goal.name} {title(goal.title)}: under way then, due {short_day(goal.due)} {goal.due.year}"
            )
        opener = (OPEN_GOAL, str(goal.id))
        found.append(EvidenceItem(Source.goal, goal.id, day, line, leaning=_LEANINGS[state], opener=opener))
    return found


def _standing(goal: Goal, share: Share, zone: ZoneInfo, today: date) -> tuple[GoalState, date]:
    """State of a goal and since when. A reached goal counts as done, although it may grow until it is due."""
    is_reached = goal.state is GoalState.active and not isinstance(share, NotAvailable) and share >= 1
    if goal.reached_at and (is_reached or goal.state is GoalState.done):
        # A last check-in after the due day reports what was reached by then.
        return GoalState.done, min(local_day(goal.reached_at, zone), goal.due)
    return goal.state, min(goal.due, today)


async def _results(
    transaction: Transaction, person_id: str, viewer_id: str, days: DateRange, now: datetime
) -> list[EvidenceItem]:
    """Results of the person's first metrics, one item a quarter (or part of one) of these days."""
    viewer = await scopes.load_viewer(transaction, viewer_id, now)
    subject = await scopes.person_subject(transaction, person_id, viewer)
    found, day = [], days.start
    while day < min(days.end, viewer.today):
        quarter = viewer.rules.fiscal.quarter_of(day)
        part = quarter.within(days)
        lines = await metrics.first_lines(transaction, subject, part, viewer)
        shown = [
            f"{line.metric.name}: {words(line.figure, viewer.rules.currency)}"
            for line in lines
            if line.figure.value is not None
        ]
        if shown:
            text = f"{_named(part, quarter)}: {' · '.join(shown)}"
            last = min(part.last, viewer.today)
            found.append(EvidenceItem(Source.result, int(f"{quarter.start:%Y%m}"), last, text))
        day = quarter.end
    return found


def _named(part: DateRange, quarter: DateRange) -> str:
    """Label of a quarter (`Q4 2026`); of a part of it the first and last day."""
    if part.length == quarter.length:
        return quarter.label
    return f"{short_day(part.start)} to {short_day(part.last)} {part.last.year}"


async def _credits(
    transaction: Transaction, person_id: str, days: DateRange, now: datetime
) -> list[EvidenceItem]:
    whose, found, number = ledger.of_person(person_id), [], 1
    while True:
        page = await credit_rows(transaction, whose, days, now, number, _CREDITS_A_PAGE)
        found += [_credit(row) for row in page.rows if row.gone_at is None and row.amount]
        if number * _CREDITS_A_PAGE >= page.total:
            return found
        number += 1


def _credit(row: CreditRow) -> EvidenceItem:
    deal, amount = escape(row.deal), write_amount(abs(row.amount), row.currency)
    state = "" if row.is_confirmed else ", not confirmed yet"
    booked = f"{amount} {'booked' if row.amount > 0 else 'taken back'}{state}"
    whole = (("Deal", deal), ("Line", f"{booked}, {row.kind}"), ("From", escape(row.source)))
    return EvidenceItem(Source.credit, row.id, row.credit_date, f"{deal}: {booked}", whole)


async def _checkins(transaction: Transaction, person_id: str, days: DateRange) -> list[EvidenceItem]:
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


async def _kudos(
    transaction: Transaction, person_id: str, viewer_id: str, period: Period
) -> list[EvidenceItem]:
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


async def _feedback(
    transaction: Transaction, person_id: str, viewer_id: str, period: Period
) -> list[EvidenceItem]:
    rows = await feedback.about(transaction, person_id, viewer_id, period)
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
