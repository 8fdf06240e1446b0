"""Words of the form of a schedule; pure."""

from zoneinfo import available_timezones

from bot.common.errors import BadInput
from bot.slack.text import escape


def zone_named(typed: str) -> str:
    """The typed name of a time zone, "" for none. BadInput: there is no such zone."""
    if typed and typed not in available_timezones():
        raise BadInput(f"“{escape(typed[:60])}” is not a time zone. Write one as Europe/Berlin.")
    return typed
