"""How a person or a team stands against the quota, in as few figures as can be; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.common.date_ranges import DateRange
from bot.common.numbers import write_amount
from bot.common.percents import whole_percent
from bot.features.ledger.rules.facts import Facts
from bot.features.metrics.rules.figures import rounded
from bot.features.metrics.rules.quota import EARLY, picture

# As for goals: results come in lumps, so one deal more or less is not telling.
_AHEAD_FROM, _ON_TRACK_FROM, _AT_RISK_FROM = Fraction(11, 10), Fraction(9, 10), Fraction(7, 10)


class QuotaStanding(StrEnum):
    """A pace in words, the worst first."""

    off_track = "off track"
    at_risk = "at risk"
    on_track = "on track"
    ahead = "ahead"
    met = "quota met"


DOTS = {
    QuotaStanding.off_track: ":red_circle:",
    QuotaStanding.at_risk: ":large_yellow_circle:",
    QuotaStanding.on_track: ":large_green_circle:",
    QuotaStanding.ahead: ":large_green_circle:",
    QuotaStanding.met: ":white_check_mark:",
}


@dataclass(frozen=True)
class Glance:
    """The figures of one person or team over some days. Money is in the base currency.

    `subject` is a member's id or "team:<id>". `quota` is None where there is none above zero; `pace` is the
    share of what is due by today, None before the first working day is over. `a_day`: what meets the quota,
    each working day that is left; None once it is met, or where no day is left.
    """

    name: str
    subject: str
    booked: Fraction
    quota: Fraction | None = None
    pace: Fraction | None = None
    a_day: Fraction | None = None
    is_early: bool = False

    @property
    def attained(self) -> Fraction | None:
        """The share of the quota that is booked; None without a quota."""
        return self.booked / self.quota if self.quota else None

    @property
    def to_go(self) -> Fraction:
        """What is left of the quota; 0 once it is met, or without one."""
        return max((self.quota or Fraction(0)) - self.booked, Fraction(0))

    @property
    def standing(self) -> QuotaStanding | None:
        """The pace in words; None without one, and in the first fifth of the days unless the quota is met."""
        if self.attained is not None and self.attained >= 1:
            return QuotaStanding.met
        if self.pace is None or self.is_early:
            return None
        if self.pace >= _ON_TRACK_FROM:
            return QuotaStanding.ahead if self.pace >= _AHEAD_FROM else QuotaStanding.on_track
        return QuotaStanding.at_risk if self.pace >= _AT_RISK_FROM else QuotaStanding.off_track


@dataclass(frozen=True)
class TeamGlance:
    """A team over these days, and each of its people, the worst pace first."""

    team: Glance
    people: tuple[Glance, ...]
    days: DateRange
    currency: str


@dataclass(frozen=True)
class OwnGlance:
    """The figures of the viewer over these days."""

    own: Glance
    days: DateRange
    currency: str


def glance_of(facts: Facts, days: DateRange, name: str, subject: str) -> Glance:
    """The figures of all sellers of these facts together; bookings are of those who carry a quota."""
    seen = picture(facts, days)
    if not seen.quota:
        return Glance(name, subject, seen.bookings)
    gap = seen.quota - seen.carried
    return Glance(
        name,
        subject,
        booked=seen.carried,
        quota=seen.quota,
        pace=seen.carried / seen.on_track if seen.on_track else None,
        a_day=gap / seen.left_days if gap > 0 and seen.left_days else None,
        is_early=seen.elapsed_days < EARLY * seen.total_days,
    )


def worst_first(glances: Sequence[Glance]) -> tuple[Glance, ...]:
    """By pace; who carries no quota, or has no pace yet, stands last."""
    return tuple(
        sorted(glances, key=lambda each: (each.pace is None, each.pace or 0, each.name, each.subject))
    )


def person_words(glance: Glance) -> str:
    """How one person stands, such as `53% 🟡 at risk`; "" without a quota."""
    if glance.attained is None:
        return ""
    if glance.standing is QuotaStanding.met:
        return f"{DOTS[QuotaStanding.met]} quota met"
    said = f" {DOTS[glance.standing]} {glance.standing}" if glance.standing else ""
    return f"{whole_percent(glance.attained)}{said}"


def money(amount: Fraction, currency: str) -> str:
    """The amount with its sign, and no cents."""
    return write_amount(rounded(amount), currency)
