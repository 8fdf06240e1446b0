"""What people fill into the form of a kudos, as an intent."""

import re

from bot.common.errors import BadInput
from bot.features.kudos.commands.parser import tags_in
from bot.features.kudos.rules.giving import MAX_POINTS, GiveKudos, check_points
from bot.slack.text import escape


def from_form(
    recipients: tuple[str, ...], *, points: str | None, reason: str, value: str | None, private: bool
) -> GiveKudos:
    """The intent of a filled form; `reason` is raw, as a form's field is. BadInput names its field."""
    if not recipients:
        raise BadInput("Choose at least one person to thank.", field="recipients")
    text = escape(reason.strip())
    tags = (*tags_in(text), *([value.lower()] if value else []))
    unique = tuple(dict.fromkeys(recipients))
    return GiveKudos(unique, _chosen(points), text, tuple(dict.fromkeys(tags)), private)


def _chosen(points: str | None) -> int:
    if points and not re.fullmatch(r"\d{1,3}", points):
        raise BadInput(f"Choose a number of points from 1 to {MAX_POINTS}.", field="points")
    return check_points(int(points or 1))
