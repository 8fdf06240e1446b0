"""What waits for somebody in goals: an answer, an end, what their people are behind with or lack."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.common.numbers import show_amount
from bot.common.percents import whole_percent
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.features.goals.rules.facts import NEW_GOAL, OPEN_GOAL, GoalView
from bot.features.goals.rules.formatting import amount, title
from bot.features.goals.rules.pace import Pace, PaceStatus
from bot.features.goals.rules.progress import Goal, GoalHealth, GoalKind, NotAvailable, waits_for
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.service.queries import Book, Viewer, book_of, lines, reader
from bot.features.notifications.service.duty import SETTLED_AFTER, people_led, settled_members
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.framework.needs import Need, NeedRank, first_names, fitted

_AGREED = frozenset({GoalState.accepted, GoalState.active, GoalState.done, GoalState.missed})


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """What waits for somebody in goals; of their people's and teams' only what whoever leads them sees."""
    viewer = await reader(transaction, person_id)
    book, today = await book_of(transaction, viewer.org_chart, now), local_day(now, viewer.person.zone)
    asked = [goal for goal in book.goals if waits_for(goal) == person_id]
    over = [goal for goal in book.goals if _has_ended(goal, person_id, today)]
    led = people_led(viewer.person, viewer.org_chart)
    known = await people.people(transaction, {_other_side(goal) for goal in asked} | led)
    called = first_names({who: person.name for who, person in known.items()})
    members = frozenset(who for who in led if who in known and known[who].is_active_person)
    off = await _off_track(transaction, book, viewer, members, now)
    return [
        *(_to_answer(goal, called, members, today, now) for goal in asked),
        *(_to_end(goal, today, viewer.person.zone) for goal in over),
        *(_behind(line, called, viewer, today) for line in off),
        *await _without_goal(transaction, book, viewer, called, now),
    ]


def _other_side(goal: Goal) -> str:
    return (goal.proposer_id or "") if goal.state is GoalState.proposed else goal.owner_id


def _to_answer(
    goal: Goal, called: Mapping[str, str], members: frozenset[str], today: date, now: datetime
) -> Need:
    other_id = _other_side(goal)
    is_concern = goal.state is GoalState.concern
    return Need(
        f"goals.{'concern' if is_concern else 'answer'}:{goal.id}",
        _asked(goal, called.get(other_id, "Someone"), today),
        "Open" if is_concern else "Answer",
        OPEN_GOAL,
        NeedRank.answer,
        since=goal.waits_since or now,
        value=str(goal.id),
        about_id=other_id if other_id in members else "",
        name=f"*{title(goal.title)}*",
        sign=":dart:",
    )


def _asked(goal: Goal, who: str, today: date) -> str:
    terms, offered, named = goal.agreement.terms, goal.counter, title(goal.title)
    if goal.state is GoalState.concern:
        return fitted(f"{who} has a concern about *", named, "*")
    if offered is None:
        return fitted(f"{who} proposes *", named, f"*, by {write_day(terms.due, today)}")
    if offered.target != terms.target and goal.kind is not GoalKind.milestone:
        asked = show_amount(terms.target, "" if goal.kind is GoalKind.number else goal.unit)
        return fitted(f"{who} offers ", amount(offered.target, goal.kind, goal.unit), f" instead of {asked}")
    if offered.due != terms.due:
        days = f"by {write_day(offered.due, today)}, not {write_day(terms.due, today)}"
        return fitted(f"{who} offers *", named, f"* {days}")
    return fitted(f"{who} offers other terms for *", named, "*")


def _has_ended(goal: Goal, person_id: str, today: date) -> bool:
    return goal.owner_id == person_id and goal.state is GoalState.active and goal.due < today


def _to_end(goal: Goal, today: date, zone: ZoneInfo) -> Need:
    return Need(
        f"goals.ended:{goal.id}",
        fitted("*", title(goal.title), f"* ended on {write_day(goal.due, today)}"),
        "How did it end?",
        OPEN_GOAL,
        NeedRank.due,
        since=midnight(goal.begins, zone),
        value=str(goal.id),
        due=goal.due,
        name=f"*{title(goal.title)}*",
    )


async def _off_track(
    transaction: Transaction, book: Book, viewer: Viewer, members: frozenset[str], now: datetime
) -> list[GoalView]:
    """Goals of their people and teams that are off track; the blocked ones are told of check-ins."""
    if viewer.person.is_guest:
        return []
    led = {team.id for team in viewer.org_chart.led_by(viewer.person.id)}
    theirs = [
        goal
        for goal in book.goals
        if goal.state is GoalState.active
        and goal.health is not GoalHealth.blocked
        and (goal.team_id in led if goal.team_id is not None else goal.owner_id in members)
    ]
    seen = await lines(transaction, theirs, book, viewer, now) if theirs else []
    return [line for line in seen if _is_off(line)]


def _is_off(line: GoalView) -> bool:
    by_numbers = line.pace.status if isinstance(line.pace, Pace) else None
    is_over = by_numbers is PaceStatus.over
    return by_numbers is PaceStatus.off_track or (line.goal.health is GoalHealth.off_track and not is_over)


def _behind(line: GoalView, called: Mapping[str, str], viewer: Viewer, today: date) -> Need:
    goal = line.goal
    whose = "" if goal.team_id is not None else f" ({called.get(goal.owner_id, 'Someone')})"
    far = ""
    if isinstance(line.pace, Pace) and not isinstance(line.share, NotAvailable):
        far = f": {whole_percent(line.share)} done, {whole_percent(line.pace.expected)} due"
    after = f"*{whose} is off track{far}"
    if goal.due < today:
        reached = goal.kind is not GoalKind.milestone and f" at {_far(goal)}"
        after = f"*{whose} ended on {write_day(goal.due, today)}{reached or ''}"
    return Need(
        f"goals.off_track:{goal.id}",
        fitted("*", title(goal.title), after),
        "Open",
        OPEN_GOAL,
        NeedRank.decide,
        since=goal.reported_at or midnight(goal.begins, viewer.person.zone),
        value=str(goal.id),
        about_id="" if goal.team_id is not None or goal.owner_id == viewer.person.id else goal.owner_id,
        name=f"*{title(goal.title)}*{whose}",
        sign=":red_circle:",
    )


def _far(goal: Goal) -> str:
    unit = "" if goal.kind is GoalKind.number else goal.unit
    return f"{show_amount(goal.current, unit)} of {amount(goal.target, goal.kind, goal.unit)}"


async def _without_goal(
    transaction: Transaction, book: Book, viewer: Viewer, called: Mapping[str, str], now: datetime
) -> list[Need]:
    """Gaps: who is led and has agreed on no goal for this quarter, from its fifth working day on."""
    members = await settled_members(transaction, viewer.person.id, now)
    if not members:
        return []
    zone = await workspace.zone_of(transaction)
    quarter = (await workspace.books_of(transaction)).fiscal.quarter_of(local_day(now, zone))
    agreed = {goal.owner_id for goal in book.goals if _counts(goal, quarter)}
    return [
        Need(
            f"goals.none:{each.person.id}:{quarter.start}",
            f"{called.get(each.person.id, 'Someone')} has no agreed goal this quarter",
            "Propose",
            NEW_GOAL,
            NeedRank.gap,
            since=midnight(max(quarter.start, each.since), zone),
            value=each.person.id,
            about_id=each.person.id,
            name=called.get(each.person.id, "Someone"),
        )
        for each in members
        if each.person.id not in agreed and each.has_worked(SETTLED_AFTER, quarter.start)
    ]


def _counts(goal: Goal, quarter: DateRange) -> bool:
    overlaps = goal.begins < quarter.end and quarter.start <= goal.due
    return goal.team_id is None and goal.state in _AGREED and overlaps
