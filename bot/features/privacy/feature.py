"""What privacy declares to Pacer."""

from bot.features.privacy import jobs, listeners, views
from bot.features.privacy.commands import GRAMMAR
from bot.framework.doors import ADMINS, EVERYBODY, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "privacy",
    routes=listeners.ROUTES,
    notices=views.NOTICES,
    jobs=jobs.JOBS,
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages),),
    doors=(
        Door(Area.feedback, "Who read my words", "/pacer record", place=8),
        Door(Area.setup, "How long records are kept", words="/pacer record", roles=ADMINS, place=7),
        Door(Area.settings, "What is kept about me", "/pacer record", roles=EVERYBODY, place=4),
    ),
)
