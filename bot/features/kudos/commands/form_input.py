"""What people fill into the form of a kudos, as an intent."""

from bot.features.kudos.commands.parser import tags_in
from bot.features.kudos.rules.giving import GiveKudos
from bot.slack.text import escape


def from_form(
    recipients: tuple[str, ...], *, points: int, reason: str, value: str | None, private: bool
) -> GiveKudos:
    """The intent of a filled form; `reason` is raw, as a form's field is."""
    text = escape(reason.strip())
    tags = (*tags_in(text), *([value.lower()] if value else []))
    unique = tuple(dict.fromkeys(recipients))
    return GiveKudos(unique, points, text, tuple(dict.fromkeys(tags)), private)
