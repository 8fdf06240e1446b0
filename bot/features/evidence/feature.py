"""What evidence declares to Pacer."""

from bot.features.evidence import listeners
from bot.features.evidence.commands import GRAMMAR
from bot.framework.doors import Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "evidence",
    routes=listeners.routes,
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages),),
    doors=(Door(Area.feedback, "On record about me", "/pacer evidence", place=7),),
)
