"""Lists of goals: which, in which order, a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.common.naming import called
from bot.db.transaction import Transaction
from bot.features.goals.rules.access import visible_to
from bot.features.goals.rules.facts import Listing, Which
from bot.features.goals.rules.progress import Goal, waits_for
from bot.features.goals.rules.state_machine import OPEN
from bot.features.goals.service.queries import Book, Viewer, book_of, book_with_ended, lines, worrying
from bot.features.people.service import members as people
from bot.features.teams.rules.org_chart import Team
from bot.framework.pager import Page, paginate

PAGE = 8


@dataclass(frozen=True)
class _Cut:
    """A page of a list, chosen and ordered, before the goals are looked at in detail."""

    which: Which
    person_id: str | None
    page: Page[Goal]


async def listing(
    transaction: Transaction,
    viewer: Viewer,
    which: Which,
    now: datetime,
    *,
    person_id: str | None = None,
    page: int = 1,
) -> Listing:
    """A page of goals: what waits for the viewer first, then open ones, then by due day.

    `person_id` is for `Which.person`; a page out of range gives the nearest one.
    """
    read = book_with_ended if which is Which.ended else book_of
    book = await read(transaction, viewer.org_chart, now)
    chosen = _chosen(book, which, person_id, viewer)
    if which is Which.at_risk:
        chosen = [line.goal for line in await lines(transaction, chosen, book, viewer, now) if worrying(line)]
    cut = _cut(chosen, which, person_id, page, viewer)
    (drawn,) = await _drawn(transaction, [cut], book, viewer, now)
    return drawn


async def own_and_team(
    transaction: Transaction, viewer: Viewer, now: datetime
) -> tuple[Listing, Listing | None]:
    """First pages of one's own goals, and of the others of one's team; None for those who lead none."""
    book = await book_of(transaction, viewer.org_chart, now)
    leads = viewer.org_chart.led_by(viewer.person.id)
    wanted = (Which.mine, Which.team) if leads else (Which.mine,)
    chosen = {which: _chosen(book, which, None, viewer) for which in wanted}
    own_ids = {goal.id for goal in chosen[Which.mine]}
    if Which.team in chosen:
        chosen[Which.team] = [goal for goal in chosen[Which.team] if goal.id not in own_ids]
    cuts = [_cut(chosen[which], which, None, 1, viewer) for which in wanted]
    own, *team = await _drawn(transaction, cuts, book, viewer, now)
    return own, team[0] if team else None


def _cut(chosen: Iterable[Goal], which: Which, person_id: str | None, page: int, viewer: Viewer) -> _Cut:
    ordered = sorted(chosen, key=lambda goal: _order(goal, viewer.person.id))
    ordered = ordered[::-1] if which is Which.ended else ordered  # the newest first
    return _Cut(which, person_id, paginate(ordered, page, PAGE))


async def _drawn(
    transaction: Transaction, cuts: Sequence[_Cut], book: Book, viewer: Viewer, now: datetime
) -> list[Listing]:
    shown = {goal.id: goal for cut in cuts for goal in cut.page.rows}
    drawn = {line.goal.id: line for line in await lines(transaction, list(shown.values()), book, viewer, now)}
    names = await people.names(transaction, {cut.person_id for cut in cuts if cut.person_id})
    return [
        Listing(
            which=cut.which,
            whose=called(cut.person_id or "", names, viewer.person.id),
            person_id=cut.person_id,
            page=cut.page.filled(tuple(drawn[goal.id] for goal in cut.page.rows)),
        )
        for cut in cuts
    ]


def _chosen(book: Book, which: Which, person_id: str | None, viewer: Viewer) -> list[Goal]:
    goals = [goal for goal in book.goals if visible_to(goal, viewer.person, viewer.org_chart)]
    if which in (Which.mine, Which.person):
        return [goal for goal in goals if _is_of(goal, person_id or viewer.person.id)]
    if which is Which.all:
        return goals
    circle = circle_of(viewer)
    team_ids = {team.id for team in teams_of(viewer)}
    if which is Which.ended:
        goals = [goal for goal in goals if goal.state not in OPEN]
    return [
        goal
        for goal in goals
        if (goal.team_id is None and goal.owner_id in circle) or goal.team_id in team_ids
    ]


def _is_of(goal: Goal, person_id: str) -> bool:
    return goal.owner_id == person_id or (goal.proposer_id == person_id and waits_for(goal) == person_id)


def circle_of(viewer: Viewer) -> frozenset[str]:
    """Ids of the viewer's people: those they lead, their teammates, and themselves."""
    me, org_chart = viewer.person.id, viewer.org_chart
    team = org_chart.team_of(me)
    return org_chart.people_of(me) | (frozenset(team.member_ids) if team else frozenset()) | {me}


def teams_of(viewer: Viewer) -> tuple[Team, ...]:
    """The teams that the viewer leads or belongs to; perhaps none."""
    own = viewer.org_chart.team_of(viewer.person.id)
    return (*viewer.org_chart.led_by(viewer.person.id), *([own] if own else []))


def _order(goal: Goal, viewer_id: str) -> tuple[object, ...]:
    return (waits_for(goal) != viewer_id, goal.state not in OPEN, goal.due, goal.number)
