"""A week in words: a rep's own, a team's for its manager, and the team's for its channel; pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.common.bars import bar
from bot.common.date_ranges import DateRange
from bot.common.percents import whole_percent
from bot.common.text import listed, plural
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules import comparison as weekly
from bot.features.metrics.rules import deals
from bot.features.metrics.rules.figures import Unit, rounded, shown
from bot.features.metrics.rules.glance import (
    DOTS,
    Glance,
    QuotaStanding,
    glance_of,
    money,
    person_words,
    worst_first,
)
from bot.framework.needs import first_names

# A number as plotted (None: missing, the words say why) and as read.
WordedNumber = tuple[float | None, str]
# Last day of a week, booked and on track by then.
PacePoint = tuple[str, WordedNumber, WordedNumber]
MOST_PEOPLE = 12
_MOST_DEALS = 2
# How a week went, by what was booked against a usual one.
_JUDGEMENTS = (
    (Fraction(5, 4), "a strong week"),
    (Fraction(21, 20), "a good week"),
    (Fraction(4, 5), "a usual week"),
    (Fraction(0), "a quieter week"),
)
# Above that a pace says nothing more.
_MOST_PACE = Fraction(99, 10)
_BETTER_BY = Fraction(1, 10)
_MOST_BETTER = 3


@dataclass(frozen=True)
class MemberFacts:
    """A member of a team and their own facts."""

    name: str
    facts: Facts
    id: str = ""


def own_said(facts: Facts, week: DateRange, names: Sequence[str]) -> str:
    """A rep's week in one sentence; `names` are those of the deals won in it."""
    currency = facts.rules.currency
    booked, usual = weekly.booked(facts, week), weekly.usual_week(facts, week)
    more = len(names) - _MOST_DEALS
    shown_names = [*names[:_MOST_DEALS], *([f"{more} more"] if more > 0 else [])]
    of = f" ({listed(shown_names)})" if booked and names else ""
    said = f"{money(booked, currency)} booked{of}" if booked else "nothing booked"
    return f"{said}; a usual week brings {money(usual, currency)}." if usual else f"{said}."


def own_lines(facts: Facts, quarter: DateRange) -> list[str]:
    """The lines below it: the quota, the win rate, deals past their date; what has no value is left out."""
    own, currency = glance_of(facts, quarter, "", ""), facts.rules.currency
    found = []
    if own.attained is not None and own.quota is not None:
        of = f"{money(own.booked, currency)} of {money(own.quota, currency)}"
        found.append(
            f"{bar(own.attained)} {whole_percent(own.attained)} of the {_short(quarter)} quota: {of}."
        )
        found += _pace(own, currency)
    rate = deals.win_rate(facts, deals.trailing(facts, quarter))
    if rate.value is not None and rate.n:
        little = f"only {plural(rate.n, 'deal')}, take it lightly"
        sample = little if rate.is_small(deals.SMALL_SAMPLE) else plural(rate.n, "deal")
        found.append(f"Win rate {whole_percent(rate.value)} in 90 days ({sample}).")
    if past := len(deals.past_date(facts)):
        found.append(f"{plural(past, 'open deal')} {'is' if past == 1 else 'are'} past the date.")
    return found


def _pace(own: Glance, currency: str) -> list[str]:
    if own.standing is QuotaStanding.met:
        return [f"{DOTS[QuotaStanding.met]} The quota is met."]
    if own.pace is None or own.standing is None:
        return []
    ratio = whole_percent(own.pace) if own.pace <= _MOST_PACE else "more than enough"
    needed = f": {money(own.a_day, currency)} a working day meets it" if own.a_day is not None else ""
    return [f"Pace {ratio} {DOTS[own.standing]} {own.standing}{needed}."]


def _short(quarter: DateRange) -> str:
    return quarter.label.partition(" ")[0] or "quarter's"


def judged(facts: Facts, week: DateRange) -> str:
    """How a week went against a usual one, such as "a good week"; "" without a usual one.

    A week with days off is held against as large a part of a usual one.
    """
    usual = weekly.usual_week(facts, week)
    if not usual:
        return ""
    days = [_working_days(facts, each) for each in (week, *weekly.weeks_before(week))]
    ratio = weekly.booked(facts, week) / (usual * Fraction(max(days[0], 1), max(*days, 1)))
    return next((words for least, words in _JUDGEMENTS if ratio >= least), _JUDGEMENTS[-1][1])


def _working_days(facts: Facts, week: DateRange) -> int:
    return sum(not facts.rules.is_off(day) for day in week)


def team_headline(team: str, week: str, judged: str) -> str:
    """How a team's week went, such as `Enterprise, week of 23 Nov: a good week.`"""
    return f"{team}, {week}: {judged}." if judged else f"{team}, {week}."


def in_one_text(head: str, people: Sequence[str], more: int, restated: str) -> str:
    """A team's week as one text: how it went, a line a person, and what was told differently."""
    last = [f"And {more} more."] if more else []
    return "\n".join([head, *people, *last, *([f":memo: {restated}"] if restated else [])])


def team_said(facts: Facts, quarter: DateRange, week: DateRange, *, in_public: bool) -> str:
    """A team's week in sentences: booked, and how far the quota is.

    `in_public` names the usual week; never pace, needed a day, or who has no number.
    """
    team, currency = glance_of(facts, quarter, "", ""), facts.rules.currency
    booked, usual = weekly.booked(facts, week), weekly.usual_week(facts, week)
    said = f"{money(booked, currency)} booked" if booked else "Nothing booked"
    if in_public and usual:
        said += f"; a usual week brings {money(usual, currency)}"
    if team.attained is None:
        return f"{said}."
    if not team.to_go:
        return f"{said}. The {_short(quarter)} quota is met."
    of = f"the {_short(quarter)} quota" if in_public else _short(quarter)
    return f"{said}. {whole_percent(team.attained)} of {of}, {money(team.to_go, currency)} to go."


def member_lines(members: Sequence[MemberFacts], quarter: DateRange, week: DateRange) -> list[str]:
    """A line a person, the worst pace first: the week, the quota, deals past their date."""
    own = {each.name: each.facts for each in members}
    called = first_names({name: name for name in own})
    ordered = worst_first([glance_of(each.facts, quarter, each.name, each.name) for each in members])
    found = []
    for each in ordered:
        facts = own[each.name]
        booked, past = weekly.booked(facts, week), len(deals.past_date(facts))
        said = [f"{called[each.name]} {money(booked, facts.rules.currency) if booked else 'nothing'}"]
        said += [person_words(each)] if each.attained is not None else []
        said += [f"{plural(past, 'deal')} past the date"] if past else []
        found.append(", ".join(said))
    return found


def better_than_usual(
    members: Sequence[MemberFacts], week: DateRange, resting: Collection[str] = ()
) -> list[MemberFacts]:
    """Up to three by the alphabet whose week was more than a tenth above their usual one.

    `resting`: ids of those who were named of late, and leave the room to others.
    """
    usual = [(member, weekly.usual_week(member.facts, week)) for member in members]
    of_team = weekly.middle([own for _, own in usual if own is not None])
    found = [
        member
        for member, own in usual
        if member.id not in resting
        and (better := weekly.improvement(weekly.booked(member.facts, week), own, of_team))
        and better > _BETTER_BY
    ]
    return sorted(found, key=lambda member: member.name)[:_MOST_BETTER]


def pace_chart(facts: Facts, quarter: DateRange) -> list[PacePoint]:
    """For each week of the quarter (last day, booked, on track)."""
    currency = facts.rules.currency
    return [
        (point.label, _number(point.booked, currency), _number(point.on_track, currency))
        for point in weekly.pace_line(facts, quarter)
    ]


def _number(value: Fraction, currency: str) -> WordedNumber:
    return float(rounded(value)), shown(value, Unit.money, currency)
