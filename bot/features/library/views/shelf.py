"""The shelf as a message: what is on one's list, and what there is. Pure."""

from collections.abc import Sequence

from bot.features.library.rules.facts import LEAST_VOTES, ListedItem, Shelf, ShelfRow
from bot.features.library.rules.ids import (
    ADD,
    DONE,
    GIVE,
    MINE,
    OPEN,
    PAGE,
    PATH,
    RETIRE,
    RIGHT,
    ROW,
    TAKE,
)
from bot.features.library.rules.shelf import link_of
from bot.features.library.views.items import item_line
from bot.features.skills.rules.facts import ROLE_NAMES
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.framework.pager import PREVIOUS_NEXT, pager_blocks
from bot.slack.blocks import Block, Element, Message, actions, button, context, option, overflow, section

TITLE = "Library"
_MOST_LISTED = 5
NOTHING = "Nothing is here yet. Anybody in a team can add the first thing to read, watch or try."
NOTHING_FOR = "There is nothing for this yet. Anybody in a team can add the first."


def shelf_message(shelf: Shelf, told: str = "") -> Message:
    """The viewer's list, what they gave, and a page of the shelf, below what was done."""
    blocks: list[Block] = [section(f":white_check_mark: {told}")] if told else []
    blocks += _listed("*On your list*", shelf.mine, shelf, "Mark as done", DONE)
    blocks += _listed("*You gave*", shelf.given, shelf, "Open", OPEN)
    blocks += _rows(shelf)
    value = shelf.skill or shelf.role
    blocks += pager_blocks(shelf.rows, PAGE, lambda page: f"{page} {value}".strip(), PREVIOUS_NEXT)
    blocks.append(actions(button("Add something", ADD), button("Learning path", PATH, value=shelf.role)))
    return Message(TITLE, blocks)


def _listed(title: str, items: Sequence[ListedItem], shelf: Shelf, label: str, action_id: str) -> list[Block]:
    if not items:
        return []
    rows: list[Block] = [section(title)]
    shown = items[:_MOST_LISTED]
    for item in shown:
        opened = button(label, action_id, value=str(item.assignment.id))
        rows.append(section(item_line(item, shelf.today), accessory=opened))
    if len(items) > len(shown):
        rows.append(context(f"and {len(items) - len(shown)} more"))
    return rows


def _rows(shelf: Shelf) -> list[Block]:
    about = ROLE_NAMES[shelf.role][0] if shelf.role else SKILL_NAMES.get(shelf.skill, "")
    if not shelf.rows.total:
        return [section(f"*{about}*\n{NOTHING_FOR}" if about else NOTHING)]
    blocks: list[Block] = []
    before = None
    for row in shelf.rows.rows:
        if row.resource.skill != before:
            before = row.resource.skill
            blocks.append(section(f"*{SKILL_NAMES.get(before, before)}*"))
        blocks.append(section(shelf_line(row, shelf), accessory=_menu(row, shelf)))
    return blocks


def shelf_line(row: ShelfRow, shelf: Shelf) -> str:
    """A resource in one line, such as "Questions that open · 15 min · 7 of 9 found it useful"."""
    parts = [link_of(row.resource), f"{row.resource.minutes} min"]
    if row.votes.total >= LEAST_VOTES:
        parts.append(f"{row.votes.useful} of {row.votes.total} found it useful")
    parts.append(f"from {row.by}")
    if row.may_confirm and row.stale_since is not None:
        parts.append("_is it still right?_")
    return " · ".join(parts)


def _menu(row: ShelfRow, shelf: Shelf) -> Element:
    """What the viewer may do with a resource: one button, or a menu, where it has the number to be typed."""
    value, name = str(row.resource.id), f"R{row.resource.id}"
    found = [option(f"Put {name} on my list", f"{TAKE} {value}")]
    if shelf.gives:
        found.append(option(f"Give {name} to somebody", f"{GIVE} {value}"))
    if row.may_confirm and row.stale_since is not None:
        found.append(option(f"{name} is still right", f"{RIGHT} {value}"))
    if row.may_retire:
        found.append(option(f"Remove {name} from library", f"{RETIRE} {value}"))
    return overflow(ROW, found) if len(found) > 1 else button("Put on my list", MINE, value=value)
