"""Forms of the metrics that a team follows, and of the workspace's own metrics; pure."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from bot.features.goals.views.list import packed
from bot.features.metrics.rules.catalogue import Metric
from bot.features.metrics.rules.custom import LONGEST_FORMULA, NAMES
from bot.features.metrics.rules.facts import LONGEST_NAME, LONGEST_WHY, MOST_FOLLOWED, OWN_UNITS, TeamMetric
from bot.features.metrics.rules.figures import Unit, shown
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    checkbox,
    context,
    field_of,
    header,
    modal,
    option,
    section,
    select,
    text_input,
)
from bot.slack.text import unescape

SAVE_FOLLOWED, SAVE_OWN = "metrics.follow_save", "metrics.own_save"
CHOOSE, NEW_OWN, RETIRE = "metrics.choose", "metrics.own_new", "metrics.own_retire"
_UNIT_HINTS = {Unit.percent: "100%", Unit.money: "$50k", Unit.money_a_day: "$2k"}


def choose_form(team: Team, metrics: Sequence[Metric], rows: Sequence[TeamMetric]) -> dict[str, Any]:
    """Form in which a manager chooses what a team follows, with target and reason for each chosen metric."""
    chosen = {row.metric: row for row in rows}
    options = [option(unescape(metric.name), metric.key) for metric in metrics]
    picked = [each for each in options if each["value"] in chosen]
    element: dict[str, Any] = {
        "type": "multi_static_select",
        "action_id": "metrics",
        "options": options[:100],
        "placeholder": {"type": "plain_text", "text": "Choose metrics", "emoji": True},
        "max_selected_items": MOST_FOLLOWED,
    }
    if picked:
        element["initial_options"] = picked
    blocks = [
        section(f"*{team.name}* follows these, in this order; its members see them with the reasons."),
        field_of("metrics", "Metrics", element),
    ]
    for metric in metrics:
        row = chosen.get(metric.key)
        if row is None:
            continue
        target = _target_text(row, metric)
        hint = f"In its own unit, such as {_UNIT_HINTS.get(metric.unit, '12')}. Empty: none."
        name = unescape(metric.name)
        blocks += [
            field_of(
                f"target:{metric.key}",
                f"{name}: target",
                text_input("target", initial=target, longest=40),
                optional=True,
                hint=hint,
            ),
            field_of(
                f"why:{metric.key}",
                f"{name}: why it matters to us",
                text_input("why", initial=unescape(row.why), longest=LONGEST_WHY),
                optional=True,
            ),
        ]
    if not chosen:
        blocks.append(context("Targets and reasons are asked for in the next step."))
    return modal(
        SAVE_FOLLOWED, "What we follow", blocks, submit="Save", close="Cancel", metadata=str(team.id)
    )


def _target_text(row: TeamMetric, metric: Metric) -> str:
    if row.target is None:
        return ""
    if metric.unit is Unit.percent:
        return f"{(row.target * 100).normalize():f}%"
    return f"{row.target:f}"


def define_message(
    team_rows: Sequence[tuple[Team, Sequence[TeamMetric]]],
    metrics: Sequence[Metric],
    currency: str,
    *,
    leads: bool,
    said: str = "",
) -> Message:
    """Lists all metrics and what each team follows; `leads` adds the buttons for changing it."""
    known = {metric.key: metric for metric in metrics}
    blocks: list[Block] = [section(said)] if said else []
    blocks.append(header("Metrics"))
    for team, rows in team_rows:
        lines = [_followed_line(row, known[row.metric], currency) for row in rows if row.metric in known]
        text = f"*{team.name}* follows\n" + ("\n".join(lines) or "the usual ones: nothing is chosen yet.")
        change = button("Choose", CHOOSE, value=str(team.id)) if leads else None
        blocks.append(section(text, accessory=change))
    lines = [f"• *{metric.name}* `{metric.formula}` {metric.why}" for metric in metrics]
    blocks += [section(text) for text in packed(lines)]
    if leads:
        blocks.append(actions(button("Define a metric", NEW_OWN)))
        own = [metric for metric in metrics if metric.is_own]
        if own:
            options = [option(f"Retire {unescape(metric.name)}", metric.key) for metric in own[:100]]
            blocks.append(actions(select(RETIRE, options, placeholder="Retire an own metric")))
    return Message("Metrics", blocks)


def _followed_line(row: TeamMetric, metric: Metric, currency: str) -> str:
    aim = f", target {shown(Fraction(row.target), metric.unit, currency)}" if row.target is not None else ""
    return f"• {metric.name}{aim}: {row.why or metric.why}"


def own_form() -> dict[str, Any]:
    """Form in which a manager defines a metric by a formula."""
    units = [option(unit.value, unit.value) for unit in OWN_UNITS]
    blocks = [
        field_of("name", "Name", text_input("name", longest=LONGEST_NAME, placeholder="Demos per win")),
        field_of(
            "formula",
            "Formula",
            text_input("formula", longest=LONGEST_FORMULA, placeholder="meetings / won"),
            hint=f"+ - * / ( ), numbers, and: {', '.join(NAMES)}"[:2000],
        ),
        field_of("unit", "Counted in", select("unit", units, initial=units[0])),
        field_of("why", "Why it matters", text_input("why", longest=LONGEST_WHY)),
        field_of(
            "lower",
            "Direction",
            checkbox("lower", option("Less is better", "lower"), checked=False),
            optional=True,
        ),
    ]
    return modal(SAVE_OWN, "Define a metric", blocks, submit="Define", close="Cancel")
