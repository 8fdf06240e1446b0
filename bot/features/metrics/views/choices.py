"""Which team somebody means, as buttons. Pure."""

from collections.abc import Sequence

from bot.features.metrics.views.doors import TEAMS
from bot.features.teams.rules.org_chart import Team
from bot.slack.blocks import Message, actions, button, section
from bot.slack.text import unescape

_LONGEST_LABEL = 75


def which_team_message(teams: Sequence[Team]) -> Message:
    """Asks which of these teams is meant, a button each."""
    text = "Which team's numbers?"
    buttons = [
        button(unescape(team.name)[:_LONGEST_LABEL], action_id, value=str(team.id))
        for action_id, team in zip(TEAMS, teams, strict=False)
    ]
    return Message(text, [section(f"*{text}*"), actions(*buttons)])
