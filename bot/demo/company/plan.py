"""What happens at the company on a day, and when; equal for equal seed and day. Pure."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.emulator.state.world import User

_SATURDAY = 5
_DEALS_AT = time(7, 30)
# When somebody goes through what waits for them, and when they thank somebody, in their own zone.
_INBOX_FROM, _INBOX_MINUTES = time(9, 5), 355
_KUDOS_FROM, _KUDOS_MINUTES = time(9, 30), 450
_REASONS = (
    "sat in on my negotiation and stayed calm",
    "sent me the one-pager before I asked",
    "found who decides at Harbor #teamwork",
    "rescued the demo when the network was gone",
    "gave up an hour to listen to my call",
    "wrote the answers for the security review #craft",
    "told the customer no, kindly",
    "got legal to look at it in a day",
)


class Act(StrEnum):
    """The kinds of events: the CRM brings deals, somebody goes through what waits, somebody thanks."""

    deals = "deals"
    inbox = "inbox"
    kudos = "kudos"


@dataclass(frozen=True)
class Event:
    """An act at an instant; `who` does it ("" for the CRM), `whom` and `words` are those of kudos."""

    at: datetime
    act: Act
    who: str = ""
    whom: str = ""
    words: str = ""


def plan_day(seed: int, day: date, people: Sequence[User], zone: str) -> list[Event]:
    """The events of a day in order; none on a weekend. `zone`: of the company."""
    if day.weekday() >= _SATURDAY:
        return []
    luck = random.Random(f"{seed} {day}")  # noqa: S311 - a story, not a secret
    inboxes = [
        Event(_at(day, _INBOX_FROM, luck.randrange(_INBOX_MINUTES), user.tz), Act.inbox, user.name)
        for user in people
    ]
    thanks = [_thanks(day, people, luck) for _ in range(luck.randint(1, 3))]
    return sorted([Event(_at(day, _DEALS_AT, 0, zone), Act.deals), *inboxes, *thanks], key=_order)


def _thanks(day: date, people: Sequence[User], luck: random.Random) -> Event:
    giver, receiver = luck.sample(people, 2)
    at = _at(day, _KUDOS_FROM, luck.randrange(_KUDOS_MINUTES), giver.tz)
    return Event(at, Act.kudos, giver.name, receiver.name, luck.choice(_REASONS))


def _at(day: date, begin: time, minutes: int, zone: str) -> datetime:
    local = datetime.combine(day, begin, tzinfo=ZoneInfo(zone)) + timedelta(minutes=minutes)
    return local.astimezone(UTC)


def _order(event: Event) -> tuple[datetime, str, str, str]:
    return event.at, event.act, event.who, event.whom
