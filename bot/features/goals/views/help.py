"""How to write `/goal`. Pure."""

from bot.features.goals.commands.parser import GRAMMAR
from bot.features.goals.rules.facts import NEW_GOAL
from bot.framework.help import HelpTopic

HELP = HelpTopic(
    GRAMMAR.command,
    GRAMMAR.usages,
    notes=(
        "Numbers: 50,000 · $50k · €1.2m · 40%. Days: 2026-12-31 · 31 Dec · friday · eom · eoq · in 2 weeks.",
    ),
    begin=("New goal", NEW_GOAL),
)
