"""Facts about a member, and how they are read from Slack's user objects; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.common.emoji_names import emoji_of
from bot.common.errors import GuestsMayNot, NotAllowed, NotAPerson
from bot.common.periods import local_day, midnight
from bot.slack.text import name_of

QuietTime = tuple[datetime | None, datetime | None]
MemberRole = Literal["rep", "manager", "admin"]
SLACKBOT = "USLACKBOT"
LONGEST_NAME = LONGEST_TITLE = 80
LONGEST_EMOJI = 128
LONGEST_EMAIL = 254
ABSENT = ":palm_tree:"
# What people write for it, in the eight languages of the product's readers.
_ABSENCES_WRITTEN = (
    r"ooo|out of (?:the )?office|out sick|off sick|sick(?: leave| day)?|vacation(?:ing)?|annual leave|pto"
    r"|(?:parental|maternity|paternity|family|medical) leave|leave|holidays?|day off|off today|off work"
    r"|urlaub|elternzeit|krank|abwesend|nicht im büro|congés?|en vacances|vacances|absente?|arrêt maladie"
    r"|vacaciones|fuera de la oficina|de baja|férias|fora do escritório|ferie|fuori ufficio|in malattia"
    r"|vakantie|afwezig|ziek|休暇(?:中)?|お休み|不在"
)
_TOLD_ABSENT = re.compile(
    rf"(?:(?:i am|currently|on|at|im|in|en|de|em|op|auf|the|my)\s+){{0,3}}(?:{_ABSENCES_WRITTEN})"
    r"(?=$|\s*[.,:;!/()–-]|\s+(?:until|till?|to|through|thru|from|since|for|back|today|this|next|bis|ab|vom"
    r"|jusqu|hasta|até|fino|tot|\d))",
    re.IGNORECASE,
)
# Slack's presets "Vacationing" and "Out sick", what calendars set for "out of office", and their obvious kin.
ABSENCES = frozenset(
    {
        "palm_tree",
        "face_with_thermometer",
        "no_entry",
        "airplane",
        "airplane_departure",
        "beach_with_umbrella",
        "desert_island",
        "hospital",
        "luggage",
        "mask",
        "umbrella_on_ground",
    }
)
# Days since the start: below the first somebody is new, from the second on settled.
_NEW, _SETTLED = 180, 720
# The year 4147: Slack's instants lie before it.
_FAR = 2**36


@dataclass(frozen=True)
class Person:
    """A member as rules and views know them. `is_admin` is Slack's; `is_manager` is Pacer's.

    `is_guest`: Slack lets them into some channels only. `is_foreign`: they belong to another workspace.
    `is_unknown`: a placeholder for an id of which Slack has not told.
    `email` is in lower case, "" where Slack does not tell. `away_until`: the end of an absence that their
    Slack status tells of. `quiet_from`, `quiet_until`: when they have paused notifications. All None where
    Slack tells nothing; what is over may still be told. `title`: what their profile says that they do.
    """

    id: str
    name: str
    zone: ZoneInfo
    is_bot: bool = False
    is_deactivated: bool = False
    is_admin: bool = False
    is_manager: bool = False
    is_guest: bool = False
    is_foreign: bool = False
    is_unknown: bool = False
    email: str = ""
    away_until: datetime | None = None
    quiet_from: datetime | None = None
    quiet_until: datetime | None = None
    title: str = ""

    @property
    def is_active_person(self) -> bool:
        """Whether this is a known member, neither a bot nor deactivated."""
        return not (self.is_bot or self.is_deactivated or self.is_unknown)

    @property
    def role(self) -> MemberRole:
        """Role for the kudos allowance: a manager's first, then an admin's, else a rep's."""
        if self.is_manager:
            return "manager"
        return "admin" if self.is_admin else "rep"


FOREIGN = "You belong to another workspace: here, Pacer is for the people of this one."
LEFT = "Your account in this workspace is deactivated, so Pacer can do nothing for you here."


def check_actor(person: Person, *, guests: bool) -> None:
    """NotAllowed unless this is an active person of the workspace; of guests, unless `guests` may."""
    if person.is_bot:
        raise NotAPerson()
    if person.is_foreign:
        raise NotAllowed(FOREIGN)
    if person.is_deactivated:
        raise NotAllowed(LEFT)
    if person.is_guest and not guests:
        raise GuestsMayNot()


def known_zone(name: str | None) -> ZoneInfo:
    """The zone of this name; UTC for None and for names that the system does not know."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, such as "America"
        return ZoneInfo("UTC")


def member_facts(user: Mapping[str, Any], workspace_id: str, now: datetime) -> dict[str, Any]:
    """What is kept of a Slack `user` object at `now`; the name escaped, as all text that is shown.

    A status without an end holds until the end of tomorrow, where this person is: as long as it stays, each
    look at it moves that on. Somebody of another workspace counts as deactivated here, and so does somebody
    of whom no workspace is told (Slack always tells it); in an organisation people belong to several.
    """
    profile = user.get("profile") or {}
    name = (
        profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    )
    workspaces = (user.get("team_id"), *((user.get("enterprise_user") or {}).get("teams") or ()))
    zone = known_zone(user.get("tz"))
    emoji = str(profile.get("status_emoji") or "")[:LONGEST_EMOJI] or None
    if is_told_absent(str(profile.get("status_text") or "")):
        emoji = ABSENT  # The words themselves are nobody's business here.
    ends = _instant(profile.get("status_expiration")) or _end_of_tomorrow(now, zone)
    is_foreign = bool(user.get("is_stranger")) or workspace_id not in workspaces
    is_there = not user.get("deleted") and not is_foreign
    return {
        "user_id": user["id"],
        "name": name_of(str(name or user["id"])[:LONGEST_NAME]),
        "zone": zone.key,
        "email": str(profile.get("email") or "").lower()[:LONGEST_EMAIL] or None,
        "is_bot": bool(user.get("is_bot") or user.get("is_workflow_bot")) or user["id"] == SLACKBOT,
        "is_deactivated": not is_there,
        "is_admin": is_there and bool(user.get("is_admin") or user.get("is_owner")),
        "is_guest": bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        "is_foreign": is_foreign,
        "status_emoji": emoji,
        "status_until": ends if emoji else None,
        "title": name_of(" ".join(str(profile.get("title") or "").split())[:LONGEST_TITLE]),
    }


def is_told_absent(status: str) -> bool:
    """Whether the words of a status begin with an absence: "On vacation until Monday", "OOO", "im Urlaub".

    "Vacation planning", "back from leave" and "leave me a message" tell of none.
    """
    words = " ".join(re.sub(r"[^\w\s.,:;!/()–-]", " ", status[:200]).split())
    return _TOLD_ABSENT.match(words) is not None


def says_absence(status_emoji: str | None) -> bool:
    """Whether a status (`:palm_tree:`, in whatever skin tone) tells that somebody is not at work."""
    return emoji_of((status_emoji or "").strip(":")) in ABSENCES


def quiet_time(dnd_status: Mapping[str, Any]) -> QuietTime:
    """From and until of the present or next do-not-disturb, as Slack tells it; (None, None) without one."""
    starts, ends = (_instant(dnd_status.get(f"next_dnd_{end}_ts")) for end in ("start", "end"))
    if not dnd_status.get("dnd_enabled") or starts is None or ends is None or ends <= starts:
        return None, None
    return starts, ends


def _instant(seconds: Any) -> datetime | None:
    # Slack writes 0 or 1 where there is none.
    known = isinstance(seconds, int | float) and 1 < seconds < _FAR
    return datetime.fromtimestamp(seconds, UTC) if known else None


def _end_of_tomorrow(now: datetime, zone: ZoneInfo) -> datetime:
    return midnight(local_day(now, zone) + timedelta(days=2), zone)


def likely_zone(zones: Mapping[str, int]) -> str:
    """The zone most common among active people, counted by name; the first by name among equals.

    UTC without people.
    """
    return min(zones, key=lambda zone: (-zones[zone], zone)) if zones else "UTC"


def tenure(started: date | None, today: date) -> int:
    """0 for whoever is new, 1, or 2 for whoever has been here for long; an unknown start counts as long."""
    days = _SETTLED if started is None else (today - started).days
    return (days >= _NEW) + (days >= _SETTLED)
