"""Sales productivity: money and activities per selling day; pure.

A selling day is a day on which the seller is employed, in the team, and not off.
"""

from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import ActivityFact, Facts
from bot.features.metrics.rules.deals import won_in
from bot.features.metrics.rules.figures import Figure, MissingReason, Unit, missing, part
from bot.features.metrics.rules.quota import bookings_of, total

HUNDRED = 100
NAMES = {
    "call": "calls",
    "connected_call": "connected calls",
    "meeting": "meetings",
    "email": "e-mails",
    "task": "tasks",
}


def so_far(facts: Facts, days: DateRange) -> DateRange:
    """The days up to yesterday."""
    return DateRange(days.start, max(days.start, min(days.end, facts.today)))


def selling_days(facts: Facts, days: DateRange) -> int:
    """Selling days of all sellers up to yesterday, added up."""
    past = so_far(facts, days)
    return sum(seller.works_on(day) for seller in facts.sellers for day in past)


def activities_of(facts: Facts, days: DateRange, *kinds: str) -> int:
    """Number of completed activities of these kinds."""
    return sum(each.how_many for each in of_kinds(facts, days, *kinds))


def of_kinds(facts: Facts, days: DateRange, *kinds: str) -> list[ActivityFact]:
    """Activities of these kinds by people who counted on the day."""
    return [each for each in counted(facts, days) if each.kind in kinds]


def counted(facts: Facts, days: DateRange) -> list[ActivityFact]:
    """Activities in these days by people who counted on the day."""
    return [
        each
        for each in facts.activities
        if each.happened_on in days and facts.counts(each.member_id, each.happened_on)
    ]


def revenue_per_rep(facts: Facts, days: DateRange) -> Figure:
    """Bookings / full-time reps, where full-time reps = own selling days / working days."""
    past = so_far(facts, days)
    working = sum(not facts.rules.is_off(day) for day in past)
    own = selling_days(facts, days)
    booked = total(bookings_of(facts, past))
    parts = (
        part("bookings", booked, Unit.money),
        part("own selling days", own, Unit.number),
        part("working days", working, Unit.number),
    )
    if own == 0 or working == 0:
        return missing(Unit.money, MissingReason.not_employed, parts=parts)
    return Figure(booked * working / own, Unit.money, parts=parts)


def revenue_per_day(facts: Facts, days: DateRange) -> Figure:
    """Bookings / own selling days, in money a day."""
    past = so_far(facts, days)
    own, booked = selling_days(facts, days), total(bookings_of(facts, past))
    parts = (part("bookings", booked, Unit.money), part("own selling days", own, Unit.number))
    if own == 0:
        return missing(Unit.money_a_day, MissingReason.not_employed, parts=parts)
    return Figure(booked / own, Unit.money_a_day, parts=parts)


def per_day(facts: Facts, days: DateRange, *kinds: str) -> Figure:
    """Completed activities of these kinds / own selling days. Missing without any activity data."""
    own, done = selling_days(facts, days), activities_of(facts, so_far(facts, days), *kinds)
    parts = (part("completed", done, Unit.number), part("own selling days", own, Unit.number))
    if facts.cut_by is not None:
        return missing(Unit.a_day, MissingReason.activities_uncut)
    if not facts.activities:
        return missing(Unit.a_day, MissingReason.no_data, parts=parts)
    if own == 0:
        return missing(Unit.a_day, MissingReason.not_employed, parts=parts)
    return Figure(Fraction(done, own), Unit.a_day, n=done, parts=parts)


def calls(facts: Facts, days: DateRange) -> Figure:
    """Completed calls / own selling days."""
    return per_day(facts, days, "call", "connected_call")


def meetings(facts: Facts, days: DateRange) -> Figure:
    """Meetings held / own selling days."""
    return per_day(facts, days, "meeting")


def emails(facts: Facts, days: DateRange) -> Figure:
    """E-mails sent / own selling days."""
    return per_day(facts, days, "email")


def wins_per_meetings(facts: Facts, days: DateRange) -> Figure:
    """Won deals for every 100 meetings held."""
    if facts.cut_by is not None:
        return missing(Unit.number, MissingReason.activities_uncut)
    return _yield(len(won_in(facts, days)), "won deals", activities_of(facts, days, "meeting"), "meetings")


def meetings_per_calls(facts: Facts, days: DateRange) -> Figure:
    """Meetings held for every 100 connected calls."""
    if facts.cut_by is not None:
        return missing(Unit.number, MissingReason.activities_uncut)
    meetings = activities_of(facts, days, "meeting")
    return _yield(meetings, "meetings", activities_of(facts, days, "connected_call"), "connected calls")


def _yield(got: int, got_name: str, made: int, made_name: str) -> Figure:
    parts = (part(got_name, got, Unit.number), part(made_name, made, Unit.number))
    if made == 0:
        return missing(Unit.number, MissingReason.no_data, n=0, parts=parts)
    return Figure(Fraction(HUNDRED * got, made), Unit.number, n=made, parts=parts)
