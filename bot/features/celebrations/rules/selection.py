"""What is celebrated, how loudly, and when it is said. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, local_instant

APART = timedelta(minutes=60)
STREAKS = (4, 8, 12, 26, 52)
MILESTONES = (50, 100, 250, 500, 1000)
BEST_WEEKS, BEST_DEALS = 8, 5
# Older news than that are no news.
FRESH_FOR = timedelta(days=7)
_NEVER_LOOKED_FURTHER = 30


class CelebrationKind(StrEnum):
    """What there is to celebrate."""

    deal = "deal"
    goal = "goal"
    quota = "quota"
    best = "best"
    streak = "streak"
    first = "first"
    anniversary = "anniversary"
    birthday = "birthday"
    welcome = "welcome"
    team = "team"


class CelebrationTone(StrEnum):
    """How the workspace talks."""

    warm = "warm"
    plain = "plain"
    playful = "playful"


class Tier(StrEnum):
    """How large a deal is, among the workspace's own."""

    renewal = "renewal"
    small = "small"
    medium = "medium"
    large = "large"


# What is about how somebody did, and what is about a day of theirs.
RESULTS = frozenset(
    {
        CelebrationKind.deal,
        CelebrationKind.goal,
        CelebrationKind.quota,
        CelebrationKind.best,
        CelebrationKind.streak,
        CelebrationKind.first,
    }
)
DATES = frozenset({CelebrationKind.anniversary, CelebrationKind.birthday, CelebrationKind.welcome})


@dataclass(frozen=True)
class CelebrationSettings:
    """What the workspace decided. `medium` and `large` are amounts in the base currency; None: worked out.

    Without a `channel_id` each team's own channel is used. `quiet_weekdays`: 0 is Monday.
    """

    kinds: frozenset[CelebrationKind] = frozenset(CelebrationKind)
    tone: CelebrationTone = CelebrationTone.warm
    channel_id: str | None = None
    show_amounts: bool = True
    posts_a_day: int = 2
    quiet_weekdays: frozenset[int] = frozenset()
    quiet_days: frozenset[date] = frozenset()
    images: tuple[str, ...] = ()
    renewal_words: tuple[str, ...] = ("renewal", "renew", "extension")
    medium: Decimal | None = None
    large: Decimal | None = None

    def written(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "kinds": sorted(self.kinds),
            "tone": self.tone.value,
            "channel_id": self.channel_id,
            "show_amounts": self.show_amounts,
            "posts_a_day": self.posts_a_day,
            "quiet_weekdays": sorted(self.quiet_weekdays),
            "quiet_days": sorted(day.isoformat() for day in self.quiet_days),
            "images": list(self.images),
            "renewal_words": list(self.renewal_words),
            "medium": None if self.medium is None else str(self.medium),
            "large": None if self.large is None else str(self.large),
        }


def rules_from(kept: Mapping[str, Any]) -> CelebrationSettings:
    """What `written` gave."""
    return CelebrationSettings(
        kinds=frozenset(CelebrationKind(each) for each in kept["kinds"]),
        tone=CelebrationTone(kept["tone"]),
        channel_id=kept["channel_id"],
        show_amounts=kept["show_amounts"],
        posts_a_day=kept["posts_a_day"],
        quiet_weekdays=frozenset(kept["quiet_weekdays"]),
        quiet_days=frozenset(date.fromisoformat(each) for each in kept["quiet_days"]),
        images=tuple(kept["images"]),
        renewal_words=tuple(kept["renewal_words"]),
        medium=None if kept["medium"] is None else Decimal(kept["medium"]),
        large=None if kept["large"] is None else Decimal(kept["large"]),
    )


@dataclass(frozen=True)
class Wish:
    """What somebody wants: `results` and `dates` may be celebrated, a `birthday` if they tell it."""

    results: bool = True
    dates: bool = True
    birthday: tuple[int, int] | None = None

    def allows(self, kind: CelebrationKind) -> bool:
        """Whether this may be said about them."""
        if kind in RESULTS:
            return self.results
        return self.dates if kind in DATES else True


def tier_of(
    amount: Decimal | None, medium: Decimal | None, large: Decimal | None, *, is_renewal: bool
) -> Tier:
    """How loudly a deal is celebrated: a renewal is never as loud as a new customer."""
    if is_renewal:
        return Tier.renewal
    if amount is None or medium is None or large is None or amount < medium:
        return Tier.small
    return Tier.large if amount >= large else Tier.medium


def is_renewal(words: Iterable[str], listed: Sequence[str]) -> bool:
    """Whether the name or category of a deal says so."""
    said = " ".join(words).casefold()
    return any(word.casefold() in said for word in listed if word)


@dataclass(frozen=True)
class Week:
    """A week for a streak: what was booked, the week's part of the quota, and whether they worked in it."""

    booked: Fraction
    due: Fraction
    worked: bool
    quarter: date


def streak(weeks: Sequence[Week]) -> int:
    """How many weeks in a row the quota was met, up to the newest, which is the last one.

    A week without work pauses and never breaks; one missed week in a quarter is mended. Without a quota there
    is no streak.
    """
    length, mended = 0, set[date]()
    for week in reversed(weeks):
        if not week.worked:
            continue
        if week.due > 0 and week.booked >= week.due:
            length += 1
        elif week.due <= 0 or length == 0 or week.quarter in mended:
            break
        else:
            mended.add(week.quarter)
    return length


def is_record(now: Fraction, before: Sequence[Fraction], least: int) -> bool:
    """Whether this is better than everything of one's own before, of which there is enough."""
    return len(before) >= least and now > 0 and now > max(before)


def passed(before: int, after: int) -> int | None:
    """The largest round number that was passed on the way."""
    return next((each for each in reversed(MILESTONES) if before < each <= after), None)


def dates_said_on(today: date, is_off: Callable[[date], bool]) -> list[date]:
    """The days whose dates are said today: today, and the days off right after it; none on a day off."""
    if is_off(today):
        return []
    found = [today]
    while is_off(found[-1] + ONE_DAY) and len(found) < _NEVER_LOOKED_FURTHER:
        found.append(found[-1] + ONE_DAY)
    return found


@dataclass(frozen=True)
class Hours:
    """When something may be posted."""

    zone: ZoneInfo
    opens: time
    closes: time
    is_off: Callable[[date], bool] = field(compare=False)

    def open_at(self, now: datetime) -> bool:
        """Whether it is working time."""
        day = local_day(now, self.zone)
        opening, closing = (local_instant(day, at, self.zone) for at in (self.opens, self.closes))
        return not self.is_off(day) and opening <= now < closing


def has_room(posted: Collection[datetime], now: datetime, hours: Hours, posts_a_day: int) -> bool:
    """Whether a channel takes another post now: in working time, not too soon, not too many a day."""
    today = local_day(now, hours.zone)
    of_today = [at for at in posted if local_day(at, hours.zone) == today]
    too_soon = any(now - at < APART for at in posted)
    return hours.open_at(now) and not too_soon and len(of_today) < posts_a_day
