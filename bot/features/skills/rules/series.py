"""Tries of each conversion by day, made of single deals and of activities; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.features.skills.rules.cards import WIN_RATE, YIELD
from bot.features.skills.rules.windows import TrialSeries


def metrics_of(role: str, stages: Sequence[str], sdr: str) -> tuple[str, ...]:
    """The conversions that can be watched in a role, as parts of a card name them."""
    if role == sdr:
        return (YIELD,)
    return tuple(f"c{number + 1}" for number in range(len(stages))) if len(stages) > 1 else (WIN_RATE,)


def place_of(metric: str) -> int | None:
    """The place of a conversion's stage, from 0; None for the win rate and meetings of calls."""
    return int(metric[1:]) - 1 if metric[:1] == "c" and metric[1:].isdigit() else None


def furthest(reached: Mapping[str, date], stages: Sequence[str]) -> int:
    """The furthest place that a deal came to; 0 where nothing is told."""
    places = {name.casefold(): place for place, name in enumerate(stages)}
    return max((places[name.casefold()] for name in reached if name.casefold() in places), default=0)


def tries_of_deals(
    deals: Iterable[tuple[date, bool, Mapping[str, date]]], metric: str, stages: Sequence[str]
) -> TrialSeries:
    """Deals as (day decided, won, stages reached) as tries of a conversion, on the day of the decision."""
    place = place_of(metric)
    if place is None:
        return TrialSeries((day, int(is_won), 1) for day, is_won, _ in deals)
    known = [
        (day, is_won, len(stages) if is_won else furthest(reached, stages)) for day, is_won, reached in deals
    ]
    return TrialSeries((day, int(came > place), 1) for day, _, came in known if came >= place)


def tries_of_calls(calls: Mapping[date, int], meetings: Mapping[date, int]) -> TrialSeries:
    """Connected calls as tries, meetings as what passed; by day."""
    days = sorted({*calls, *meetings})
    return TrialSeries((day, meetings.get(day, 0), calls.get(day, 0)) for day in days)
