"""The week's thanks, and the nudge to give some. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.common.text import listed, plural
from bot.deliveries.notices import untyped
from bot.features.kudos.notices import NUDGE, WEEK
from bot.features.kudos.views.board import MEDALS
from bot.features.kudos.views.messages import OPEN_FORM
from bot.slack.blocks import Message, actions, button, context, header, section


def week(facts: Mapping[str, Any]) -> Message:
    """Post with the week's top. Names, not mentions; a top, never a bottom. `facts`: week, rows, values."""
    title = f"{facts['week'].capitalize()}'s thanks"
    rows = [
        f"{MEDALS.get(rank, f'{rank}.')} *{name}*  {plural(points, 'point')}"
        for rank, name, points in facts["rows"]
    ]
    blocks = [header(title), section("\n".join(rows))]
    if facts["values"]:
        values = listed([f"#{name} ({points:,})" for name, points in facts["values"]])
        blocks.append(context(f"Values that showed: {values}"))
    blocks.append(context("Somebody missing? `/kudos @name what they did`"))
    return Message(title, blocks)


def nudge(facts: Mapping[str, Any]) -> Message:
    """Direct message to somebody who has thanked nobody this week; `facts["left"]` points to give."""
    text = _nudge_line(facts)
    return Message(text, [section(text), actions(button("Give kudos", OPEN_FORM, style="primary"))])


def _nudge_line(facts: Mapping[str, Any]) -> str:
    left = plural(facts["left"], "point")
    return f"Who made your week easier? You have thanked nobody yet this week, and have {left} to give today."


KINDS = {WEEK: untyped(week), NUDGE: untyped(nudge, "Nudges to give kudos", _nudge_line)}
