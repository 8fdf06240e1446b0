"""What is decided about leaderboards, as a message with the buttons that change it; pure."""

from collections.abc import Mapping, Sequence

from bot.features.leaderboards.rules.facts import Comparing, WeeklyBoard
from bot.features.leaderboards.rules.specs import Engine
from bot.features.leaderboards.rules.tiers import TierBy
from bot.features.leaderboards.views.board import RULES, TEAM_BOARD
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import Block, Message, actions, button, context, header, section

ENGINES = {
    Engine.attainment: "Against quota or target",
    Engine.raw: "The plain number",
    Engine.improved: "Most improved against a usual week",
}
TIERS = {TierBy.tenure: "How long they are here", TierBy.attainment: "How the last quarter went"}


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
        f"*Reps like me*: {TIERS[how.tier_by].lower()}; a group has four people at least."
    )
    blocks.append(section(text))
    if is_admin:
        blocks.append(actions(button("Change how people are compared", RULES)))
    hidden = "You are not named on boards: `/leaderboard show` changes that."
    blocks.append(
        context(hidden if is_hidden else "`/leaderboard hide`: you keep your place without a name.")
    )
    return Message("Leaderboards", blocks)
