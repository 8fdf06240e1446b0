"""What kudos_health declares to Pacer."""

from bot.features.kudos_health import jobs, listeners, models, views
from bot.framework.feature import Feature

FEATURE = Feature(
    "kudos_health", models.TABLES, listeners.ROUTES, notices=views.KINDS, scheduled=jobs.SCHEDULED
)
