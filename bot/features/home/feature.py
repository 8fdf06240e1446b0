"""What home declares to Pacer."""

from bot.features.home.listeners import menu
from bot.features.home.service import needs
from bot.features.home.views import menu as views
from bot.framework.feature import Feature

FEATURE = Feature(
    "home",
    routes=menu.routes,
    notices=views.NOTICES,
    help=menu.topics,
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
)
