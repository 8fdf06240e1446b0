"""Reads the times to which the clock can be moved: an instant, a step, or the next weekday and time."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.common.dates import weekday_named


def moment(now: datetime, asked: Mapping[str, Any], zone: str = "UTC") -> datetime:
    """The instant requested: `to`, `by` in seconds, or `weekday` and `time`; ValueError with a sentence."""
    if "to" in asked:
        return _instant(str(asked["to"]))
    if "by" in asked:
        return now + timedelta(seconds=_seconds(asked["by"]))
    if "weekday" in asked or "time" in asked:
        return next_such(
            now, asked.get("weekday"), str(asked.get("time", "09:00")), str(asked.get("zone", zone))
        )
    raise ValueError("say where the clock should go: to, by, or weekday and time")


def next_such(now: datetime, weekday: str | None, at: str, zone: str) -> datetime:
    """The next `weekday` (any day when None) at `at` (HH:MM) in the zone, strictly after `now`."""
    wanted = range(7) if weekday is None else (_weekday(weekday),)
    local = now.astimezone(_zone(zone))
    clock_time = _time(at)
    days = (local.date() + timedelta(days=ahead) for ahead in range(8))
    instants = (datetime.combine(day, clock_time, local.tzinfo) for day in days)
    found = next(i for i in instants if i > local and i.weekday() in wanted)
    return found.astimezone(UTC)


def _weekday(name: str) -> int:
    found = weekday_named(name)
    if found is None:
        raise ValueError(f"{name} is no weekday")
    return found


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as unknown:
        raise ValueError(f"{name} is no time zone") from unknown


def _time(at: str) -> time:
    try:
        return time.fromisoformat(at)
    except ValueError as wrong:
        raise ValueError(f"{at} is not a time like 09:00") from wrong


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError(f"{text} is not an instant in ISO form") from wrong
    if instant.tzinfo is None:
        raise ValueError(f"{text} needs a time zone, like 2026-11-23T09:00:00+00:00")
    return instant.astimezone(UTC)


def _seconds(step: object) -> float:
    if isinstance(step, bool) or not isinstance(step, int | float):
        raise ValueError(f"{step!r} is not a number of seconds")
    return float(step)
