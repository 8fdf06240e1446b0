"""What privacy declares to Pacer."""

from bot.features.privacy import jobs, listeners, views
from bot.framework.feature import Feature

FEATURE = Feature("privacy", routes=listeners.ROUTES, notices=views.KINDS, jobs=jobs.JOBS)
