"""What imports declares to Pacer."""

from bot.features.imports import jobs, listeners, models, views
from bot.framework.feature import Feature

FEATURE = Feature("imports", models.TABLES, listeners.ROUTES, notices=views.KINDS, jobs=jobs.JOBS)
