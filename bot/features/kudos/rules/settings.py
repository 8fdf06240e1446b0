"""How a workspace gives kudos, as an admin decides it. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.common.errors import BadInput
from bot.common.text import listed
from bot.features.people.rules import MemberRole

MAX_REASON = 1000
MAX_ALLOWANCE = 100
MAX_VALUES = 20
ROLES: tuple[MemberRole, ...] = ("rep", "manager", "admin")
_EMOJI = re.compile(r"[\w+'-]{1,100}")
_VALUE = re.compile(r"[^\W_][\w-]{0,63}")


@dataclass(frozen=True)
class KudosSettings:
    """What the workspace decided. `allowances` are points a day by role; `min_reason` is in characters.

    No `channel_id`: shout-outs go where the kudos is given. `emoji` and `values` are without : and #.
    """

    channel_id: str | None = None
    emoji: str = "raised_hands"
    allowances: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(ROLES, 5))
    min_reason: int = 3
    private_allowed: bool = True
    open_to_guests: bool = False
    values: tuple[str, ...] = ("teamwork", "customer-first", "ownership", "hustle", "learning")

    def allowance_of(self, role: MemberRole) -> int:
        """Points a day for this role; 0 for an unknown one."""
        return self.allowances.get(role, 0)


def is_kudos_emoji(reaction: str, settings: KudosSettings) -> bool:
    """Whether a reaction gives a point here, in whatever skin tone."""
    return base_emoji(reaction) == settings.emoji


def base_emoji(reaction: str) -> str:
    """The emoji's name without its skin tone."""
    return reaction.partition("::")[0]


def settings_from_form(
    *,
    channel_id: str | None,
    emoji: str,
    allowances: Mapping[MemberRole, str],
    min_reason: str,
    private_allowed: bool,
    open_to_guests: bool,
    values: str,
) -> KudosSettings:
    """Settings as an admin typed them. BadInput with the field: not a number in range, emoji or tag."""
    return KudosSettings(
        channel_id=channel_id,
        emoji=_emoji(emoji),
        allowances={
            role: _number(typed, 0, MAX_ALLOWANCE, f"allowance_{role}") for role, typed in allowances.items()
        },
        min_reason=_number(min_reason, 1, MAX_REASON, "min_reason"),
        private_allowed=private_allowed,
        open_to_guests=open_to_guests,
        values=_values(values),
    )


def _number(typed: str, least: int, most: int, field_name: str) -> int:
    text = typed.strip()
    if not (re.fullmatch(r"[0-9]{1,9}", text) and least <= int(text) <= most):
        raise BadInput(f"“{text}” does not fit: write a number from {least} to {most:,}.", field=field_name)
    return int(text)


def _emoji(typed: str) -> str:
    name = typed.strip().strip(":").lower()
    if not _EMOJI.fullmatch(name):
        raise BadInput("Write the emoji's name, such as raised_hands or taco.", field="emoji")
    return name


def _values(typed: str) -> tuple[str, ...]:
    values = [word.lstrip("#").lower() for word in typed.replace(",", " ").split()]
    bad = [value for value in values if not _VALUE.fullmatch(value)]
    if bad:
        raise BadInput(f"“{listed(bad)}” cannot be a tag: use letters, digits and -.", field="values")
    if len(values) > MAX_VALUES:
        raise BadInput(f"Keep it to {MAX_VALUES} values at most.", field="values")
    return tuple(dict.fromkeys(values))
