"""In which order the shelf stands, and since when something on it is stale. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bot.features.library.rules.facts import Resource, Votes
from bot.features.skills.rules.rubric import RUBRICS, SKILL_NAMES
from bot.slack.text import escape

_PLACES = {key: place for place, key in enumerate(SKILL_NAMES)}
_NO_VOTES = Votes()


def stale_at(resource: Resource, stale_after: timedelta) -> datetime:
    """From when on a resource is stale, if nobody nods until then."""
    return resource.confirmed_at + stale_after


def is_stale(resource: Resource, stale_after: timedelta, now: datetime) -> bool:
    """Whether nobody has said for too long that it is still right."""
    return stale_at(resource, stale_after) <= now


def in_order(
    resources: Iterable[Resource], votes: Mapping[int, Votes], stale_after: timedelta, now: datetime
) -> list[Resource]:
    """By skill as the rubrics have them, live before stale, the most useful first, then the newest."""
    return sorted(
        resources,
        key=lambda each: (
            _PLACES.get(each.skill, len(_PLACES)),
            is_stale(each, stale_after, now),
            -votes.get(each.id, _NO_VOTES).share,
            -each.added_at.timestamp(),
            -each.id,
        ),
    )


def skills_of(role: str) -> frozenset[str]:
    """The keys of a role's skills."""
    return frozenset(skill.key for skill in RUBRICS[role].skills)


def link_of(resource: Resource) -> str:
    """The title as a link to what it is; harmless in mrkdwn."""
    address = escape(resource.url).replace("|", "%7C")
    return f"<{address}|{escape(resource.title).replace('|', '/')}>"
