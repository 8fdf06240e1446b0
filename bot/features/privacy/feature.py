"""What privacy declares to Pacer."""

from bot.features.privacy import jobs, listeners, models, views
from bot.framework.feature import Feature

FEATURE = Feature("privacy", models.TABLES, listeners.ROUTES, notices=views.KINDS, jobs=jobs.JOBS)
