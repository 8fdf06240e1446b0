"""What the library answers in Slack."""

from bot.features.library.listeners import buttons
from bot.features.library.listeners.commands import on_command
from bot.slack.routes import Command, Routes

_WHAT = "What to read, watch and try, by skill and role"
ROUTES = Routes(
    commands={"/learn": Command(on_command, _WHAT)},
    words={"learn": Command(on_command, _WHAT, stands_for="/learn")},
).joined(buttons.ROUTES)
