"""Functions that build Block Kit objects; limits are Slack's."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from bot.slack.text import pieces, quoted

Block = dict[str, Any]
Element = dict[str, Any]

SECTION_TEXT = 3000
HEADER = 150
OPTION_TEXT = 75
INPUT_TEXT = 3000
# Elements that hold no choice of their own.
_PRESSED = frozenset({"button", "overflow"})


@dataclass(frozen=True)
class Message:
    """A message: `blocks` to show, `text` for notifications and screen readers.

    Without blocks the text is shown.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)


def plain(text: str) -> Element:
    """A plain_text object, in which emoji codes are shown as emoji."""
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Element:
    """A mrkdwn object; verbatim, so that Slack links or pings nothing by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def section(text: str, *, accessory: Element | None = None) -> Block:
    """One paragraph, with an optional element at its right."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block | {"accessory": accessory} if accessory else block


def fields_of(texts: Sequence[str], *, accessory: Element | None = None) -> Block:
    """Up to ten short texts side by side, two in a row; a phone shows them one below the other."""
    block: Block = {"type": "section", "fields": [mrkdwn(text) for text in texts]}
    return block | {"accessory": accessory} if accessory else block


def quotation(calm: str) -> list[Block]:
    """Somebody's words, harmless already, as a quotation of as many paragraphs as they need."""
    # Quoting can double the length (a piece of line ends only) and adds one character.
    return [section(quoted(piece)) for piece in pieces(calm, SECTION_TEXT // 2 - 1)] if calm else []


def header(text: str) -> Block:
    """A header block; Slack takes 150 characters."""
    return {"type": "header", "text": plain(text)}


def divider() -> Block:
    """A divider block: a thin horizontal line."""
    return {"type": "divider"}


def context(*texts: str) -> Block:
    """A context block: small grey text, one element for each of `texts`."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def actions(*elements: Element, block_id: str | None = None) -> Block:
    """An actions block with buttons, selects and the like in one row."""
    block: Block = {"type": "actions", "elements": list(elements)}
    return block | {"block_id": block_id} if block_id else block


def confirm(title: str, text: str, *, yes: str, no: str = "Cancel") -> Element:
    """The confirmation dialog that Slack shows before it sends a click."""
    return {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(no)}


def button(
    label: str, action_id: str, *, value: str = "", style: str | None = None, ask: Element | None = None
) -> Element:
    """A button. `style`: primary or danger; `ask`: a `confirm(...)`."""
    element: Element = {"type": "button", "text": plain(label), "action_id": action_id}
    extras = {"value": value, "style": style, "confirm": ask}
    return element | {key: extra for key, extra in extras.items() if extra}


def option(label: str, value: str) -> Element:
    """An option of a select, checkbox or overflow menu; the label is cut at 75 characters."""
    return {"text": plain(label[:OPTION_TEXT]), "value": value}


def select(
    action_id: str, options: Sequence[Element], *, placeholder: str = "Choose", initial: Element | None = None
) -> Element:
    """A select with fixed options, at most 100; `initial` is one of them."""
    element: Element = {
        "type": "static_select",
        "action_id": action_id,
        "options": list(options),
        "placeholder": plain(placeholder),
    }
    return element | {"initial_option": initial} if initial else element


def multi_select(
    action_id: str,
    options: Sequence[Element],
    *,
    placeholder: str = "Choose",
    chosen: Collection[str] = (),
    most: int | None = None,
) -> Element:
    """A select of several of at most 100 fixed options; `chosen` are values, `most` may be chosen."""
    element: Element = {
        "type": "multi_static_select",
        "action_id": action_id,
        "options": list(options),
        "placeholder": plain(placeholder),
    }
    picked = [each for each in options if each["value"] in chosen]
    extras = {"initial_options": picked, "max_selected_items": most}
    return element | {key: extra for key, extra in extras.items() if extra}


def users_select(action_id: str, *, placeholder: str, initial: Sequence[str] = ()) -> Element:
    """A select of several people; `initial` are their ids."""
    element: Element = {
        "type": "multi_users_select",
        "action_id": action_id,
        "placeholder": plain(placeholder),
    }
    return element | {"initial_users": list(initial)} if initial else element


def user_select(action_id: str, *, placeholder: str, initial: str | None = None) -> Element:
    """A select of one person; `initial` is their id."""
    element: Element = {"type": "users_select", "action_id": action_id, "placeholder": plain(placeholder)}
    return element | {"initial_user": initial} if initial else element


def datepicker(action_id: str, *, initial: date | None = None) -> Element:
    """A date picker; its value reads "2026-12-24"."""
    element: Element = {"type": "datepicker", "action_id": action_id, "placeholder": plain("Choose a day")}
    return element | {"initial_date": initial.isoformat()} if initial else element


def channel_select(action_id: str, *, placeholder: str, initial: str | None = None) -> Element:
    """A select of one public channel; `initial` is its id."""
    element: Element = {"type": "channels_select", "action_id": action_id, "placeholder": plain(placeholder)}
    return element | {"initial_channel": initial} if initial else element


def text_input(
    action_id: str,
    *,
    initial: str = "",
    placeholder: str = "",
    multiline: bool = False,
    longest: int = INPUT_TEXT,
) -> Element:
    """A text field; `longest` is the maximum number of characters, at most 3,000."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": multiline,
        "max_length": longest,
    }
    extras = {"initial_value": initial, "placeholder": plain(placeholder) if placeholder else None}
    return element | {key: extra for key, extra in extras.items() if extra}


def field_of(name: str, label: str, element: Element, *, optional: bool = False, hint: str = "") -> Block:
    """A labelled input block. `name` is its block id: a Refusal that names this field is shown beside it."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": plain(hint)} if hint else block


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = "Close",
    metadata: str = "",
) -> dict[str, Any]:
    """A modal view, title of at most 24 characters.

    `metadata` comes back with its submission and its buttons.
    """
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title),
        "close": plain(close),
        "blocks": list(blocks),
        "private_metadata": metadata,
    }
    return view | {"submit": plain(submit)} if submit else view


def home(blocks: Sequence[Block], *, metadata: str = "") -> dict[str, Any]:
    """The view of an App Home; `metadata` comes back with its buttons, and when it is opened again."""
    view: dict[str, Any] = {"type": "home", "callback_id": "home", "blocks": _named(blocks)}
    return view | {"private_metadata": metadata} if metadata else view


def _named(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those with buttons alone under a name that the same buttons have in the next drawing.

    A press that meets a Home drawn anew the moment before still finds its button. What holds a choice keeps
    the new name that Slack gives it each time: by an old one it would show the old choice.
    """
    names = Counter[str]()
    named = []
    for block in blocks:
        pressed = [block["accessory"]] if "accessory" in block else block.get("elements", [])
        if pressed and "block_id" not in block and all(each.get("type") in _PRESSED for each in pressed):
            told = json.dumps([[each["action_id"], each.get("value")] for each in pressed])
            name = sha256(told.encode()).hexdigest()[:16]
            names[name] += 1
            block = {**block, "block_id": f"{name}:{names[name]}"}
        named.append(block)
    return named


def timepicker(action_id: str, *, initial: str) -> Element:
    """A time picker; value and `initial` read "09:00"."""
    return {"type": "timepicker", "action_id": action_id, "initial_time": initial}


def checkboxes(action_id: str, options: Sequence[Element], *, checked: Collection[str]) -> Element:
    """Check boxes, at most ten; `checked` are the values of the ticked ones."""
    element: Element = {"type": "checkboxes", "action_id": action_id, "options": list(options)}
    ticked = [each for each in options if each["value"] in checked]
    return element | {"initial_options": ticked} if ticked else element


def overflow(action_id: str, options: Sequence[Element]) -> Element:
    """A menu behind three dots, with at most five options."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}
