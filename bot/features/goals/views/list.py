"""Lists of goals, and their tree. Pure."""

from collections.abc import Callable
from datetime import date

from bot.common.text import plural
from bot.features.goals.rules.facts import NEW_GOAL, OPEN_GOAL, GoalView, Listing, Tree, Which
from bot.features.goals.rules.formatting import format_progress, heading, title
from bot.framework.pager import PREVIOUS_NEXT, page_told, pager
from bot.slack.blocks import Block, Element, Message, actions, button, context, header, section
from bot.slack.text import packed

PAGE = "goals.page"
TREE_PAGE = "goals.tree"
_TITLES = {
    Which.mine: "My goals",
    Which.team: "My team's goals",
    Which.at_risk: "Goals at risk",
    Which.all: "All goals",
}
_EMPTY = {
    Which.mine: "You have no goals yet. Set one: `/goal Close 12 deals by eoq`",
    Which.person: "No goals that you can see.",
    Which.team: "Your team has no goals yet. Set one for somebody: `/goal Close 12 deals by eoq for @name`",
    Which.at_risk: ":large_green_circle: Nothing is off its pace, as far as you can see.",
    Which.all: "There are no goals yet. Set the first: `/goal Win 40 customers by eoy for team`",
}


def list_message(listing: Listing, today: date) -> Message:
    """Answer to `/goal list ...`: one page, with a hint where it is empty."""
    name = _TITLES.get(listing.which) or f"Goals of {listing.whose}"
    blocks: list[Block] = [header(name)]
    if not listing.page.rows:
        blocks.append(section(_EMPTY[listing.which]))
    with_owner = listing.which not in (Which.mine, Which.person)
    blocks += [line_block(line, today, with_owner=with_owner) for line in listing.page.rows]
    if listing.page.pages > 1:
        blocks.append(context(f"{plural(listing.page.total, 'goal')} · {page_told(listing.page).lower()}"))
    return Message(name, [*blocks, actions(*_list_buttons(listing))])


def line_block(line: GoalView, today: date, *, with_owner: bool) -> Block:
    """One goal of a list, with the button that opens it; "Answer" where the viewer has to."""
    label = "Answer" if line.waits_for_viewer else "Open"
    style = "primary" if line.waits_for_viewer else None
    return section(
        line_text(line, today, with_owner=with_owner),
        accessory=button(label, OPEN_GOAL, value=str(line.goal.id), style=style),
    )


def line_text(line: GoalView, today: date, *, with_owner: bool) -> str:
    """Two mrkdwn lines of a goal: what it is, and its progress."""
    whose = f"  ·  {line.owner_name}" if with_owner else ""
    progress = format_progress(line.goal, line.share, line.pace, today, is_yours=line.waits_for_viewer)
    return f"{heading(line.goal)}{whose}\n{progress}"


def _list_buttons(listing: Listing) -> list[Element]:
    return [*pager(listing.page, PAGE, typed(_words(listing)), PREVIOUS_NEXT), button("New goal", NEW_GOAL)]


def _words(listing: Listing) -> str:
    if listing.which is Which.person:
        return f"<@{listing.person_id}>"
    return listing.which.value


def typed(words: str) -> Callable[[int], str]:
    """The value of a button to a page: the words and the page that one would type."""
    return lambda number: f"{words} page {number}"


def tree_message(tree: Tree, today: date) -> Message:
    """Answer to `/goal tree`: each goal below the one that it serves."""
    name = f"Below {tree.root.name} {title(tree.root.title)}" if tree.root else "How the goals hang together"
    lines = [_branch(branch.depth, branch.line, today) for branch in tree.page.rows]
    body = [section(text) for text in packed(lines)] or [section("There are no goals yet.")]
    words = tree.root.name if tree.root else ""
    buttons = pager(tree.page, TREE_PAGE, typed(words), PREVIOUS_NEXT)
    return Message(name, [header(name[:150]), *body, *([actions(*buttons)] if buttons else [])])


def _branch(depth: int, line: GoalView, today: date) -> str:
    indent = "\u2003" * depth + ("└ " if depth else "")
    stand = format_progress(line.goal, line.share, line.pace, today, with_due=False)
    below = "\u2003" * (depth + 1)
    return f"{indent}{heading(line.goal)}  ·  {line.owner_name}\n{below}{stand}"
