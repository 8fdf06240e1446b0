"""What may be written after `/kudos health`. Pure."""

from dataclasses import dataclass

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput
from bot.common.locales import TypedOn
from bot.features.metrics.commands.periods import find_span
from bot.framework.grammar import Grammar

# Days. Over longer times patterns blur, and everything ever given would be read.
_LONGEST = 100
_USUAL = "this month"


@dataclass(frozen=True)
class ShowKudosHealth:
    """The hints of these days."""

    days: DateRange


def _period(words: str, on: TypedOn) -> ShowKudosHealth:
    days = find_span(words or _USUAL, on.today, on.locale.fiscal)
    if days is None or days.length > _LONGEST:
        raise BadInput("Write a period of a quarter at most after it, such as `last month` or `Q3`.")
    return ShowKudosHealth(days)


# Its day is that of the workspace's zone. BadInput: not a period, or one of more than 100 days.
GRAMMAR = Grammar[ShowKudosHealth, TypedOn]("/kudos health", otherwise=_period)
