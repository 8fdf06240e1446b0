"""A learning path as a message. Pure."""

from bot.common.dates import write_day
from bot.common.text import plural
from bot.features.library.rules.facts import LearningPath, PathItem
from bot.features.library.rules.ids import PATH, PATH_ADD, PATH_BEGIN, PATH_DROP
from bot.features.library.rules.shelf import link_of
from bot.features.skills.rules.facts import ROLE_NAMES
from bot.slack.blocks import Block, Element, Message, actions, button, context, section

TITLE = "Learning path"
_MOST_PEOPLE = 20
_NOTHING = "It has no items yet. Managers and admins write it."
_HOW = "Who begins in this role gets the first item on their first working day, the next a week later."


def path_message(path: LearningPath, told: str = "") -> Message:
    """The items in their order, where the viewer and their people are, and what may be done."""
    blocks: list[Block] = [section(f":white_check_mark: {told}")] if told else []
    blocks.append(section(f"*Learning path: {ROLE_NAMES[path.role][0]}*"))
    blocks += [_item(place, each, path) for place, each in enumerate(path.items, 1)]
    blocks += [] if path.items else [section(_NOTHING)]
    of = f"of {plural(len(path.items), 'item')}"
    if path.own is not None:
        blocks.append(context(f"You are through with {path.own} {of}."))
    if path.people:
        shown = [f"{name}: {count} {of}" for name, count in path.people[:_MOST_PEOPLE]]
        rest = len(path.people) - len(shown)
        blocks.append(context(" · ".join([*shown, *([f"and {rest} more"] if rest else [])])))
    if path.changed is not None:
        who, day = path.changed
        blocks.append(context(f"Changed last by {who}, {write_day(day, path.today)}."))
    blocks += [context(_HOW), actions(*_buttons(path))]
    return Message(TITLE, blocks)


def _item(place: int, item: PathItem, path: LearningPath) -> Block:
    why = (
        "it is off the shelf" if item.resource.retired_at else "nobody has said lately that it is still right"
    )
    left_out = f" · _left out: {why}_" if item.is_skipped else ""
    text = f"{place}. {link_of(item.resource)} · {item.resource.minutes} min{left_out}"
    if not path.may_change:
        return section(text)
    return section(
        text, accessory=button("Remove from path", PATH_DROP, value=f"{path.role} {item.resource.id}")
    )


def _buttons(path: LearningPath) -> list[Element]:
    buttons = [button("Begin the path", PATH_BEGIN, style="primary")] if path.may_begin else []
    if path.may_change:
        buttons.append(button("Add an item", PATH_ADD, value=path.role))
    others = [role for role in ROLE_NAMES if role != path.role]
    return [*buttons, *(button(ROLE_NAMES[role][1], f"{PATH}:{role}", value=role) for role in others)]
