"""The rows that each metric is computed from, and beside them what is left out; pure."""

from collections.abc import Iterable
from dataclasses import replace

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.features.ledger.rules.facts import ActivityFact, ClosedFact, CreditFact, Facts, HeldFact, OpenFact
from bot.features.metrics.rules import deals
from bot.features.metrics.rules import productivity as effort
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.funnel import Passage, entered
from bot.features.metrics.rules.marked_rows import Fact, MarkedRow, Rows, RowsOf, joined, left_out, newest
from bot.features.metrics.rules.pipeline import pipeline
from bot.features.metrics.rules.quota import bookings_of, quota_lines

NO_AMOUNT, NOT_OVER = "without amount", "today is not over yet"


def booked(facts: Facts, days: DateRange) -> Rows:
    """Credits that count as bookings; beside them what waits, and what is no money of these people."""
    return joined(newest(bookings_of(facts, days), "booked"), _no_bookings(facts, days))


def _no_bookings(facts: Facts, days: DateRange) -> list[MarkedRow]:
    there = [each for each in facts.credits if each.credit_date in days and _is_here(facts, each)]
    counted = {each.id for each in bookings_of(facts, days)}
    others = [each for each in there if each.id not in counted]
    overlays = [each for each in others if facts.is_team and each.is_overlay]
    away = [each for each in others if not (facts.is_team and each.is_overlay)]
    return [
        *left_out(overlays, "overlay: counts for the person alone"),
        *left_out(away, "not employed on that day"),
        *joined(*_why_held(_held(facts, days))),
    ]


def _held(facts: Facts, days: DateRange) -> list[HeldFact]:
    return [each for each in facts.held if each.credit_date in days and _is_here(facts, each)]


def _why_held(found: Iterable[HeldFact]) -> list[list[MarkedRow]]:
    return [left_out([each], each.why) for each in found]


def _is_here(facts: Facts, line: CreditFact | HeldFact) -> bool:
    return facts.counts(line.member_id, line.credit_date)


def quota(facts: Facts, days: DateRange) -> Rows:
    """The quota of each member of a team; empty for one person."""
    return _quota(facts, days)


def _quota(facts: Facts, days: DateRange, kind: str = "") -> Rows:
    return tuple(MarkedRow(line, "quota") for line in quota_lines(facts, days, kind))


def against_quota(facts: Facts, days: DateRange, kind: str = "") -> Rows:
    """What a quota is measured by: each member's, and the bookings that it is about.

    `kind`: of the quotas for this kind of deals; "" for the overall ones.
    """
    found = quotas.against_quota(facts, days, kind)
    here = {line.id for line in (*found.counted, *found.other_kinds, *found.without)}
    others = [*found.other_kinds, *(line for line in bookings_of(facts, days) if line.id not in here)]
    return joined(
        _quota(facts, days, kind),
        newest(found.counted, "booked"),
        left_out(found.without, "no quota"),
        left_out(others, "of a type without this quota"),
        _no_bookings(facts, days),
    )


def _pipeline(facts: Facts, days: DateRange, *, weighted: bool, against: str | None = None) -> Rows:
    found = pipeline(facts, days, weighted=weighted, against=against)
    left = [MarkedRow(deal, why.value, counts=False) for deal, why in (*found.holes, *found.aside)]
    return joined(newest(found.counted, "open"), left)


def coverage(facts: Facts, days: DateRange, kind: str = "") -> Rows:
    """The counted pipeline and what makes the gap; beside them the holes. `kind`: as of `against_quota`."""
    return joined(_pipeline(facts, days, weighted=False, against=kind), against_quota(facts, days, kind))


def weighted_coverage(facts: Facts, days: DateRange) -> Rows:
    """Coverage rows, in which a deal without a probability is a hole."""
    return joined(_pipeline(facts, days, weighted=True, against=""), against_quota(facts, days))


def weighted_projection(facts: Facts, days: DateRange) -> Rows:
    """Bookings and the counted pipeline; beside them the holes."""
    return joined(booked(facts, days), _pipeline(facts, days, weighted=True))


def won(facts: Facts, days: DateRange) -> Rows:
    """Won deals; beside them what waits."""
    found = deals.won_in(facts, days)
    known = {deal.deal_id for deal in found}
    waits = [each for each in _held(facts, days) if each.deal_id not in known]
    return joined(newest(found, "won"), *_why_held(waits))


def lost(facts: Facts, days: DateRange) -> Rows:
    """Deals that were lost in these days."""
    return tuple(newest(deals.lost_in(facts, days), "lost"))


def decided(facts: Facts, days: DateRange) -> Rows:
    """Deals won and lost: both parts of a win rate."""
    return joined(won(facts, days), lost(facts, days))


def decided_value(facts: Facts, days: DateRange) -> Rows:
    """Deals won and lost with a value; beside them those without."""
    return _with_amount(decided(facts, days))


def _with_amount(rows: Rows) -> Rows:
    return joined(
        replace(row, mark=f"{row.mark}, {NO_AMOUNT}", counts=False)
        if isinstance(row.fact, ClosedFact) and not deals.has_value(row.fact)
        else row
        for row in rows
    )


def won_value(facts: Facts, days: DateRange) -> Rows:
    """Won deals with an amount; beside them those without."""
    return _with_amount(won(facts, days))


def won_cycles(facts: Facts, days: DateRange) -> Rows:
    """Won deals of which creation and closing are known; beside them the others."""
    found = won(facts, days)
    return joined(
        replace(row, mark=why, counts=False)
        if isinstance(row.fact, ClosedFact) and (why := _no_cycle(row.fact))
        else row
        for row in found
    )


def _no_cycle(deal: ClosedFact) -> str:
    if deal.created_on is None:
        return "no day of creation"
    return "" if deals.has_cycle(deal) else "closed before created"


def created(facts: Facts, days: DateRange) -> Rows:
    """Deals that were created in these days, by what became of them."""
    born = deals.created_in(facts, days)
    states: dict[str, list[Fact]] = {"then won": [], "then lost": [], "still open": []}
    for deal in born:
        state = "still open" if isinstance(deal, OpenFact) else ("then won" if deal.is_won else "then lost")
        states[state].append(deal)
    return joined(*(newest(found, f"created, {state}") for state, found in states.items()))


def open_deals(facts: Facts, days: DateRange) -> Rows:
    """All open deals; beside them those that are archived."""
    return joined(newest(facts.open, "open"), left_out(facts.archived, "archived"))


def velocity(facts: Facts, days: DateRange) -> Rows:
    """Open deals, and what was won and lost in the trailing 90 days."""
    return joined(open_deals(facts, days), decided(facts, deals.trailing(facts, days)))


def booked_so_far(facts: Facts, days: DateRange) -> Rows:
    """Bookings up to yesterday; beside them those of today."""
    past = effort.so_far(facts, days)
    rest = DateRange(past.end, max(past.end, min(days.end, facts.today + ONE_DAY)))
    return joined(
        booked(facts, past), left_out(bookings_of(facts, rest), NOT_OVER), _no_bookings(facts, rest)
    )


def activities(*kinds: str) -> RowsOf:
    """Completed activities of these kinds up to yesterday; beside them those of today."""

    def rows(facts: Facts, days: DateRange) -> Rows:
        found = effort.of_kinds(facts, days, *kinds)
        past = effort.so_far(facts, days)
        counted = [each for each in found if each.happened_on in past]
        later = [each for each in found if each.happened_on not in past]
        return joined(_of_kinds(counted, kinds), left_out(later, NOT_OVER))

    return rows


def _of_kinds(found: Iterable[ActivityFact], kinds: Iterable[str]) -> list[MarkedRow]:
    listed = list(found)
    return [
        row
        for kind in kinds
        for row in newest([each for each in listed if each.kind == kind], effort.NAMES[kind])
    ]


def activities_in(*kinds: str) -> RowsOf:
    """Completed activities of these kinds, today's too."""

    def rows(facts: Facts, days: DateRange) -> Rows:
        return tuple(_of_kinds(effort.of_kinds(facts, days, *kinds), kinds))

    return rows


def all_of(*parts: RowsOf) -> RowsOf:
    """The rows of all these lists together."""

    def rows(facts: Facts, days: DateRange) -> Rows:
        return joined(*(part(facts, days) for part in parts))

    return rows


def nothing(facts: Facts, days: DateRange) -> Rows:
    """No rows: a number that is not counted from any."""
    return ()


def of_stage(stage: str) -> RowsOf:
    """Deals that entered the stage: passed, pending, stayed."""

    def rows(facts: Facts, days: DateRange) -> Rows:
        found = entered(facts, days, stage)
        return joined(
            *(newest([e.entry for e in found if e.passage is passage], passage.value) for passage in Passage)
        )

    return rows
