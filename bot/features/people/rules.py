"""Who somebody is: pure facts about a member, and how Slack's own words for a user become them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.slack.text import escape

Role = Literal["rep", "manager", "admin"]
SLACKBOT = "USLACKBOT"
LONGEST_NAME = 80


@dataclass(frozen=True)
class Person:
    """A member as rules and views know them. `is_admin` is Slack's; `is_manager` is Pacer's.

    `away_until`: the end of an absence that their Slack status tells of. `quiet_from`, `quiet_until`: when
    they have paused notifications. All None where Slack tells nothing.
    """

    id: str
    name: str
    zone: ZoneInfo
    is_bot: bool = False
    is_deactivated: bool = False
    is_admin: bool = False
    is_manager: bool = False
    away_until: datetime | None = None
    quiet_from: datetime | None = None
    quiet_until: datetime | None = None

    @property
    def is_active_person(self) -> bool:
        """Neither a bot nor somebody who left."""
        return not self.is_bot and not self.is_deactivated

    @property
    def role(self) -> Role:
        """Which allowance counts: a manager's first, then an admin's, else a rep's."""
        if self.is_manager:
            return "manager"
        return "admin" if self.is_admin else "rep"


def known_zone(name: str | None) -> ZoneInfo:
    """The zone of this name; UTC for names that this machine does not know."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, such as "America"
        return ZoneInfo("UTC")


def member_facts(user: Mapping[str, Any], workspace_id: str) -> dict[str, Any]:
    """What is kept of a Slack `user` object; the name escaped, as all text that is shown.

    Somebody of another workspace counts as deactivated here; in an organisation people belong to several.
    """
    profile = user.get("profile") or {}
    name = (
        profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    )
    workspaces = (user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ()))
    foreign = user.get("team_id") is not None and workspace_id not in workspaces
    return {
        "user_id": user["id"],
        "name": escape(str(name or user["id"])[:LONGEST_NAME]),
        "zone": known_zone(user.get("tz")).key,
        "is_bot": bool(user.get("is_bot")) or user["id"] == SLACKBOT,
        "is_deactivated": bool(user.get("deleted")) or foreign,
        "is_admin": bool(user.get("is_admin") or user.get("is_owner")),
    }


def likely_zone(members: Iterable[Mapping[str, Any]]) -> str:
    """The zone that most living people of the workspace have."""
    zones = Counter(m["zone"] for m in members if not m["is_bot"] and not m["is_deactivated"])
    return min(zones, key=lambda zone: (-zones[zone], zone)) if zones else "UTC"
