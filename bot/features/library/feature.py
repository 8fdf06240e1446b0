"""What the library declares to Pacer."""

from bot.features.library import jobs, models
from bot.features.library.commands.parser import GRAMMAR
from bot.features.library.listeners import routes
from bot.features.library.service import gap_offers, needs
from bot.features.library.views import items
from bot.features.skills.service.cards import CARD_EXTRAS
from bot.framework.doors import IN_TEAM, Area, Door
from bot.framework.feature import Feature, extend
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "library",
    models.TABLES,
    routes.ROUTES,
    notices=items.NOTICES,
    jobs=jobs.JOBS,
    help=(
        HelpTopic(
            GRAMMAR.command,
            GRAMMAR.usages,
            notes=("Whoever gave an item and whoever got it see whether it is done; nobody else does.",),
        ),
    ),
    extends=(extend(CARD_EXTRAS, gap_offers.hang_resources),),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(
        Door(Area.coaching, "Library", "/learn", roles=IN_TEAM, place=40, example="/learn #discovery"),
        Door(Area.coaching, "Add to the library", "/learn add", roles=IN_TEAM, place=41),
        Door(Area.coaching, "Learning path", "/learn path", roles=IN_TEAM, place=42),
    ),
)
