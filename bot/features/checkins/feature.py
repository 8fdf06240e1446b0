"""What checkins declares to Pacer."""

from bot.features.checkins import jobs, listeners, models
from bot.features.checkins.views import question, summary
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "checkins",
    models.TABLES,
    listeners.ROUTES,
    notices=(*question.NOTICES, *summary.NOTICES),
    scheduled=jobs.SCHEDULED,
    help=(HelpTopic("/goal", (("checkin", "report on all your goals at once"),)),),
)
