"""What evidence declares to Pacer."""

from bot.features.evidence import listeners
from bot.features.evidence.commands import GRAMMAR
from bot.features.evidence.service.for_ratings import on_record
from bot.features.skills.service.skills import ON_RECORD
from bot.framework.doors import Area, Door
from bot.framework.feature import Feature, extend
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "evidence",
    routes=listeners.routes,
    extends=(extend(ON_RECORD, on_record),),
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages),),
    doors=(Door(Area.feedback, "On record about me", "/pacer evidence", place=7),),
)
