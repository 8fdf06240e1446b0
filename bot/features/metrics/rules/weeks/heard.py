"""Of when the numbers are: in plain words, and from when on they are old; pure."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.moments import write_heard
from bot.common.text import plural
from bot.features.ledger.rules.facts import READING_IN, Facts


def heard_words(facts: Facts) -> str:
    """Of when the numbers are, such as `Numbers are from Friday 9:30.`; "" where they are of that day."""
    return heard_before(facts.synced_at, facts.today, facts.rules.zone)


def heard_before(synced_at: Mapping[str, datetime], today: date, zone: tzinfo) -> str:
    """Of when the numbers of these sources are; "" where the last word is of `today`."""
    at = _last(synced_at)
    return heard_at(synced_at, today, zone) if at and at.astimezone(zone).date() < today else ""


def heard_at(synced_at: Mapping[str, datetime], today: date, zone: tzinfo) -> str:
    """Of when the numbers are, today's too: `Numbers are from 9:30.`; "" without any source.

    While a file is read in they are from its start, and the line says so.
    """
    if READING_IN in synced_at:
        return f"Numbers are from {write_heard(synced_at[READING_IN], today, zone)}: *{READING_IN}*"
    at = _last(synced_at)
    return f"Numbers are from {write_heard(at, today, zone)}." if at else ""


def waiting_words(facts: Facts) -> list[str]:
    """A sentence for each currency without a rate, such as `1 line waits for a EUR rate`."""
    return [
        f"{plural(count, 'line')} {'waits' if count == 1 else 'wait'} for a {currency} rate"
        for currency, count in sorted(facts.waiting.items())
    ]


def small_words(facts: Facts) -> str:
    """What whoever the figures belong to reads below them, in small words; "" where there is nothing."""
    return " ".join(filter(None, [heard_words(facts), *(f"{each}." for each in waiting_words(facts))]))


def old_words(facts: Facts) -> list[str]:
    """A sentence for each source that is old; one for all of them where every one is."""
    told = _told(facts.synced_at)
    old = {source: at for source, at in sorted(told.items()) if is_old(facts, at)}
    if old and len(old) == len(told):
        return [heard_words(facts)]
    zone = facts.rules.zone
    return [
        f"Numbers of {source} are from {write_heard(at, facts.today, zone)}." for source, at in old.items()
    ]


def is_old(facts: Facts, at: datetime) -> bool:
    """Whether a whole working day of the workspace has passed since a source was heard at `at`."""
    heard_on = at.astimezone(facts.rules.zone).date()
    since = DateRange(heard_on + ONE_DAY, facts.today) if heard_on < facts.today else ()
    return any(not facts.rules.is_off(day) for day in since)


def _told(synced_at: Mapping[str, datetime]) -> dict[str, datetime]:
    return {source: at for source, at in synced_at.items() if source != READING_IN}


def _last(synced_at: Mapping[str, datetime]) -> datetime | None:
    return max(_told(synced_at).values(), default=None)
