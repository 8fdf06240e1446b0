"""Every kind of block and element once, as an app could send them."""

from typing import Any

Json = dict[str, Any]


def text(words: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": words, "emoji": True}


def mrkdwn(words: str) -> Json:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": words}


def option(value: str, description: str = "") -> Json:
    """An option whose label is its value with a capital."""
    extra = {"description": text(description)} if description else {}
    return {"text": text(value.capitalize()), "value": value, **extra}


def button(label: str, action_id: str, **more: Any) -> Json:
    """A button."""
    return {"type": "button", "text": text(label), "action_id": action_id, **more}


CONFIRM = {
    "title": text("Are you sure?"),
    "text": mrkdwn("This takes the *points* back."),
    "confirm": text("Yes, undo"),
    "deny": text("Keep it"),
    "style": "danger",
}
OPTIONS = [option("red", "warm"), option("green"), option("blue", "cold")]
SELECTS: dict[str, Json] = {
    "static_select": {"options": OPTIONS},
    "grouped": {
        "type": "static_select",
        "option_groups": [
            {"label": text("Warm"), "options": OPTIONS[:1]},
            {"label": text("Cold"), "options": OPTIONS[1:]},
        ],
    },
    "multi_static_select": {"options": OPTIONS, "initial_options": OPTIONS[:2]},
    "users_select": {},
    "multi_users_select": {},
    "conversations_select": {},
    "channels_select": {},
    "datepicker": {"initial_date": "2026-12-31"},
    "timepicker": {"initial_time": "09:30"},
    "datetimepicker": {"initial_date_time": 1_798_700_000},
    "overflow": {"options": OPTIONS[:2]},
    "radio_buttons": {"options": OPTIONS, "initial_option": OPTIONS[0]},
    "checkboxes": {"options": OPTIONS, "initial_options": OPTIONS[:1]},
}


def element(name: str) -> Json:
    """A select, picker or list of boxes."""
    shown = (
        {} if name in ("overflow", "radio_buttons", "checkboxes") else {"placeholder": text(f"Pick {name}")}
    )
    return {"type": name, "action_id": f"a.{name}", **shown, **SELECTS[name]}


def numbered(blocks: list[Json], prefix: str) -> list[Json]:
    """The blocks with a block_id each, as Slack gives them."""
    return [{"block_id": f"{prefix}{number}", **block} for number, block in enumerate(blocks)]


RICH: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "Rich ", "style": {"bold": True, "italic": True}},
                {"type": "text", "text": "struck", "style": {"strike": True}},
                {"type": "text", "text": " code", "style": {"code": True}},
                {"type": "link", "url": "https://example.com/deal", "text": "the deal"},
                {"type": "text", "text": " by "},
                {"type": "user", "user_id": "U0BEN2WLK9"},
                {"type": "text", "text": " in "},
                {"type": "channel", "channel_id": "C0WINS3NWD"},
                {"type": "text", "text": " for "},
                {"type": "broadcast", "range": "here"},
                {"type": "emoji", "name": "tada"},
                {"type": "date", "timestamp": 1_798_700_000, "format": "{date_short} at {time}"},
                {"type": "color", "value": "#e01e5a"},
                {"type": "usergroup", "usergroup_id": "S1"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "first"}]}],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "indent": 1,
            "offset": 2,
            "border": 1,
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "third"}]}],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a quote"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1\ny = 2"}]},
    ],
}
TABLE: Json = {
    "type": "table",
    "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    "rows": [
        [{"type": "raw_text", "text": "Rep"}, {"type": "raw_text", "text": "Booked"}],
        [{"type": "raw_text", "text": "Ben <b>"}, {"type": "raw_text", "text": "$41,000"}],
        [RICH | {"elements": RICH["elements"][:1]}, {"type": "raw_text", "text": "$9"}],
    ],
}
AXES: Json = {"categories": ["Ben <b>", "Cleo", "Dana & co"], "x_label": "Rep", "y_label": "% of the goal"}


def series(name: str, *values: float) -> Json:
    """A series over the categories, last first: their order does not matter."""
    points = [
        {"label": label, "value": value} for label, value in zip(AXES["categories"], values, strict=True)
    ]
    return {"name": name, "data": points[::-1]}


def chart(title: str, drawn: Json) -> Json:
    """A chart."""
    return {"type": "data_visualization", "title": title, "chart": drawn}


SERIES = [series("Done <i>", 61.5, 1048, 0), series("Expected", 50, 500.25, -120)]
CHARTS: list[Json] = [
    chart("Goals <u> against pace", {"type": "bar", "series": SERIES, "axis_config": AXES}),
    chart("Trend", {"type": "line", "series": SERIES[:1], "axis_config": {"categories": AXES["categories"]}}),
    chart("Area", {"type": "area", "series": SERIES, "axis_config": AXES}),
    chart(
        "Pipeline",
        {
            "type": "pie",
            "segments": [
                {"label": label, "value": value}
                for label, value in (("Won", 2), ("Lost", 1), ("Open", 4), ("Stuck", 0.5), ("New", 1))
            ],
        },
    ),
]
CARD: Json = {
    "type": "card",
    "title": mrkdwn("*Acme*"),
    "subtitle": mrkdwn("Closed won"),
    "body": mrkdwn("Three years, :tada:"),
    "subtext": mrkdwn("Owner: <@U0BEN2WLK9>"),
    "hero_image": {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A handshake"},
    "actions": [button("Open", "card.open")],
}
MESSAGE: list[Json] = numbered(
    [
        {"type": "header", "text": text("Weekly picture :bar_chart:")},
        {"type": "section", "text": mrkdwn("*Ben* thanked <@U0ANA4SLV7> & said `well done` > nice")},
        {"type": "section", "fields": [mrkdwn(f"*Field {n}*\n{n * 1000}") for n in range(1, 5)]},
        {"type": "divider"},
        {
            "type": "image",
            "title": text("Chart"),
            "image_url": "https://example.com/c.png",
            "alt_text": "A chart",
        },
        {
            "type": "section",
            "text": mrkdwn("A picture at the side"),
            "accessory": {"type": "image", "image_url": "https://example.com/t.png", "alt_text": "Face"},
        },
        *(
            {"type": "section", "text": mrkdwn(f"Accessory `{name}`"), "accessory": element(name)}
            for name in SELECTS
            if name not in ("grouped", "datetimepicker")
        ),
        {
            "type": "section",
            "text": mrkdwn("Accessory `grouped`"),
            "accessory": SELECTS["grouped"] | {"action_id": "a.g"},
        },
        {
            "type": "actions",
            "elements": [
                button("Undo", "row.undo", style="danger", confirm=CONFIRM),
                button("Accept :white_check_mark:", "row.accept", style="primary", value="1"),
                button("Plain", "row.plain"),
                button("Open report", "row.link", url="https://example.com/report"),
                element("datetimepicker"),
            ],
        },
        {"type": "section", "text": mrkdwn("Twin one"), "accessory": button("Twin", "twin", value="one")},
        {"type": "section", "text": mrkdwn("Twin two"), "accessory": button("Twin", "twin", value="two")},
        {
            "type": "context",
            "elements": [
                {"type": "image", "image_url": "https://example.com/i.png", "alt_text": "icon"},
                mrkdwn("Sent by *Pacer* · <!date^1798700000^{date_short}|then>"),
            ],
        },
        RICH,
        TABLE,
        {
            "type": "markdown",
            "text": "# Title\n\n**bold** and [link](https://example.com)\n\n- a\n- b\n\n|A|B|\n|-|-|\n|1|2|",
        },
        {
            "type": "video",
            "title": text("How it works"),
            "title_url": "https://example.com/v",
            "video_url": "https://example.com/v",
            "thumbnail_url": "https://example.com/v.png",
            "alt_text": "A video",
            "description": text("Two minutes"),
            "author_name": "Ana",
        },
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "action_id": "fb",
                    "positive_button": {"text": text("Good"), "value": "+"},
                    "negative_button": {"text": text("Bad"), "value": "-"},
                }
            ],
        },
        CARD,
        {"type": "carousel", "elements": [CARD, CARD | {"title": mrkdwn("*Globex*")}]},
        {
            "type": "layout",
            "label": "Figures",
            "is_label_visible": True,
            "grid_lines": "outer",
            "rows": [
                {
                    "items": [
                        {"blocks": [{"type": "section", "text": mrkdwn("*53%* of quota")}]},
                        {"blocks": [{"type": "section", "text": mrkdwn("*86%* pace")}], "width": "narrow"},
                    ]
                }
            ],
            "fallback": [{"type": "section", "text": mrkdwn("53% of quota, 86% pace")}],
        },
        {
            "type": "container",
            "title": text("Details"),
            "child_blocks": [{"type": "section", "text": mrkdwn("Inside")}],
        },
        {
            "type": "data_table",
            "caption": "Deals",
            "rows": [
                [{"type": "raw_text", "text": "Deal"}, {"type": "raw_text", "text": "Value"}],
                *(
                    [{"type": "raw_text", "text": f"D{n}"}, {"type": "raw_number", "value": n}]
                    for n in range(9)
                ),
            ],
        },
        *CHARTS,
        {"type": "never_heard_of"},
    ],
    "m",
)


def field(label: str, element: Json, **more: Any) -> Json:
    """An input block."""
    return {"type": "input", "label": text(label), "element": element, **more}


FORM: list[Json] = [
    {"block_id": "who", **field("Who?", element("multi_users_select"))},
    {
        "block_id": "why",
        **field(
            "What for?",
            {
                "type": "plain_text_input",
                "action_id": "why",
                "multiline": True,
                "max_length": 100,
                "focus_on_load": True,
            },
            hint=text("A reason makes it count."),
        ),
    },
    {"block_id": "title", **field("Title", {"type": "plain_text_input", "action_id": "t"}, optional=True)},
    {
        "block_id": "n",
        **field(
            "Points", {"type": "number_input", "action_id": "n", "is_decimal_allowed": False}, optional=True
        ),
    },
    {"block_id": "mail", **field("Mail", {"type": "email_text_input", "action_id": "m"}, optional=True)},
    {"block_id": "url", **field("Link", {"type": "url_text_input", "action_id": "u"}, optional=True)},
    {"block_id": "rich", **field("Story", {"type": "rich_text_input", "action_id": "r"}, optional=True)},
    {"block_id": "when", **field("When", element("datepicker"), optional=True)},
    {"block_id": "colour", **field("Colour", element("static_select"), optional=True)},
    {"block_id": "boxes", **field("Boxes", element("checkboxes"), optional=True)},
    {"block_id": "radio", **field("Radio", element("radio_buttons"), optional=True)},
    {
        "type": "alert",
        "text": mrkdwn("Everybody in the channel sees it."),
        "level": "info",
        "block_id": "note",
    },
]
HOME: list[Json] = numbered(
    [
        {"type": "header", "text": text("Good morning")},
        {
            "type": "section",
            "text": mrkdwn("*Your goal*: 62% of $50,000"),
            "accessory": button("Check in", "home.checkin"),
        },
        {"type": "divider"},
        {
            "type": "actions",
            "elements": [button("New kudos", "home.kudos", style="primary"), element("static_select")],
        },
        RICH,
    ],
    "h",
)
