"""What checkins declares to Pacer."""

from bot.features.checkins import jobs, listeners, models
from bot.features.checkins.service import needs
from bot.features.checkins.views import question, summary
from bot.framework.doors import LEADS, MEMBERS, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "checkins",
    models.TABLES,
    listeners.ROUTES,
    notices=(*question.NOTICES, *summary.NOTICES),
    scheduled=jobs.SCHEDULED,
    help=(HelpTopic("/goal", (("checkin", "report on all your goals at once"),)),),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(
        Door(Area.goals, "Check in", "/goal checkin", roles=MEMBERS, place=3, example="/goal update G4 +2"),
        Door(Area.team, "How we check in", "/pacer checkins", roles=LEADS, place=2),
    ),
)
