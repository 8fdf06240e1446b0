"""Reading beyond a list: the tree of goals, and the changes of one."""

from collections.abc import Iterable
from datetime import datetime

from bot.common.moments import WallClock
from bot.common.naming import YOU, as_subject
from bot.db.transaction import Transaction
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.repository.mapping import facts_of
from bot.features.goals.rules.access import roles_in, visible_to
from bot.features.goals.rules.facts import Branch, History, Tree
from bot.features.goals.rules.progress import Goal
from bot.features.goals.rules.state_machine import may_read_concern
from bot.features.goals.service.queries import Book, Viewer, book_of, lines
from bot.features.people.service import members as people
from bot.framework.pager import Page, paginate

HISTORY_PAGE = 10
TREE_PAGE = 20


async def tree(
    transaction: Transaction, root: Goal | None, viewer: Viewer, now: datetime, page: int = 1
) -> Tree:
    """A page of the tree below `root` (None: all), 20 rows each, depth first; only what the viewer may see.

    A page out of range gives the nearest one.
    """
    book = await book_of(transaction, viewer.org_chart, now)
    seen = {g.id for g in book.goals if visible_to(g, viewer.person, viewer.org_chart)}
    tops = [root] if root else [g for g in book.goals if g.parent_id not in seen]
    walked = [(depth, g) for top in tops for depth, g in _walk(top, book, 0) if g.id in seen]
    shown = paginate(walked, page, TREE_PAGE)
    drawn = await lines(transaction, [g for _, g in shown.rows], book, viewer, now)
    branches = tuple(Branch(depth, line) for (depth, _), line in zip(shown.rows, drawn, strict=True))
    return Tree(root, shown.filled(branches))


def _walk(goal: Goal, book: Book, depth: int) -> Iterable[tuple[int, Goal]]:
    yield depth, goal
    for child in book.below.get(goal.id, ()):
        yield from _walk(child, book, depth + 1)


async def history(
    transaction: Transaction, goal: Goal, viewer: Viewer, now: datetime, page: int = 1
) -> History:
    """A page of a goal's changes, ten each; those of a concern are left out for those who may not read it."""
    repository = GoalRepository(transaction)
    reads_all = may_read_concern(roles_in(goal, viewer.person, viewer.org_chart))
    found = await repository.changes(
        goal.id, HISTORY_PAGE + 1, (page - 1) * HISTORY_PAGE, with_private=reads_all
    )
    shown = tuple(change.fact() for change in found[:HISTORY_PAGE])
    sides = [side for change in shown for side in (change.old, change.new)]
    parent_ids = [side["parent_id"] for side in sides if side.get("parent_id") is not None]
    parents = {row.id: facts_of(row, viewer.org_chart) for row in await repository.by_ids(parent_ids)}
    names = await people.names(transaction, {c.actor_id for c in shown if c.actor_id})
    names |= {viewer.person.id: as_subject(YOU)}
    # One more than fits was asked for: whether there is another page is known, not how many.
    known = (page - 1) * HISTORY_PAGE + len(found)
    return History(
        goal, Page(shown, page, known, HISTORY_PAGE), names, parents, WallClock(viewer.person.zone, now)
    )
