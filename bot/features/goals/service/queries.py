"""Reading goals, each as its viewer may see it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from bot.common.date_ranges import DateRange
from bot.common.locales import DEFAULT_LOCALE, Locale
from bot.common.memory import Remembered
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.repository.mapping import facts_of
from bot.features.goals.rules.access import roles_in, visible_to
from bot.features.goals.rules.alignment import counted_below, rolled_up
from bot.features.goals.rules.facts import Card, GoalView
from bot.features.goals.rules.pace import Pace, PaceStatus, pace
from bot.features.goals.rules.progress import Goal, GoalHealth, NotAvailable, Share
from bot.features.goals.rules.state_machine import GoalAction, GoalRole, GoalState, seen_by
from bot.features.goals.service.notifications import chain_above, channel_of
from bot.features.notifications.service import availability as notifications
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.features.workspace import service as workspace

# Goals that ended stay in lists until so long after their due day.
_SHOWN_AFTER_DUE = timedelta(days=31)
_ENDED_FOR = timedelta(days=366)
_MOST_BELOW = 8
# Who agrees on the terms.
_AT_THE_TABLE = frozenset({GoalRole.owner, GoalRole.proposer, GoalRole.manager})
_AGREED = frozenset({GoalState.active, GoalState.done, GoalState.missed})
_WORRYING = frozenset({PaceStatus.at_risk, PaceStatus.off_track})
_WORRIED = frozenset({GoalHealth.at_risk, GoalHealth.off_track, GoalHealth.blocked})


@dataclass(frozen=True)
class Viewer:
    """Who looks at goals, with the org chart that decides what they see; `locale` reads what they type."""

    person: Person
    org_chart: OrgChart
    locale: Locale = DEFAULT_LOCALE


@dataclass(frozen=True)
class Book:
    """Goals of a workspace that count now, with their shares, which are worked out once."""

    goals: tuple[Goal, ...]
    _shares: dict[int, Share] = field(default_factory=dict, compare=False)

    def share(self, goal: Goal) -> Share:
        """Share of a goal, from its own number or from the goals below it."""
        return rolled_up(goal, self.below, self._shares)

    def with_report(self, after: Goal) -> "Book":
        """A book in which `after` stands in place of what that goal was before a report."""
        return Book(tuple(after if goal.id == after.id else goal for goal in self.goals))

    @cached_property
    def below(self) -> Mapping[int, Sequence[Goal]]:
        """Goals right below each goal, by id; goals without any are left out."""
        found: dict[int, list[Goal]] = {}
        for goal in self.goals:
            if goal.parent_id is not None:
                found.setdefault(goal.parent_id, []).append(goal)
        return found


BOOK = Remembered[Book]("goals by first due day and org chart")


async def load_viewer(transaction: Transaction, actor_id: str) -> Viewer:
    """The acting person as a viewer. NotAllowed: a bot, or somebody who left; guests may."""
    await people.actor(transaction, actor_id, guests=True)
    return await reader(transaction, actor_id)


async def load_writer(transaction: Transaction, actor_id: str) -> Viewer:
    """As `load_viewer`, where they have typed numbers or days: with the workspace's way of writing."""
    viewer = await load_viewer(transaction, actor_id)
    return replace(viewer, locale=await workspace.locale_of(transaction))


async def reader(transaction: Transaction, person_id: str) -> Viewer:
    """A person as the viewer of a message written by the clock; nothing is checked."""
    return Viewer(await people.person(transaction, person_id), await teams.load_org_chart(transaction))


async def book_of(transaction: Transaction, org_chart: OrgChart, now: datetime) -> Book:
    """Goals that are open, or were due within the last 31 days."""
    today = local_day(now, await workspace.zone_of(transaction))
    return await _living(transaction, org_chart, today - _SHOWN_AFTER_DUE)


async def _living(transaction: Transaction, org_chart: OrgChart, since: date) -> Book:
    async def load() -> Book:
        rows = await GoalRepository(transaction).living(since)
        return Book(tuple(facts_of(row, org_chart) for row in rows))

    return await transaction.memory.once(BOOK, load, since, org_chart)


async def book_with_ended(transaction: Transaction, org_chart: OrgChart, now: datetime) -> Book:
    """The goals of `book_of`, and besides all that have ended and were due within the last year."""
    book = await book_of(transaction, org_chart, now)
    since = local_day(now, await workspace.zone_of(transaction)) - _ENDED_FOR
    known = {goal.id for goal in book.goals}
    rows = await GoalRepository(transaction).ended(since)
    return Book((*book.goals, *(facts_of(row, org_chart) for row in rows if row.id not in known)))


def remember_report(transaction: Transaction, after: Goal) -> None:
    """Puts a goal that got a new number into what is remembered, in place of what it was."""
    transaction.memory.amend(BOOK, lambda book: book.with_report(after))


async def facts_of_goal(transaction: Transaction, goal_id: int) -> Goal | None:
    """A goal as it is now, without a check of the viewer, for the clock; None without one."""
    row = await GoalRepository(transaction).find(goal_id)
    return facts_of(row, await teams.load_org_chart(transaction)) if row else None


async def active_among(transaction: Transaction, goal_ids: Collection[int]) -> frozenset[int]:
    """Which of these ids are active goals."""
    rows = await GoalRepository(transaction).by_ids(goal_ids)
    return frozenset(row.id for row in rows if row.state == GoalState.active)


@dataclass(frozen=True)
class Shared:
    """A goal that its owner shared with the team, and the team's channel."""

    goal: Goal
    shared_at: datetime
    channel_id: str


async def shared_since(transaction: Transaction, org_chart: OrgChart, since: datetime) -> list[Shared]:
    """Goals shared from this instant on, by number, but those now private or without a channel."""
    rows = await GoalRepository(transaction).shared_since(since)
    goals = [(facts_of(row, org_chart), row.shared_at) for row in rows]
    return [
        Shared(goal, at, channel_id)
        for goal, at in goals
        if not goal.private and (channel_id := channel_of(goal, org_chart)) is not None
    ]


async def was_shared_since(transaction: Transaction, since: datetime) -> bool:
    """Whether any goal was shared with a team from this instant on."""
    return bool(await GoalRepository(transaction).shared_since(since))


async def visible(transaction: Transaction, viewer: Viewer, now: datetime) -> list[Goal]:
    """Goals of `book_of` that the viewer may see, by number."""
    book = await book_of(transaction, viewer.org_chart, now)
    return [goal for goal in book.goals if visible_to(goal, viewer.person, viewer.org_chart)]


async def shares_in(transaction: Transaction, org_chart: OrgChart, days: DateRange) -> dict[str, Fraction]:
    """Average share of everybody's own agreed goals that overlap these days, by owner id; each from 0 to 1.

    Private goals and those without a number do not count; who has no other is left out.
    """
    book = await _living(transaction, org_chart, days.start)
    found: dict[str, list[Fraction]] = {}
    for goal in book.goals:
        share = book.share(goal)
        counts = goal.state in _AGREED and goal.team_id is None and not goal.private
        overlaps = goal.begins < days.end and days.start <= goal.due
        if counts and overlaps and not isinstance(share, NotAvailable):
            found.setdefault(goal.owner_id, []).append(min(max(share, Fraction(0)), Fraction(1)))
    return {who: sum(shares, Fraction(0)) / len(shares) for who, shares in found.items()}


async def goals_in(
    transaction: Transaction, owner_id: str, days: DateRange, viewer: Viewer
) -> list[tuple[Goal, Share]]:
    """Agreed goals of a person that overlap these days and the viewer may see, each with its share."""
    book = await _living(transaction, viewer.org_chart, days.start)
    return [
        (goal, book.share(goal))
        for goal in book.goals
        if goal.owner_id == owner_id
        and goal.team_id is None
        and goal.state in _AGREED
        and goal.begins < days.end
        and days.start <= goal.due
        and visible_to(goal, viewer.person, viewer.org_chart)
    ]


async def lines(
    transaction: Transaction, goals: Sequence[Goal], book: Book, viewer: Viewer, now: datetime
) -> list[GoalView]:
    """These goals as the viewer sees them, in order; pace by each owner's own calendar and zone."""
    owners = await people.people(transaction, {goal.owner_id for goal in goals})
    since = min((goal.begins for goal in goals), default=now.date())
    reaches = await notifications.reaches(transaction, list(owners.values()), since)
    found: list[GoalView] = []
    for goal in goals:
        owner = owners.get(goal.owner_id) or people.stranger(goal.owner_id)
        roles = roles_in(goal, viewer.person, viewer.org_chart)
        state = seen_by(goal.state, roles)
        seen = goal if state is goal.state or state is None else replace(goal, state=state)
        share = book.share(goal)
        reach = reaches.get(goal.owner_id)
        own_pace = (
            pace(goal, share, local_day(now, owner.zone), reach.calendar)
            if reach
            else NotAvailable("its owner is not known")
        )
        found.append(
            GoalView(
                seen, share, own_pace, owner.name, roles, counted_below(goal, book.below.get(goal.id, ()))
            )
        )
    return found


def worrying(line: GoalView) -> bool:
    """Whether an active goal is behind its pace, or its owner says that it is at risk or blocked."""
    is_off = isinstance(line.pace, Pace) and line.pace.status in _WORRYING
    return line.goal.state is GoalState.active and (is_off or line.goal.health in _WORRIED)


async def moved(
    transaction: Transaction, goal_ids: Sequence[int], since: datetime
) -> dict[int, tuple[Decimal, Decimal]]:
    """(before, after) of the numbers reported since then, by goal id; others are left out."""
    found: dict[int, tuple[Decimal, Decimal]] = {}
    for change in await GoalRepository(transaction).changes_since(goal_ids, since):
        if change.deed == GoalAction.update.value and "current" in change.new:
            before, _ = found.get(change.goal_id, (Decimal(change.old["current"]), None))
            found[change.goal_id] = (before, Decimal(change.new["current"]))
    return found


async def card(transaction: Transaction, goal: Goal, viewer: Viewer, now: datetime) -> Card:
    """One goal with its chain above, and at most eight goals below that the viewer may see."""
    book = await book_of(transaction, viewer.org_chart, now)
    below = [g for g in book.below.get(goal.id, ()) if visible_to(g, viewer.person, viewer.org_chart)]
    (line,) = await lines(transaction, [goal], book, viewer, now)
    ids = {who for who in (goal.owner_id, goal.proposer_id, *goal.coach_ids) if who}
    team = viewer.org_chart.team(goal.team_id) if goal.team_id is not None else None
    return Card(
        line=line,
        names=await people.names(transaction, ids),
        team_name=team.name if team else None,
        above=tuple(await chain_above(transaction, goal, viewer.org_chart)),
        below=tuple(await lines(transaction, below[:_MOST_BELOW], book, viewer, now)),
        channel_id=None if goal.private else channel_of(goal, viewer.org_chart),
        counter_note=await _counter_note(transaction, goal, line.roles),
    )


async def _counter_note(transaction: Transaction, goal: Goal, roles: Collection[GoalRole]) -> str:
    if goal.counter is None or _AT_THE_TABLE.isdisjoint(roles):
        return ""
    return await GoalRepository(transaction).newest_note(goal.id, GoalAction.counter.value)
