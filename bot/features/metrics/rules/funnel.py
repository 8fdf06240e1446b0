"""Conversion of a stage, by the histories that sources tell of their deals; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from statistics import median

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import ClosedFact, Facts, StageFact
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing, part


class Passage(StrEnum):
    """What became of a deal that entered a stage, as people read it."""

    passed = "got further"
    pending = "pending"
    stayed = "lost there"


@dataclass(frozen=True)
class Entered:
    """A deal that entered a stage: its entry, what became of it, and its days in the stage.

    `entry` may be of a further stage, or the winning, where the stage was skipped. `stay` is None while the
    deal is in the stage, and where it never was.
    """

    entry: StageFact
    passage: Passage
    stay: int | None
    is_there: bool


def entered(facts: Facts, days: DateRange, stage: str) -> list[Entered]:
    """Deals that entered the stage in these days, each once.

    The furthest stage counts: going back does not undo it, skipping a stage is entering and passing it, and
    a won deal has passed all of them. Without a history a deal is in no funnel.
    """
    order = {name.casefold(): number for number, name in enumerate(facts.rules.stages)}
    here = order.get(stage.casefold())
    if here is None:
        return []
    closed = {deal.deal_id: deal for deal in facts.closed}
    by_deal = sorted(facts.stages, key=lambda each: (each.deal_id, each.entered_on, _order(each, order)))
    found = []
    for deal_id, entries in groupby(by_deal, key=lambda each: each.deal_id):
        one = _entered(list(entries), closed.get(deal_id), order, here)
        if one and one.entry.entered_on in days and facts.counts(one.entry.owner_id, one.entry.entered_on):
            found.append(one)
    return found


def _order(entry: StageFact, order: dict[str, int]) -> int:
    return order.get(entry.stage.casefold(), -1)


def _entered(
    history: Sequence[StageFact], closed: ClosedFact | None, order: dict[str, int], here: int
) -> Entered | None:
    is_won = closed is not None and closed.is_won
    first = next((each for each in history if _order(each, order) >= here), None)
    if first is None and closed is not None and is_won:
        first = history[-1]._replace(entered_on=closed.counted_on)
    if first is None:
        return None
    furthest = max(_order(each, order) for each in history)
    if furthest > here or is_won:
        passage = Passage.passed
    else:
        passage = Passage.pending if first.is_open else Passage.stayed
    ends: list[date | None] = [each.entered_on for each in history[1:]]
    ends.append(None if first.is_open else closed.closed_on if closed else history[-1].entered_on)
    stays = [
        None if end is None else (end - each.entered_on).days
        for each, end in zip(history, ends, strict=True)
        if _order(each, order) == here
    ]
    is_there = None in stays
    total = sum(each for each in stays if each is not None)
    return Entered(first, passage, None if is_there or not stays else total, is_there)


def stage_conversion(facts: Facts, days: DateRange, stage: str) -> Figure:
    """Deals that entered a stage in these days and got further / all that entered it.

    Beside it the median of the completed stays, in days. Missing without histories.
    """
    found = entered(facts, days, stage)
    passed, stays = _having(found, Passage.passed), [each.stay for each in found if each.stay is not None]
    pending, still = _having(found, Passage.pending), sum(each.is_there for each in found)
    parts = [part("passed it", passed, Unit.number), part("entered it", len(found), Unit.number)]
    if not facts.stages:
        return missing(Unit.percent, MissingReason.no_history, n=0)
    if not found:
        return missing(Unit.percent, MissingReason.none_entered, n=0, parts=tuple(parts))
    if stays:
        parts.append(part("median stay", median(map(Fraction, stays)), Unit.days))
    told = [f"{pending} pending"] if pending else []
    told += [f"{still} still in it"] if still else []
    value = Fraction(passed, len(found))
    notes = (" · ".join(told),) if told else ()
    return Figure(value, Unit.percent, n=len(found), parts=tuple(parts), notes=notes)


def _having(found: Iterable[Entered], passage: Passage) -> int:
    return sum(each.passage is passage for each in found)
