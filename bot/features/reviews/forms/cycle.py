"""The form of a new review cycle; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.errors import FieldErrors
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import LONGEST_NAME, CyclePlan
from bot.features.teams.rules.org_chart import Team
from bot.framework.forms.choices import ChoiceField, ChoicesField
from bot.framework.forms.field import FILL_IN
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import DayField
from bot.framework.forms.texts import TextField
from bot.slack.blocks import context
from bot.slack.requests import number_of
from bot.slack.text import unescape

_OWN_DAYS = "own"


@dataclass(frozen=True)
class CycleStart:
    """What the form begins with: the planner's teams, and spans of days, of which the first is chosen.

    `kickoff` and `due` are working days.
    """

    teams: Sequence[Team]
    spans: Sequence[DateRange]
    today: date
    kickoff: date
    due: date


def _spans(start: CycleStart) -> Mapping[Any, str]:
    spans = {f"{span.start} {span.end}": span.label for span in start.spans}
    return {**spans, _OWN_DAYS: "Other days: the two below"}


def _span(stored: str) -> DateRange | None:
    """The days of an option; None for those of the two fields below."""
    if stored == _OWN_DAYS:
        return None
    first, _, end = stored.partition(" ")
    return DateRange(date.fromisoformat(first), date.fromisoformat(end))


class CycleForm(Form[CyclePlan]):
    """A new cycle, drawn from a CycleStart."""

    callback_id, title, submit = "reviews.plan", "New review cycle", "Plan it"

    name = TextField("Name", LONGEST_NAME, initial=lambda start: f"Review {start.spans[0].label}")
    team: ChoiceField[int] = ChoiceField(
        "Which team?", lambda start: {team.id: unescape(team.name) for team in start.teams}, reads=number_of
    )
    days: ChoiceField[DateRange | None] = ChoiceField("About which time?", _spans, reads=_span)
    first = DayField("From", optional=True, empty=None)
    last = DayField("Up to and including", optional=True, empty=None)
    parts = ChoicesField(
        "Who writes?",
        {
            PartKind.own: "Self",
            PartKind.manager: "Manager",
            PartKind.peer: "Peers, named by the person, approved by the manager",
            PartKind.upward: "Upward: about the manager",
        },
        initial=(PartKind.own, PartKind.manager),
    )
    kickoff = DayField("Begins", initial=lambda start: start.kickoff, earliest=lambda start: start.today)
    due = DayField("Due", initial=lambda start: start.due, earliest=lambda start: start.today)
    asked = Note(
        context("Everybody is asked when it begins, and reminded 7 days and 1 day before it is due.")
    )

    @classmethod
    def build(cls, v: ParsedValues) -> CyclePlan:
        """The cycle that is meant. FieldErrors: days of one's own without both of them."""
        days = v[cls.days]
        if days is None:
            first, last = v[cls.first], v[cls.last]
            if first is None or last is None:
                missing = {"first": first, "last": last}
                raise FieldErrors({name: FILL_IN for name, day in missing.items() if day is None})
            days = DateRange(first, last + ONE_DAY)
        return CyclePlan(v[cls.name], v[cls.team], days, v[cls.parts], v[cls.kickoff], v[cls.due])
