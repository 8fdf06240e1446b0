"""What is typed of a resource: its address, title, skill and minutes; checked, and read. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.common.errors import BadInput
from bot.common.text import is_blank
from bot.features.skills.rules.rubric import split_skill
from bot.slack.text import escape

LONGEST_ADDRESS, LONGEST_TITLE = 500, 120
# As Slack has it, where "&", "<" and ">" are several characters: two links must fit one line.
_LONGEST_ESCAPED = 700
LEAST_MINUTES, MOST_MINUTES = 1, 600
USUAL_MINUTES = 15
_MINUTES = re.compile(r"(?:^|\s)(\d{1,4})\s*(?:min|mins|minutes|m)\.?(?=\s|$)", re.IGNORECASE)
_BEGINS = "Write an address that begins with https:// or http://."


@dataclass(frozen=True)
class ResourceWords:
    """A resource as it was typed, raw and checked."""

    url: str
    title: str
    skill: str
    minutes: int


def check_address(typed: str, field: str | None = None) -> str:
    """An address of the web as it was typed. It is never opened. BadInput with this field: it is none."""
    words = typed.strip()
    if len(words) > LONGEST_ADDRESS:
        raise BadInput(f"At most {LONGEST_ADDRESS} characters; this has {len(words):,}.", field=field)
    try:
        parts = urlsplit(words)
        host, has_user = parts.hostname, "@" in parts.netloc
    except ValueError:
        raise BadInput(_BEGINS, field=field) from None
    if parts.scheme.lower() not in ("http", "https") or not host or not words.isprintable() or " " in words:
        raise BadInput(_BEGINS, field=field)
    if len(escape(words)) > _LONGEST_ESCAPED:
        raise BadInput("That address has too many signs such as &: leave some out.", field=field)
    if has_user:
        raise BadInput("The address holds a user name: leave it out.", field=field)
    return words


def check_title(typed: str, field: str | None = None) -> str:
    """A title in one line. BadInput with this field: none, or too long."""
    words = " ".join(typed.split())
    if is_blank(words):
        raise BadInput("Write a title.", field=field)
    if len(words) > LONGEST_TITLE:
        raise BadInput(f"At most {LONGEST_TITLE} characters; this has {len(words):,}.", field=field)
    return words


def check_minutes(minutes: int, field: str | None = None) -> int:
    """How long it takes. BadInput with this field: no time that anybody would give it."""
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES:
        raise BadInput(f"Write {LEAST_MINUTES} to {MOST_MINUTES} minutes.", field=field)
    return minutes


def read_resource(typed: str) -> ResourceWords:
    """A resource of raw words such as "https://... Questions that open #discovery 15 min".

    BadInput: there is no address, no title, or no skill of a rubric.
    """
    address, _, rest = typed.strip().partition(" ")
    url = check_address(address)
    skill, words = split_skill(rest)
    found = _MINUTES.search(words)
    minutes = check_minutes(int(found[1])) if found else USUAL_MINUTES
    title = check_title(f"{words[: found.start()]} {words[found.end() :]}" if found else words)
    if not skill:
        raise BadInput("Which skill is it for? Add one of a rubric, such as #discovery.")
    return ResourceWords(url, title, skill, minutes)
