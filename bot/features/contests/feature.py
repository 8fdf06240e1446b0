"""What contests declares to Pacer."""

from bot.features.contests import jobs, models
from bot.features.contests.commands import GRAMMAR
from bot.features.contests.listeners import contests
from bot.features.contests.service import needs, nods
from bot.features.contests.views import notices
from bot.framework.doors import LEADS, MANAGERS, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "contests",
    models.TABLES,
    contests.ROUTES,
    notices=notices.NOTICES,
    jobs=jobs.JOBS,
    next_moment=nods.next_moment,
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages),),
    doors=(
        Door(Area.boards, "Contests", "/contest", place=3),
        Door(Area.boards, "New contest", "/contest new", roles=MANAGERS, place=6),
        Door(Area.team, "New contest", "/contest new", roles=LEADS, place=5),
    ),
)
