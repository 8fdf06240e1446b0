"""The few figures of the App Home, in words and a strip. Pure."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from bot.common.bars import bar
from bot.common.percents import whole_percent
from bot.features.metrics.rules.glance import (
    DOTS,
    Glance,
    OwnGlance,
    QuotaStanding,
    TeamGlance,
    money,
    person_words,
)
from bot.features.metrics.views.sheet import WHY, SheetLocation
from bot.slack.blocks import Block, button
from bot.slack.layouts import figure_strip


def strip(mine: OwnGlance) -> list[Block]:
    """The viewer's quarter: quota, pace, what is needed a day; what has no value is left out."""
    own, currency = mine.own, mine.currency
    quarter = mine.days.label.partition(" ")[0] or "This quarter"
    if own.attained is None:
        texts = [f"*{quarter}*\n{money(own.booked, currency)} booked"]
    else:
        amounts = f"{money(own.booked, currency)} of {money(own.quota or Fraction(0), currency)}"
        texts = [f"*{quarter}* {whole_percent(own.attained)} of quota\n{bar(own.attained)} {amounts}"]
        texts += _pace(own)
    if own.a_day is not None:
        texts.append(f"*{money(own.a_day, currency)}* a working day\nmeets the quota")
    key = "attainment" if own.attained is not None else "bookings"
    place = SheetLocation(own.subject, key, mine.days)
    why = button("Why?", f"{WHY}:home", value=place.written())
    return [figure_strip(f"Your {quarter}", texts, why)]


def _pace(own: Glance) -> list[str]:
    if own.standing is QuotaStanding.met:
        return [f"{DOTS[QuotaStanding.met]} The quota is met"]
    if own.pace is None:
        return []
    said = f"\n{DOTS[own.standing]} {own.standing}" if own.standing else ""
    return [f"*Pace* {whole_percent(own.pace)}{said}"]


def team_line(seen: TeamGlance) -> str:
    """A team in one line, such as `*Enterprise* 99% of Q4, $7,600 to go`."""
    team = seen.team
    quarter = seen.days.label.partition(" ")[0] or "the quarter"
    if team.attained is None:
        return (
            f"*{team.name}* {money(team.booked, seen.currency)} booked" if team.booked else f"*{team.name}*"
        )
    rest = f"{money(team.to_go, seen.currency)} to go" if team.to_go else "the quota is met"
    return f"*{team.name}* {whole_percent(team.attained)} of {quarter}, {rest}"


def people_line(glances: Sequence[Glance], called: Mapping[str, str]) -> str:
    """The people of a team in one line; `called` by member id. Who carries no quota is named alone."""
    told = [(called.get(each.subject, each.name), person_words(each)) for each in glances]
    return " · ".join(f"{name} {words}".strip() for name, words in told)
