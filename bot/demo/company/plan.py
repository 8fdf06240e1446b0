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


# Once a week somebody asks a colleague for feedback, and somebody sets a goal of their own.
_ASKS_ON, _PLANS_ON = 1, 2
_GOAL_LASTS = timedelta(days=19)
_QUESTIONS = (
    "How was my last demo?",
    "Did I listen enough in the Harbor call?",
    "What should I do less of in first calls?",
)
_PLANS = (
    "Win back {n} lost customers",
    "Hold {n} second calls with legal in them",
    "Write {n} summaries on the day of the call",
)


class Act(StrEnum):
    """The kinds of events: deals come, somebody goes through what waits, thanks, asks, or plans a goal."""

    deals = "deals"
    inbox = "inbox"
    kudos = "kudos"
    ask = "ask"
    plan = "plan"


@dataclass(frozen=True)
class Event:
    """An act at an instant; `who` does it ("" for the CRM), `whom` and `words`: what they write."""

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
    once = _once_a_week(day, people, luck)
    return sorted([Event(_at(day, _DEALS_AT, 0, zone), Act.deals), *inboxes, *thanks, *once], key=_order)


def _once_a_week(day: date, people: Sequence[User], luck: random.Random) -> list[Event]:
    """What keeps later weeks like the first: an answer and a goal to wait for."""
    who, whom = luck.sample(people, 2)
    at = _at(day, _KUDOS_FROM, luck.randrange(_KUDOS_MINUTES), who.tz)
    if day.weekday() == _ASKS_ON:
        return [Event(at, Act.ask, who.name, whom.name, luck.choice(_QUESTIONS))]
    if day.weekday() == _PLANS_ON:
        title = luck.choice(_PLANS).format(n=luck.randint(3, 6))
        return [Event(at, Act.plan, who.name, words=f"{title} by {day + _GOAL_LASTS:%-d %b}")]
    return []


def _thanks(day: date, people: Sequence[User], luck: random.Random) -> Event:
    giver, receiver = luck.sample(people, 2)
    at = _at(day, _KUDOS_FROM, luck.randrange(_KUDOS_MINUTES), giver.tz)
    return Event(at, Act.kudos, giver.name, receiver.name, luck.choice(_REASONS))


def _at(day: date, begin: time, minutes: int, zone: str) -> datetime:
    local = datetime.combine(day, begin, tzinfo=ZoneInfo(zone)) + timedelta(minutes=minutes)
    return local.astimezone(UTC)


def _order(event: Event) -> tuple[datetime, str, str, str]:
    return event.at, event.act, event.who, event.whom
