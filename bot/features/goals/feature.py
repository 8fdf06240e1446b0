"""What goals declares to Pacer."""

from bot.features.goals import jobs, models
from bot.features.goals.listeners import goals
from bot.features.goals.views import notices
from bot.features.goals.views.help import HELP
from bot.framework.feature import Feature

FEATURE = Feature("goals", models.TABLES, goals.ROUTES, notices=notices.NOTICES, jobs=jobs.JOBS, help=(HELP,))
