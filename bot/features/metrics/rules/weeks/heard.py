"""Of when the numbers are: in plain words, and from when on they are old; pure."""

from datetime import date, datetime

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.text import plural
from bot.features.ledger.rules.facts import READING_IN, Facts

# Days so far back are called by their names.
_NAMED_DAYS = 6


def heard_words(facts: Facts) -> str:
    """Of when the numbers are, such as `Numbers are from Friday 9:30.`; "" where they are of that day."""
    told = list(_told(facts).values())
    at = max(told).astimezone(facts.rules.zone) if told else None
    return f"Numbers are from {_when(at, facts.today)}." if at and at.date() < facts.today else ""


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
    told = _told(facts)
    old = {source: at for source, at in sorted(told.items()) if is_old(facts, at)}
    if old and len(old) == len(told):
        return [heard_words(facts)]
    zone = facts.rules.zone
    return [
        f"Numbers of {source} are from {_when(at.astimezone(zone), facts.today)}."
        for source, at in old.items()
    ]


def is_old(facts: Facts, at: datetime) -> bool:
    """Whether a whole working day of the workspace has passed since a source was heard at `at`."""
    heard_on = at.astimezone(facts.rules.zone).date()
    since = DateRange(heard_on + ONE_DAY, facts.today) if heard_on < facts.today else ()
    return any(not facts.rules.is_off(day) for day in since)


def _told(facts: Facts) -> dict[str, datetime]:
    return {source: at for source, at in facts.synced_at.items() if source != READING_IN}


def _when(at: datetime, today: date) -> str:
    """`Friday 9:30` within six days, `20 Nov` before."""
    is_near = (today - at.date()).days <= _NAMED_DAYS
    return f"{at:%A} {at:%-H:%M}" if is_near else f"{at:%-d %b}"
