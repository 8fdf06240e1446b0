"""How a workspace gives kudos, as an admin decides it. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.common.emoji_names import emoji_of
from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.people.rules import MemberRole
from bot.framework.settings import SettingsGroup

MAX_REASON = 1000
MAX_ALLOWANCE = 100
MAX_VALUES = 20
ROLES: tuple[MemberRole, ...] = ("rep", "manager", "admin")
_EMOJI = re.compile(r"[\w+'-]{1,100}")
_VALUE = re.compile(r"[^\W_][\w-]{0,63}")


@dataclass(frozen=True)
class KudosSettings(SettingsGroup, name="kudos"):
    """What the workspace decided. `allowances` are points a day by role; `min_reason` is in characters.

    No `channel_id`: shout-outs go where the kudos is given. `emoji` and `values` are without : and #.
    `seconding`: the emoji on a shout-out gives a point to each who is thanked there.
    """

    channel_id: str | None = None
    emoji: str = "raised_hands"
    allowances: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(ROLES, 5))
    min_reason: int = 3
    private_allowed: bool = True
    open_to_guests: bool = False
    values: tuple[str, ...] = ("teamwork", "customer-first", "ownership", "hustle", "learning")
    seconding: bool = True

    def allowance_of(self, role: MemberRole) -> int:
        """Points a day for this role; 0 for an unknown one."""
        return self.allowances.get(role, 0)


@dataclass(frozen=True)
class AdminSettings:
    """All that the settings form holds: of kudos, the zone's IANA name, the ids of the managers."""

    kudos: KudosSettings
    zone: str
    managers: tuple[str, ...]


def is_kudos_emoji(reaction: str, settings: KudosSettings) -> bool:
    """Whether a reaction gives a point here, by whatever name and in whatever skin tone."""
    return emoji_of(reaction) == emoji_of(settings.emoji)


def emoji_named(typed: str) -> str:
    """The emoji's name without colons and skin tone, in lower case. BadInput: it cannot be one."""
    name = typed.strip().strip(":").lower().partition("::")[0]
    if not _EMOJI.fullmatch(name):
        raise BadInput("Write the emoji's name, such as raised_hands or taco.")
    return name


def tags_of(typed: str) -> tuple[str, ...]:
    """Company values as typed (`#teamwork, ownership`), once each. BadInput: no tags, or too many."""
    values = [word.lstrip("#").lower() for word in typed.replace(",", " ").split()]
    bad = [value for value in values if not _VALUE.fullmatch(value)]
    if bad:
        raise BadInput(f"“{listed(bad)}” cannot be a tag: use letters, digits and -.")
    if len(values) > MAX_VALUES:
        raise BadInput(f"Keep it to {MAX_VALUES} values at most.")
    return tuple(dict.fromkeys(values))
