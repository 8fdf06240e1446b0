"""What checkins declares to Pacer."""

from bot.features.checkins import jobs, listeners, models
from bot.features.checkins.views import question, summary
from bot.framework.feature import Feature

FEATURE = Feature(
    "checkins",
    models.TABLES,
    listeners.ROUTES,
    notices={**question.KINDS, **summary.KINDS},
    scheduled=jobs.SCHEDULED,
)
