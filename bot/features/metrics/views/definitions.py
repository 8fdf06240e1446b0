"""The metrics that there are, and what each team follows, as a message; pure."""

from collections.abc import Sequence
from fractions import Fraction

from bot.features.metrics.rules.facts import TeamMetric
from bot.features.metrics.rules.figures import shown
from bot.features.metrics.rules.metric import Metric
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import Block, Message, actions, button, header, option, section, select
from bot.slack.text import packed, unescape

CHOOSE, NEW_OWN, RETIRE = "metrics.choose", "metrics.own_new", "metrics.own_retire"


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
        change = button("Choose metrics", CHOOSE, value=str(team.id)) if leads else None
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
