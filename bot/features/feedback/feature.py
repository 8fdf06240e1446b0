"""What feedback declares to Pacer."""

from bot.features.feedback import jobs, models
from bot.features.feedback.listeners import feedback
from bot.features.feedback.views import notices
from bot.framework.feature import Feature

FEATURE = Feature("feedback", models.TABLES, feedback.ROUTES, notices=notices.KINDS, jobs=jobs.JOBS)
