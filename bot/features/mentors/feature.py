"""What mentors declare to Pacer."""

from bot.features.mentors import jobs, listeners, models
from bot.features.mentors.commands import GRAMMAR
from bot.features.mentors.service import gap_offers, needs
from bot.features.mentors.views import notices
from bot.features.skills.service.cards import CARD_EXTRAS
from bot.framework.doors import IN_TEAM, Area, Door
from bot.framework.feature import Feature, extend
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "mentors",
    models.TABLES,
    listeners.ROUTES,
    notices=notices.NOTICES,
    jobs=jobs.JOBS,
    help=(
        HelpTopic(
            GRAMMAR.command,
            GRAMMAR.usages,
            notes=("A mentor is never somebody whom you lead, or who leads you.",),
        ),
    ),
    extends=(extend(CARD_EXTRAS, gap_offers.hang_mentors),),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(
        Door(
            Area.coaching, "Mentors", "/mentor", roles=IN_TEAM, place=60, example="/mentor offer discovery 2"
        ),
        Door(Area.coaching, "Ask for help", "/mentor ask", roles=IN_TEAM, place=61),
    ),
)
