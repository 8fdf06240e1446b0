"""What is celebrated, how large it is shown, and when it may be posted. Pure."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, shift_on
from bot.framework.settings import SettingsGroup

APART = timedelta(minutes=60)
STREAKS = (4, 8, 12, 26, 52)
MILESTONES = (50, 100, 250, 500, 1000)
BEST_WEEKS, BEST_DEALS = 8, 5
# Of a channel a day.
MOST_POSTS = 10
# What became known longer ago than this is not celebrated any more.
FRESH_FOR = timedelta(days=7)
_NEVER_LOOKED_FURTHER = 30


class CelebrationKind(StrEnum):
    """The kinds of celebration; values are stored, and chosen in the settings."""

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
    """In which of three tones celebrations are written; values are stored."""

    warm = "warm"
    plain = "plain"
    playful = "playful"


class Tier(StrEnum):
    """How large a deal is among the workspace's own deals; it decides sign and wording."""

    renewal = "renewal"
    small = "small"
    medium = "medium"
    large = "large"


# Kinds that the wish `results` covers, and those that the wish `dates` covers.
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
class CelebrationSettings(SettingsGroup, name="celebrations", deed="change how we celebrate"):
    """What the workspace decided. `medium` and `large` are amounts in the base currency; None: computed.

    Without a `channel_id` each team's own channel is used. `quiet_weekdays`: 0 is Monday. `posts_a_day` is a
    limit for each channel. `images` are https addresses. `renewal_words` are in Slack's escaped form.
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


@dataclass(frozen=True)
class Wish:
    """What a member wants: whether `results` and `dates` may be celebrated, and the `birthday`.

    The birthday is (month, day); None keeps it out of celebrations.
    """

    results: bool = True
    dates: bool = True
    birthday: tuple[int, int] | None = None

    def allows(self, kind: CelebrationKind) -> bool:
        """Whether a celebration of this kind may name them; kinds of whole teams always may."""
        if kind in RESULTS:
            return self.results
        return self.dates if kind in DATES else True


def tier_of(
    amount: Decimal | None, medium: Decimal | None, large: Decimal | None, *, is_renewal: bool
) -> Tier:
    """Tier of a deal by its `amount` and the two thresholds, all in the base currency.

    A renewal is always `renewal`. Without an amount or thresholds a deal is `small`.
    """
    if is_renewal:
        return Tier.renewal
    if amount is None or medium is None or large is None or amount < medium:
        return Tier.small
    return Tier.large if amount >= large else Tier.medium


def is_renewal(words: Iterable[str], listed: Sequence[str]) -> bool:
    """Whether one of the `listed` words occurs in a deal's `words` (name, category); case is ignored."""
    said = " ".join(words).casefold()
    return any(word.casefold() in said for word in listed if word)


@dataclass(frozen=True)
class Week:
    """A week of a streak: booked amount, the week's part of the quota, and whether they worked in it.

    Amounts are in the base currency; `quarter` is the first day of the fiscal quarter.
    """

    booked: Fraction
    due: Fraction
    worked: bool
    quarter: date


def streak(weeks: Sequence[Week]) -> int:
    """How many weeks in a row the quota was met, counted back from the newest; `weeks` oldest first.

    A week without work pauses and never breaks; one missed week in a quarter is forgiven. Without a quota
    there is no streak.
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
    """Whether `now` is above 0 and above all earlier values, of which there must be at `least` so many."""
    return len(before) >= least and now > 0 and now > max(before)


def passed(before: int, after: int) -> int | None:
    """The largest of `MILESTONES` in (before, after]; None when none was passed."""
    return next((each for each in reversed(MILESTONES) if before < each <= after), None)


def dates_said_on(today: date, is_off: Callable[[date], bool]) -> list[date]:
    """Days whose anniversaries and birthdays are posted on `today`: itself and the days off that follow.

    Empty on a day off; looks at most 30 days ahead.
    """
    if is_off(today):
        return []
    found = [today]
    while is_off(found[-1] + ONE_DAY) and len(found) < _NEVER_LOOKED_FURTHER:
        found.append(found[-1] + ONE_DAY)
    return found


@dataclass(frozen=True)
class Hours:
    """Working time of the workspace: from `opens` to before `closes`, in `zone`, but on days off."""

    zone: ZoneInfo
    opens: time
    closes: time
    is_off: Callable[[date], bool] = field(compare=False)

    def open_at(self, now: datetime) -> bool:
        """Whether this instant lies in working time."""
        today = local_day(now, self.zone)
        return any(self._works(day, now) for day in (today, today - ONE_DAY))

    def _works(self, day: date, now: datetime) -> bool:
        opening, closing = shift_on(day, self.opens, self.closes, self.zone)
        return not self.is_off(day) and opening <= now < closing


def has_room(posted: Collection[datetime], now: datetime, hours: Hours, posts_a_day: int) -> bool:
    """Whether a channel takes another post at `now`, given the instants of its earlier `posted` ones.

    In working time only, an hour after the last post, and at most `posts_a_day` in one local day.
    """
    today = local_day(now, hours.zone)
    of_today = [at for at in posted if local_day(at, hours.zone) == today]
    # Of the future, if the clock was set back: held by that no longer than by any other.
    too_soon = any(abs(now - at) < APART for at in posted)
    return hours.open_at(now) and not too_soon and len(of_today) < posts_a_day
