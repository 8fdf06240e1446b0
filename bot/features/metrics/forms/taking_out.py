"""The forms of numbers as a file, and of goals that follow a figure; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.features.goals.rules.formatting import option_name, titles_alike
from bot.features.goals.rules.progress import Goal
from bot.features.metrics.rules.metric import Metric
from bot.features.teams.rules.org_chart import Team
from bot.framework.forms.choices import ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import PersonField
from bot.framework.forms.texts import TextField
from bot.slack.requests import number_of
from bot.slack.text import unescape

_DAYS = "Such as this week, last month, Q3 or 1 Jul to 14 Aug. Empty: this quarter."
_KINDS = {"figures": "The figures", "rows": "Each line that counts", "deals": "The deals"}
_FORMATS = {"xlsx": "Excel", "csv": "CSV"}


@dataclass(frozen=True)
class TakeOutStart:
    """What the form begins with: the teams whose numbers may be taken out."""

    teams: Sequence[Team]


def _teams(start: TakeOutStart) -> dict[int | None, str]:
    return {None: "No, one person", **{team.id: unescape(team.name) for team in start.teams}}


class TakeOutForm(Form[ParsedValues]):
    """Numbers as a file, which comes in a direct message; drawn from a TakeOutStart."""

    callback_id, title, submit = "metrics.take_out", "Take numbers out", "Send me the file"
    drafts = False

    what = ChoiceField("Which numbers?", _KINDS)
    team = ChoiceField("Of a whole team?", _teams, reads=number_of)
    person = PersonField("Whose, if of one person?", optional=True, hint="Empty: your own.")
    period = TextField("Which days?", 60, optional=True, placeholder="last month", hint=_DAYS)
    form = ChoiceField("Which kind of file?", _FORMATS)


@dataclass(frozen=True)
class FeedStart:
    """Goals that may follow a metric, and the metrics."""

    goals: Sequence[Goal]
    metrics: Sequence[Metric]


BY_HAND = "by hand"


def _goals(start: FeedStart) -> dict[int, str]:
    alike = titles_alike(start.goals)
    return {goal.number: option_name(goal, alike) for goal in start.goals}


def _feeds(start: FeedStart) -> Mapping[str, str]:
    return {
        BY_HAND: "None: it is reported by hand",
        **{each.key: unescape(each.name) for each in start.metrics},
    }


class FeedForm(Form[ParsedValues]):
    """A goal that follows a metric from then on, or no more; drawn from a FeedStart."""

    callback_id, title, submit = "metrics.feed", "Goals by numbers", "Save"
    drafts = False

    note = Note("A goal that follows a figure needs no report: its number comes from the books.")
    goal = ChoiceField("Which goal?", _goals, reads=number_of)
    metric = ChoiceField("Which figure does it follow?", _feeds)
