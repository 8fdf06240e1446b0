"""What plays answer in Slack."""

from bot.features.plays.listeners import buttons
from bot.features.plays.listeners.commands import on_command
from bot.slack.routes import Command, Routes

_WHAT = "What worked on a deal: find it, write it, say where you used it"
ROUTES = Routes(
    commands={"/play": Command(on_command, _WHAT)},
    words={"play": Command(on_command, _WHAT, stands_for="/play")},
).joined(buttons.ROUTES)
