"""A right one of every element and block, to be spoilt by the tests."""

from typing import Any

Object = dict[str, Any]


def plain(text: str) -> Object:
    """A plain_text object."""
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Object:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def option(value: str, **more: Any) -> Object:
    """One choice."""
    return {"text": plain(value.title()), "value": value, **more}


def written(text: str) -> Object:
    """A rich_text block with one section."""
    return {"type": "rich_text", "elements": [section_of({"type": "text", "text": text})]}


def section_of(*pieces: Object) -> Object:
    """A section of rich text."""
    return {"type": "rich_text_section", "elements": list(pieces)}


CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("*Really?*"), "confirm": plain("Yes"), "deny": plain("No")}
PICTURE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"}
AB = [option("a"), option("b")]
GROUPS = [{"label": plain("Letters"), "options": AB}]
ASK = {"action_id": "it", "placeholder": plain("Choose")}
SEVERAL = {**ASK, "max_selected_items": 2}
TYPED = {**ASK, "focus_on_load": True, "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]}}
FEEDBACK = {"text": plain("Good"), "value": "up", "accessibility_label": "Good answer"}

# Elements, by the blocks they may be in.
MENUS: list[Object] = [
    {"type": "static_select", **ASK, "options": AB, "initial_option": option("b"), "confirm": CONFIRM},
    {"type": "static_select", **ASK, "option_groups": GROUPS, "initial_option": option("a")},
    {"type": "external_select", **ASK, "min_query_length": 2},
    {"type": "users_select", **ASK, "initial_user": "U1"},
    {
        "type": "conversations_select",
        **ASK,
        "default_to_current_conversation": True,
        "filter": {"include": ["public", "im"], "exclude_bot_users": True},
    },
    {"type": "channels_select", **ASK, "initial_channel": "C1", "response_url_enabled": True},
    {"type": "multi_static_select", **SEVERAL, "options": AB, "initial_options": AB},
    {"type": "multi_external_select", **SEVERAL, "initial_options": AB},
    {"type": "multi_users_select", **SEVERAL, "initial_users": ["U1", "U2"]},
    {"type": "multi_conversations_select", **SEVERAL, "initial_conversations": ["C1"]},
    {"type": "multi_channels_select", **SEVERAL, "initial_channels": ["C1"]},
]
CHOICES: list[Object] = [
    {"type": "checkboxes", "action_id": "it", "options": AB, "initial_options": [option("a")]},
    {
        "type": "radio_buttons",
        "action_id": "it",
        "options": [{"text": mrkdwn("*A*"), "value": "a", "description": mrkdwn("_first_")}],
    },
    {"type": "datepicker", **ASK, "initial_date": "2026-11-23", "confirm": CONFIRM},
    {"type": "timepicker", **ASK, "initial_time": "09:30", "timezone": "Europe/London"},
    {"type": "datetimepicker", "action_id": "it", "initial_date_time": 1795424400},
]
BUTTON: Object = {
    "type": "button",
    "action_id": "it",
    "text": plain("Go"),
    "value": "1",
    "url": "https://example.com/",
    "style": "danger",
    "confirm": CONFIRM,
    "accessibility_label": "Go there",
}
OVERFLOW: Object = {
    "type": "overflow",
    "action_id": "it",
    "options": [option("a", url="https://example.com/")],
}
PRESSED: list[Object] = [
    BUTTON,
    OVERFLOW,
    {
        "type": "workflow_button",
        "action_id": "it",
        "text": plain("Run"),
        "workflow": {"trigger": {"url": "https://example.com/shortcuts/Ft1"}},
    },
]
FIELDS: list[Object] = [
    {"type": "plain_text_input", **TYPED, "multiline": True, "min_length": 1, "max_length": 10},
    {"type": "email_text_input", **TYPED, "initial_value": "ana@example.com"},
    {"type": "url_text_input", **TYPED, "initial_value": "https://example.com/"},
    {"type": "number_input", **TYPED, "is_decimal_allowed": False, "min_value": "-1", "max_value": "5"},
    {"type": "rich_text_input", **TYPED, "initial_value": written("x")},
    {"type": "file_input", "action_id": "it", "filetypes": ["pdf"], "max_files": 3},
]
CONTEXTUAL: list[Object] = [
    {
        "type": "feedback_buttons",
        "action_id": "it",
        "positive_button": FEEDBACK,
        "negative_button": FEEDBACK,
    },
    {
        "type": "icon_button",
        "action_id": "it",
        "icon": "trash",
        "text": plain("Delete"),
        "visible_to_user_ids": ["U1"],
    },
]

SECTION: Object = {"type": "section", "block_id": "s", "text": mrkdwn("Hello"), "accessory": BUTTON}
INNER: Object = {"type": "section", "text": mrkdwn("Inside")}
INPUT: Object = {"type": "input", "block_id": "i", "label": plain("Name"), "element": FIELDS[0]}
CARD: Object = {
    "type": "card",
    "icon": PICTURE,
    "hero_image": PICTURE,
    "title": mrkdwn("Acme"),
    "subtitle": plain("Deal"),
    "body": mrkdwn("Won"),
    "subtext": mrkdwn("today"),
    "actions": [BUTTON],
}
TASK: Object = {
    "type": "task_card",
    "task_id": "t1",
    "title": "Look up",
    "status": "in_progress",
    "details": written("x"),
    "sources": [{"type": "url", "url": "https://example.com/", "text": "Source"}],
}
CELLS: list[Object] = [
    {"type": "raw_text", "text": "Acme"},
    {"type": "raw_number", "value": 3, "text": "3"},
    written("x"),
]
HEAD: list[Object] = [{"type": "raw_text", "text": name} for name in ("Deal", "Number", "Note")]
TABLE: Object = {
    "type": "table",
    "rows": [HEAD, CELLS],
    "column_settings": [{"align": "right", "is_wrapped": True}, None],
}
DATA_TABLE: Object = {"type": "data_table", "caption": "Deals", "rows": [HEAD, CELLS], "page_size": 10}
AXES: Object = {"categories": ["Mon", "Tue"], "x_label": "Day", "y_label": "Deals"}
SERIES: Object = {"name": "Ana", "data": [{"label": "Mon", "value": 1}, {"label": "Tue", "value": 2.5}]}
PIE: Object = {"type": "pie", "segments": [{"label": "Won", "value": 2}, {"label": "Lost", "value": 1}]}


def chart(drawn: Object) -> Object:
    """A data_visualization of this chart."""
    return {"type": "data_visualization", "title": "Deals", "chart": drawn}


BLOCKS: list[Object] = [
    {"type": "actions", "elements": [BUTTON]},
    {"type": "alert", "text": mrkdwn("Careful"), "level": "warning"},
    {"type": "call", "call_id": "R1"},
    CARD,
    {"type": "carousel", "elements": [CARD]},
    {
        "type": "layout",
        "label": "Figures",
        "rows": [{"items": [{"blocks": [INNER], "width": "narrow"}, {"blocks": [INNER]}]}],
        "is_label_visible": True,
        "grid_lines": "outer",
        "fallback": [INNER],
    },
    {
        "type": "container",
        "title": plain("Box"),
        "child_blocks": [SECTION],
        "is_collapsible": True,
        "default_collapsed": True,
        "width": "wide",
    },
    {"type": "context", "elements": [mrkdwn("small"), plain("print"), PICTURE]},
    {"type": "context_actions", "elements": CONTEXTUAL[:1]},
    DATA_TABLE,
    chart(PIE),
    chart({"type": "bar", "series": [SERIES], "axis_config": AXES}),
    {"type": "divider"},
    {"type": "header", "text": plain("Title"), "level": 2},
    {
        "type": "image",
        "slack_file": {"id": "F1"},
        "alt_text": "A",
        "title": plain("A picture"),
    },
    INPUT,
    {"type": "markdown", "text": "# Hello"},
    {"type": "plan", "title": "Plan", "tasks": [{**TASK, "status": "pending"}]},
    written("Hello"),
    SECTION,
    {"type": "section", "fields": [mrkdwn("A"), plain("B")], "expand": True},
    TABLE,
    TASK,
    {
        "type": "video",
        "title": plain("Demo"),
        "alt_text": "A demo",
        "video_url": "https://example.com/v",
        "thumbnail_url": "https://example.com/t.png",
        "description": plain("How it works"),
    },
]


def modal(*blocks: Object, **more: Any) -> Object:
    """A modal that can be submitted."""
    view = {"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": list(blocks)}
    return {**view, **more}


def home(*blocks: Object, **more: Any) -> Object:
    """An App Home."""
    return {"type": "home", "blocks": list(blocks), **more}
