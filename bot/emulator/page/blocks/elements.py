"""Block Kit's interactive elements as HTML: buttons, menus, pickers, boxes."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.emulator.page.blocks.render_context import RenderContext, plain
from bot.emulator.page.blocks.selection import option_values, options_of, value_of
from bot.emulator.page.dates import When
from bot.emulator.page.markup import button, esc, icon, tag
from bot.emulator.page.mrkdwn import plain_to_html, safe_url
from bot.emulator.state.elements import VALUE_KEY
from bot.emulator.state.world import Block


def element_html(element: Block, block_id: str, look: RenderContext, *, dispatch: bool = True) -> str:
    """One element as HTML; `dispatch`: a change is sent to the app at once (inputs wait for submit)."""
    kind = str(element.get("type", ""))
    if kind in RENDERERS:
        return RENDERERS[kind](element, block_id, look, dispatch)
    if kind in VALUE_KEY and kind.endswith("_select"):
        return _select(element, block_id, look, dispatch)
    return tag("span", f"({esc(kind)} cannot be shown here)", class_="unknown")


def field_attributes(element: Block, block_id: str, look: RenderContext, dispatch: bool) -> dict[str, Any]:
    """HTML attributes of an element whose value stays in the browser until it is read."""
    return {"data_field": True, "data_dispatch": dispatch, **look.address(block_id, element)}


def local_minute(seconds: Any, when: When) -> str:
    """Seconds since 1970 as the browser's local date and time (`2026-11-23T09:00`)."""
    return f"{when.local(seconds):%Y-%m-%dT%H:%M}" if seconds else ""


def epoch_seconds(minute: str, zone: str) -> int:
    """Seconds since 1970 of a browser's local `2026-11-23T09:00` in `zone`; reverses `local_minute`."""
    return int(datetime.fromisoformat(minute).replace(tzinfo=ZoneInfo(zone)).timestamp())


def _button(element: Block, block_id: str, look: RenderContext, dispatch: bool) -> str:
    style = f"btn btn-{element['style']}" if element.get("style") in ("primary", "danger") else "btn"
    label = plain_to_html(plain(element.get("text")))
    shared: dict[str, Any] = {
        "class_": style,
        "data_event": "press",
        "data_testid": "block-button",
        "aria_label": element.get("accessibility_label"),
        **look.address(block_id, element),
    }
    if url := safe_url(str(element.get("url", ""))):
        return tag("a", label, icon("out"), href=url, target="_blank", rel="noopener noreferrer", **shared)
    return button(label, **shared)


def _icon_button(element: Block, block_id: str, look: RenderContext, dispatch: bool) -> str:
    label = plain(element.get("text"))
    return button(
        icon("trash"),
        class_="icon-button",
        aria_label=label,
        title=label,
        data_event="press",
        **look.address(block_id, element),
    )


def _feedback_buttons(element: Block, block_id: str, look: RenderContext, dispatch: bool) -> str:
    def half(key: str, thumb: str) -> str:
        choice = element.get(key) or {}
        label = plain(choice.get("text"))
        return button(
            icon(thumb),
            class_="icon-button",
            aria_label=label,
            title=label,
            data_event="press",
            data_value=str(choice.get("value", "")),
            **look.address(block_id, element),
        )

    return half("positive_button", "up") + half("negative_button", "down")


def _overflow(element: Block, block_id: str, look: RenderContext, dispatch: bool) -> str:
    return button(
        icon("dots"),
        class_="btn btn-overflow",
        aria_label="More options",
        aria_haspopup="menu",
        data_event="overflow",
        data_testid="block-overflow",
        **look.address(block_id, element),
    )


def _select(element: Block, block_id: str, look: RenderContext, dispatch: bool) -> str:
    words = chosen_words(element, look.chosen(block_id, element), look.names)
    placeholder = plain(element.get("placeholder")) or "Select an item"
    many = str(element["type"]).startswith("multi_")
    faces = [plain_to_html(word) for word in words]
    shown = "".join(tag("span", face, class_="chip") for face in faces) if many else "".join(faces)
    face = tag("span", shown or esc(placeholder), class_="chosen" if words else "placeholder")
    return button(
        face,
        icon("down-small"),
        class_="select",
        aria_haspopup="listbox",
        aria_label=f"{placeholder}: {', '.join(words)}" if words else placeholder,
        data_event="open",
        data_dispatch=dispatch,
        data_testid="block-select",
        **look.address(block_id, element),
    )


def chosen_words(element: Block, state: Mapping[str, Any] | None, names: Mapping[str, str]) -> list[str]:
    """The labels of what is chosen in a select."""
    value = value_of(element, state)
    values = value if isinstance(value, list) else [value] if value else []
    labels = {str(o.get("value", "")): plain(o.get("text")) for _, o in options_of(element)}
    return [_word(v, labels, names) for v in values]


def _word(value: Any, labels: Mapping[str, str], names: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return labels.get(str(value.get("value"))) or plain(value.get("text"))
    name = names.get(str(value), str(value))
    return f"#{name}" if str(value).startswith(("C", "G")) else name


def _picker(kind: str, name: str) -> Callable[[Block, str, RenderContext, bool], str]:
    def render(element: Block, block_id: str, look: RenderContext, dispatch: bool) -> str:
        value = value_of(element, look.chosen(block_id, element))
        shown = local_minute(value, look.when) if kind == "datetime-local" else str(value or "")
        return tag(
            "input",
            type=kind,
            value=shown,
            class_="picker",
            aria_label=plain(element.get("placeholder")) or name,
            data_testid="block-picker",
            **field_attributes(element, block_id, look, dispatch),
        )

    return render


def _boxes(kind: str) -> Callable[[Block, str, RenderContext, bool], str]:
    def render(element: Block, block_id: str, look: RenderContext, dispatch: bool) -> str:
        chosen = option_values(element, look.chosen(block_id, element))
        group = f"{look.holder}-{block_id}-{element.get('action_id', '')}"
        rows = [
            _box(kind, group, option, look, str(option.get("value")) in chosen)
            for _, option in options_of(element)
        ]
        role = "radiogroup" if kind == "radio" else "group"
        return tag(
            "div", *rows, class_="boxes", role=role, **field_attributes(element, block_id, look, dispatch)
        )

    return render


def _box(kind: str, group: str, option: Block, look: RenderContext, checked: bool) -> str:
    value = str(option.get("value", ""))
    box = tag("input", type=kind, name=group, value=value, checked=checked)
    description = (
        tag("span", look.text(option["description"]), class_="hint") if option.get("description") else ""
    )
    return tag("label", box, tag("span", look.text(option.get("text")), description), class_="box")


RENDERERS: dict[str, Callable[[Block, str, RenderContext, bool], str]] = {
    "button": _button,
    "workflow_button": _button,
    "icon_button": _icon_button,
    "feedback_buttons": _feedback_buttons,
    "overflow": _overflow,
    "datepicker": _picker("date", "Select a date"),
    "timepicker": _picker("time", "Select a time"),
    "datetimepicker": _picker("datetime-local", "Select a date and time"),
    "checkboxes": _boxes("checkbox"),
    "radio_buttons": _boxes("radio"),
}
