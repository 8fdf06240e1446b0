"""Lists of goals, and their tree. Pure."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from bot.common.naming import YOU
from bot.common.text import plural
from bot.features.goals.rules.facts import NEW_GOAL, OPEN_GOAL, GoalView, Listing, Tree, Which
from bot.features.goals.rules.formatting import format_progress, named, title, titles_alike
from bot.features.goals.rules.state_machine import GoalAction
from bot.framework.pager import PREVIOUS_NEXT, page_told, pager
from bot.slack.blocks import Block, Element, Message, actions, button, context, header, section
from bot.slack.text import packed

PAGE = "goals.page"
TREE_PAGE = "goals.tree"
ACT = "goals.act"
_TITLES = {
    Which.mine: "My goals",
    Which.team: "My team's goals",
    Which.at_risk: "Goals at risk",
    Which.ended: "Ended goals",
    Which.all: "All goals",
}
_EMPTY = {
    Which.mine: "You have no goals yet. Set one: `/goal Close 12 deals by eoq`",
    Which.person: "No goals that you can see.",
    Which.team: "Your team has no goals yet. Set one for somebody: `/goal Close 12 deals by eoq for @name`",
    Which.at_risk: ":large_green_circle: Nothing is off its pace, as far as you can see.",
    Which.ended: "No goal of yours, or of your team, has ended within a year.",
    Which.all: "There are no goals yet. Set the first: `/goal Win 40 customers by eoy for team`",
}


def list_message(listing: Listing, today: date) -> Message:
    """Answer to `/goal list ...`: one page, with a hint where it is empty."""
    name = _TITLES[Which.mine] if listing.whose == YOU else _TITLES.get(listing.which)
    name = name or f"Goals of {listing.whose}"
    blocks: list[Block] = [header(name)]
    if not listing.page.rows:
        blocks.append(section(_EMPTY[listing.which]))
    with_owner = listing.which not in (Which.mine, Which.person)
    reopens = listing.which is Which.ended
    blocks += line_blocks(listing.page.rows, today, with_owner=with_owner, reopens=reopens)
    if listing.page.pages > 1:
        blocks.append(context(f"{plural(listing.page.total, 'goal')} · {page_told(listing.page).lower()}"))
    return Message(name, [*blocks, actions(*_list_buttons(listing))])


def line_blocks(
    lines: Sequence[GoalView], today: date, *, with_owner: bool, reopens: bool = False
) -> list[Block]:
    """Goals of a list, each with the button that opens it; "Answer" where the viewer has to.

    `reopens`: "Reopen" in its place, for who may.
    """
    alike = titles_alike(line.goal for line in lines)
    return [_line_block(line, today, alike, with_owner=with_owner, reopens=reopens) for line in lines]


def _line_block(
    line: GoalView, today: date, alike: Collection[str], *, with_owner: bool, reopens: bool
) -> Block:
    text = line_text(line, today, alike, with_owner=with_owner)
    return section(text, accessory=_reopen(line) if reopens and line.may(GoalAction.reopen) else _open(line))


def _open(line: GoalView) -> Element:
    label, style = ("Answer", "primary") if line.waits_for_viewer else ("Open", None)
    return button(label, OPEN_GOAL, value=str(line.goal.id), style=style)


def _reopen(line: GoalView) -> Element:
    return button("Reopen", f"{ACT}:{GoalAction.reopen.value}", value=f"{line.goal.id}:{line.goal.version}")


def line_text(line: GoalView, today: date, alike: Collection[str], *, with_owner: bool) -> str:
    """Two mrkdwn lines of a goal: what it is, and its progress; `alike`: titles that several goals have."""
    whose = f"  ·  {line.owner_called}" if with_owner else ""
    progress = format_progress(line, today)
    return f"{named(line.goal, alike)}{whose}\n{progress}"


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
    name = f"Below {title(tree.root.title)}" if tree.root else "How the goals hang together"
    alike = titles_alike(branch.line.goal for branch in tree.page.rows)
    lines = [_branch(branch.depth, branch.line, today, alike) for branch in tree.page.rows]
    body = [section(text) for text in packed(lines)] or [section("There are no goals yet.")]
    words = tree.root.name if tree.root else ""
    buttons = pager(tree.page, TREE_PAGE, typed(words), PREVIOUS_NEXT)
    return Message(name, [header(name[:150]), *body, *([actions(*buttons)] if buttons else [])])


def _branch(depth: int, line: GoalView, today: date, alike: Collection[str]) -> str:
    indent = "\u2003" * depth + ("└ " if depth else "")
    stand = format_progress(line, today, with_due=False)
    below = "\u2003" * (depth + 1)
    return f"{indent}{named(line.goal, alike)}  ·  {line.owner_called}\n{below}{stand}"
