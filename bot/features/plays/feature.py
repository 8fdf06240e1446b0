"""What plays declare to Pacer."""

from bot.features.plays import jobs, models
from bot.features.plays.commands import GRAMMAR
from bot.features.plays.listeners import routes
from bot.features.plays.service import gap_offers, needs
from bot.features.plays.views import notices
from bot.features.skills.service.cards import CARD_EXTRAS
from bot.framework.doors import IN_TEAM, LEADS, Area, Door
from bot.framework.feature import Feature, extend
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "plays",
    models.TABLES,
    routes.ROUTES,
    notices=notices.NOTICES,
    jobs=jobs.JOBS,
    help=(
        HelpTopic(
            GRAMMAR.command,
            GRAMMAR.usages,
            notes=("Names of customers are replaced, unless the author lets them be named.",),
        ),
    ),
    extends=(extend(CARD_EXTRAS, gap_offers.hang_plays),),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(
        Door(Area.coaching, "Plays", "/play", roles=IN_TEAM, place=50, example="/play discount"),
        Door(Area.coaching, "Write a play", "/play new", roles=IN_TEAM, place=51),
        Door(Area.team, "Why deals were lost", "/play losses", roles=LEADS, place=51),
    ),
)
