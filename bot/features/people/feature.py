"""What people declares to Pacer."""

from bot.features.people import jobs, listeners, models
from bot.framework.feature import Feature

FEATURE = Feature("people", models.TABLES, listeners.ROUTES, jobs=jobs.JOBS)
