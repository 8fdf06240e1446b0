"""Forms of the metrics that a team follows, and of the workspace's own metrics; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.features.metrics.commands.measures import write_measure
from bot.features.metrics.rules.custom import LONGEST_FORMULA, NAMES
from bot.features.metrics.rules.facts import LONGEST_NAME, LONGEST_WHY, MOST_FOLLOWED, OWN_UNITS, TeamMetric
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.rules.metric import Metric
from bot.features.teams.rules.org_chart import Team
from bot.framework.forms.choices import CheckField, ChoiceField, ChoicesField
from bot.framework.forms.field import Each
from bot.framework.forms.form import Form, Note, ParsedValues, Part
from bot.framework.forms.texts import TextField
from bot.slack.blocks import context
from bot.slack.text import unescape

_UNIT_HINTS = {Unit.percent: "100%", Unit.money: "$50k", Unit.money_a_day: "$2k"}


@dataclass(frozen=True)
class FollowStart:
    """A team, the metrics that there are, and those that it follows."""

    team: Team
    metrics: Sequence[Metric]
    rows: Sequence[TeamMetric]


class FollowForm(Form[ParsedValues]):
    """What a team follows, with target and reason for each metric chosen before; about the team's id.

    Targets and reasons are by metric; those of newly chosen metrics are asked for by the form after this one.
    """

    callback_id, title, submit = "metrics.follow_save", "What we follow", "Save"
    saved_title = "Metrics"
    drafts = False

    who = Note(
        lambda start: (
            f"*{start.team.name}* follows these, in this order; its members see them with the reasons."
        )
    )
    metrics = ChoicesField(
        "Metrics",
        lambda start: {metric.key: unescape(metric.name) for metric in start.metrics},
        is_menu=True,
        most=MOST_FOLLOWED,
        placeholder="Choose metrics",
        initial=lambda start: [row.metric for row in start.rows],
    )
    target = Each(TextField("", 40, optional=True))
    why = Each(TextField("", LONGEST_WHY, optional=True))
    more = Note(context("Targets and reasons are asked for in the next step."))

    @classmethod
    def shown(cls, facts: FollowStart) -> Iterator[Part]:
        """With two fields for each metric that the team follows."""
        yield from (cls.who, cls.metrics)
        chosen = {row.metric: row for row in facts.rows}
        for metric in facts.metrics:
            row, name = chosen.get(metric.key), unescape(metric.name)
            if row is not None:
                hint = f"In its own unit, such as {_UNIT_HINTS.get(metric.unit, '12')}. Empty: none."
                label = f"{name}: target"
                begun = "" if row.target is None else write_measure(row.target, metric.unit)
                yield cls.target.of(metric.key, label=label, hint=hint, initial=begun)
                reason = f"{name}: why it matters to us"
                yield cls.why.of(metric.key, label=reason, initial=unescape(row.why))
        if not chosen:
            yield cls.more


class OwnMetricForm(Form[ParsedValues]):
    """A metric that a manager defines by a formula."""

    callback_id, title, submit = "metrics.own_save", "Define a metric", "Define metric"
    saved_title = "Metrics"
    drafts = False

    name = TextField("Name", LONGEST_NAME, placeholder="Demos per win")
    formula = TextField(
        "Formula",
        LONGEST_FORMULA,
        placeholder="meetings / won",
        hint=f"+ - * / ( ), numbers, and: {', '.join(NAMES)}"[:2000],
    )
    unit = ChoiceField("Counted in", {unit: unit.value for unit in OWN_UNITS})
    why = TextField("Why it matters", LONGEST_WHY)
    lower = CheckField("Direction", "Less is better", value="lower")
