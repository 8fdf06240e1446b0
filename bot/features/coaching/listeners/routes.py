"""What coaching answers in Slack."""

from bot.features.coaching.listeners import buttons, forms, outcomes
from bot.features.coaching.listeners.commands import on_command
from bot.slack.routes import Command, Routes

_WHAT = "1:1s: when they are, what they are about, what was agreed"
ROUTES = Routes(
    commands={"/coach": Command(on_command, _WHAT)},
    words={"coach": Command(on_command, _WHAT, stands_for="/coach")},
).joined(buttons.ROUTES, forms.ROUTES, outcomes.ROUTES)
