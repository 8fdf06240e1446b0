"""The menu: areas as buttons, and the doors of one area. Pure."""

from collections.abc import Sequence

from bot.features.doors.rules import AREA, TYPE, Menu
from bot.framework.doors import Area, Door
from bot.slack.blocks import SECTION_TEXT, Block, Element, Message, actions, button, context, section
from bot.slack.text import pieces, typed_excerpt

EVERYTHING, HOW = "doors.menu", "doors.how"
# Slack draws a row of buttons on a line of a phone, or two.
_IN_A_ROW, _MOST_EXAMPLES = 5, 2
# No area has more doors; buttons of one message have different ids.
TYPED = tuple(f"{TYPE}:{number}" for number in range(25))
_OWN_WORDS = "Or write it in your own words, after `/pacer` or in my messages:"


def menu_message(
    first_name: str,
    areas: Sequence[Area],
    *,
    reason: str | None = None,
    notes: Sequence[str] = (),
    waiting: str = "",
    show: Element | None = None,
) -> Message:
    """What Pacer can do for somebody, an area a button; `reason`: why it is shown to who did not ask.

    `waiting`: the sentence that something waits for them, "" for nothing, with the button that shows it.
    """
    title = reason or waiting or f"What would you like to do, {first_name}?"
    buttons = [button(area, f"{AREA}:{area.name}", value=area.name) for area in areas]
    row = actions(*buttons) if buttons else actions(everything())
    head = section(title if reason else f"*{title}*", accessory=show)
    return Message(title, [head, row, context(*notes, _own_words(areas))])


def _own_words(areas: Sequence[Area]) -> str:
    """Sentences that its reader may write."""
    said = ["my numbers"] * (Area.numbers in areas) + ["thank ben for the demo"]
    said += ["what should I do today?"] * (Area.goals in areas)
    return f"{_OWN_WORDS} {' · '.join(f'`{each}`' for each in said)}"


def everything(label: str = "Everything") -> Element:
    """The button that leads to the menu."""
    return button(label, EVERYTHING)


def area_message(menu: Menu, area: Area) -> Message:
    """The doors of one area, with the way back."""
    doors = menu.within(area)
    examples = [f"`{door.example}`" for door in doors if door.example][:_MOST_EXAMPLES]
    written = [context(f"Or write it: {' · '.join(examples)}")] if examples else []
    back = actions(everything("Back"))
    return Message(area, [section(f"*{area}*"), *door_rows(doors), *written, back])


def unknown_message(words: str, near: Sequence[Door]) -> Message:
    """What is said of words after `/pacer` that lead nowhere; `near`: the doors that may be meant."""
    told = f"I don't know “{typed_excerpt(words)}”."
    text = f"{told} Did you mean:" if near else told
    return Message(text, [section(text), actions(*door_buttons(near), everything())])


def led_on_message(sentence: str, doors: Sequence[Door], command: str) -> Message:
    """Why a command was not understood, with the doors that it may mean.

    `command`: what is told of how to write it, "" for nothing.
    """
    how = [button("How to write it", HOW, value=f"{command} help")] if command else [everything()]
    told = [section(piece) for piece in pieces(sentence, SECTION_TEXT)]
    return Message(sentence, [*told, actions(*door_buttons(doors), *how)])


def door_rows(doors: Sequence[Door]) -> list[Block]:
    """The doors as rows of buttons."""
    buttons = door_buttons(doors)
    rows = range(0, len(buttons), _IN_A_ROW)
    return [actions(*buttons[start : start + _IN_A_ROW]) for start in rows]


def door_buttons(doors: Sequence[Door]) -> list[Element]:
    """A button for each door, with ids of their own."""
    return [
        button(door.label, door.action_id or action_id, value=door.words)
        for door, action_id in zip(doors, TYPED, strict=False)
    ]
