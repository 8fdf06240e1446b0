"""What privacy declares to Pacer."""

from bot.features.privacy import jobs, listeners, views
from bot.features.privacy.commands import GRAMMAR
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "privacy",
    routes=listeners.ROUTES,
    notices=views.NOTICES,
    jobs=jobs.JOBS,
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages),),
)
