"""Formats instants in the reader's zone, as Slack's client does."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class When:
    """The reader's clock: `now` (aware) and an IANA zone."""

    now: datetime
    zone: str

    @property
    def today(self) -> date:
        """The calendar day in the reader's zone."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def local(self, ts: str | float) -> datetime:
        """A Slack timestamp (seconds since 1970) on the reader's clock."""
        return datetime.fromtimestamp(float(ts), UTC).astimezone(ZoneInfo(self.zone))


def clock_time(moment: datetime) -> str:
    """The time as Slack's client writes it: `9:05 AM`."""
    return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"


def ordinal(number: int) -> str:
    """The number with its English ending: `1st`, `2nd`, `13th`."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def day_label(day: date, today: date) -> str:
    """`Today`, `Yesterday`, `Monday, November 23rd`, with the year when it is another one."""
    near = {today: "Today", today - timedelta(days=1): "Yesterday", today + timedelta(days=1): "Tomorrow"}
    year = "" if day.year == today.year else f", {day.year}"
    return near.get(day) or f"{day:%A}, {day:%B} {ordinal(day.day)}{year}"


def stamp(moment: datetime) -> str:
    """`Mon, Nov 23 at 9:05 AM`."""
    return f"{moment:%a}, {moment:%b} {moment.day} at {clock_time(moment)}"


def ago(moment: datetime, now: datetime) -> str:
    """`just now`, `5 minutes ago`, `2 days ago`."""
    seconds = (now - moment).total_seconds()
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        count = int(seconds // size)
        if count > 0:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def slack_date(pattern: str, ts: float, when: When) -> str:
    """The words of Slack's `<!date^ts^pattern|…>`, such as `{date_short} at {time}`."""
    moment = when.local(ts)
    return re.sub(r"\{(\w+)\}", lambda found: _date_token(found[1], moment, when) or found[0], pattern)


def _date_token(token: str, moment: datetime, when: When) -> str | None:
    if token.startswith("date") and token.endswith("_pretty"):
        near = day_label(moment.date(), when.today)
        if near in ("Today", "Yesterday", "Tomorrow"):
            return near.lower()
    plain = f"{moment:%B} {ordinal(moment.day)}, {moment.year}"
    words = {
        "date_num": f"{moment:%Y-%m-%d}",
        "date_slash": f"{moment:%m/%d/%Y}",
        "date": plain,
        "date_short": f"{moment:%b} {moment.day}, {moment.year}",
        "date_long": f"{moment:%A}, {plain}",
        "day_divider_pretty": day_label(moment.date(), when.today),
        "time": clock_time(moment),
        "time_secs": f"{moment.hour % 12 or 12}:{moment:%M:%S} {moment:%p}",
        "ago": ago(moment, when.now),
    }
    return words.get(token.removesuffix("_pretty")) or words.get(token)
