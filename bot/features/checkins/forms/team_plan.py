"""The form in which a manager says how a team checks in. Pure."""

from dataclasses import dataclass

from bot.common.day_words import WEEKDAYS
from bot.common.text import plural
from bot.features.checkins.rules import MOST_WEEKS, TeamPlan
from bot.features.teams.rules.org_chart import Team
from bot.framework.forms.choices import CheckField, ChoiceField
from bot.framework.forms.form import Form, Note, ParsedValues
from bot.framework.forms.pickers import TimeField
from bot.slack.blocks import section


@dataclass(frozen=True)
class TeamPlanStart:
    """What the form of a team's check-ins begins with."""

    team: Team
    plan: TeamPlan


class TeamPlanForm(Form[TeamPlan]):
    """How a team checks in, drawn from a TeamPlanStart; about the team's id."""

    callback_id, title, submit = "checkins.keep", "Check-ins", "Save"
    drafts = False

    whose = Note(lambda start: section(f"*{start.team.name}*"))
    is_on = CheckField("Do you check in?", "Ask the members", initial=lambda start: start.plan.is_on)
    weekday = ChoiceField("Which day?", dict(enumerate(WEEKDAYS)), initial=lambda start: start.plan.weekday)
    at = TimeField("At what time? (each one's own)", initial=lambda start: start.plan.at)
    weeks = ChoiceField(
        "How often",
        {number: f"Every {plural(number, 'week')}" for number in range(1, MOST_WEEKS + 1)},
        initial=lambda start: start.plan.weeks,
    )
    posts_progress = CheckField(
        "Team channel",
        "Post the team's progress",
        hint="Progress of goals that are not private; nobody's words.",
        initial=lambda start: start.plan.posts_progress,
    )

    @classmethod
    def build(cls, v: ParsedValues) -> TeamPlan:
        """The plan that the manager wants."""
        return TeamPlan(
            is_on=v[cls.is_on],
            weekday=v[cls.weekday],
            at=v[cls.at],
            weeks=v[cls.weeks],
            posts_progress=v[cls.posts_progress],
        )
