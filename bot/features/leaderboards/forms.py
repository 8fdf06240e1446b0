"""Forms of leaderboards: choosing another board, a team's weekly post, how people are compared; pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.features.leaderboards.rules.facts import MOST_PARTS, PERIODS, Comparing, WeeklyBoard
from bot.features.leaderboards.rules.specs import (
    COMBINED,
    GOALS,
    KUDOS,
    NOT_COMPARED,
    OWN_MEASURES,
    Engine,
    Scope,
    Spec,
)
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.leaderboards.views.board import RULES, TEAM_BOARD
from bot.features.metrics.rules.catalogue import Metric
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import (
    Block,
    Element,
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

LOOK, SAVE_TEAM, SAVE_RULES = "leaderboards.look", "leaderboards.team_save", "leaderboards.rules_save"
ENGINES = {
    Engine.attainment: "Against quota or target",
    Engine.raw: "The plain number",
    Engine.improved: "Most improved against a usual week",
}
_SCOPES = {
    Scope.team: "My team",
    Scope.company: "Everybody",
    Scope.peers: "Reps like me",
    Scope.teams: "Team against team",
}
_TIERS = {TierBy.tenure: "How long they are here", TierBy.attainment: "How the last quarter went"}
# Slack's limit of options in one select.
_MOST_OPTIONS = 100


def chosen(options: Sequence[Element], value: str) -> Element:
    """The option with this value, or the first option when none has it. `options` must not be empty."""
    return next((each for each in options if each["value"] == value), options[0])


def measures(metrics: Sequence[Metric], *, without: frozenset[str] = frozenset()) -> list[Element]:
    """Select options of all measures that rank people, Pacer's own first; at most Slack's limit of 100."""
    own = [option(name, what) for what, name in OWN_MEASURES.items() if what not in without]
    compared = [metric for metric in metrics if metric.key not in (*NOT_COMPARED, "attainment")]
    found = [option(unescape(metric.name), metric.key) for metric in compared]
    return [*own, *found][:_MOST_OPTIONS]


def _measure_fields(spec_what: str, engine: Engine, metrics: Sequence[Metric]) -> list[Block]:
    options = measures(metrics)
    engines = [option(words, each.value) for each, words in ENGINES.items()]
    return [
        field_of("what", "By what?", select("what", options, initial=chosen(options, spec_what))),
        field_of("engine", "Counted how?", select("engine", engines, initial=chosen(engines, engine))),
    ]


def look_form(spec: Spec, metrics: Sequence[Metric]) -> dict[str, Any]:
    """Form in which one person chooses measure, engine, scope and period of a board.

    Filled in from `spec`.
    """
    scopes = [option(words, each.value) for each, words in _SCOPES.items()]
    blocks = [
        *_measure_fields(spec.measure.what, spec.measure.engine, metrics),
        field_of("scope", "Among whom?", select("scope", scopes, initial=chosen(scopes, spec.scope))),
        field_of(
            "period",
            "Which days?",
            text_input("period", initial=spec.days.label, placeholder="this quarter", longest=60),
            optional=True,
            hint="Such as this week, last month, Q3 or 1 Jul to 14 Aug. Empty: what is usual for it.",
        ),
    ]
    return modal(LOOK, "Another board", blocks, submit="Look", close="Cancel")


def settings_message(
    teams: Sequence[tuple[Team, WeeklyBoard]],
    names: Mapping[str, str],
    how: Comparing,
    *,
    is_admin: bool,
    is_hidden: bool,
) -> Message:
    """Shows each team's weekly board and how people are compared; `names` gives a measure's name by key."""
    blocks: list[Block] = [header("Leaderboards")]
    for team, choice in teams:
        where = f" in <#{team.channel_id}>" if team.channel_id else ", once it has a channel"
        said = f"{names.get(choice.measure.what, choice.measure.what)}, {choice.period}"
        counted = ENGINES[choice.measure.engine].lower()
        text = f"*{team.name}*: {said} ({counted}), every week{where}"
        if not choice.is_on:
            text = f"*{team.name}*: no weekly board"
        blocks.append(section(text, accessory=button("Change", TEAM_BOARD, value=str(team.id))))
    parts = ", ".join(
        f"{names.get(weight.what, weight.what)} {float(weight.weight * 100):g}%" for weight in how.weights
    )
    text = (
        f"*Combined score*: {parts}; each part counts up to 150% of its target.\n"
        f"*Reps like me*: {_TIERS[how.tier_by].lower()}; a group has four people at least."
    )
    blocks.append(section(text))
    if is_admin:
        blocks.append(actions(button("Change how people are compared", RULES)))
    hidden = "You are not named on boards: `/leaderboard show` changes that."
    blocks.append(
        context(hidden if is_hidden else "`/leaderboard hide`: you keep your place without a name.")
    )
    return Message("Leaderboards", blocks)


def team_form(team: Team, choice: WeeklyBoard, metrics: Sequence[Metric]) -> dict[str, Any]:
    """Form in which a manager or admin chooses what is posted weekly in the team's channel."""
    periods = [option(words, words) for words in PERIODS]
    blocks = [
        field_of(
            "is_on",
            "Weekly board",
            checkbox("is_on", option("Post it in the team's channel", "on"), checked=choice.is_on),
            optional=True,
        ),
        *_measure_fields(choice.measure.what, choice.measure.engine, metrics),
        field_of("period", "Which days?", select("period", periods, initial=chosen(periods, choice.period))),
    ]
    name = f"Board of {unescape(team.name)}"
    title = name if len(name) <= 24 else "The team's board"
    return modal(SAVE_TEAM, title, blocks, submit="Save", close="Cancel", metadata=str(team.id))


def rules_form(how: Comparing, metrics: Sequence[Metric]) -> dict[str, Any]:
    """Form in which an admin chooses the tiers of "reps like me" and the parts of the combined score."""
    tiers = [option(words, each.value) for each, words in _TIERS.items()]
    options = measures(metrics, without=frozenset({KUDOS, COMBINED}))
    blocks = [
        field_of("tier_by", "Reps like me", select("tier_by", tiers, initial=chosen(tiers, how.tier_by))),
        context(
            "The combined score: up to five parts that add up to 100%. The target is 100% of a part; "
            "bookings and goals have their own. Everybody can read the parts."
        ),
    ]
    for number in range(MOST_PARTS):
        weight = how.weights[number] if number < len(how.weights) else None
        initial = chosen(options, weight.what) if weight else None
        percent = f"{float(weight.weight * 100):g}" if weight else ""
        target = f"{float(weight.target):g}" if weight and weight.target is not None else ""
        blocks += [
            field_of(
                f"what:{number}",
                f"Part {number + 1}",
                select("what", options, initial=initial),
                optional=True,
            ),
            field_of(
                f"weight:{number}",
                "Counts (%), and its target",
                text_input("weight", initial=f"{percent} {target}".strip(), placeholder="30 50%", longest=40),
                optional=True,
            ),
        ]
    return modal(SAVE_RULES, "How we compare", blocks, submit="Save", close="Cancel")


def saved_view(text: str) -> dict[str, Any]:
    """Window shown once a form of leaderboards is stored, with this sentence."""
    return modal("leaderboards.saved", "Saved", [section(text)])


OWN_TARGET = frozenset({GOALS, "bookings"})
