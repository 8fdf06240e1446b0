"""What teams declares to Pacer."""

from bot.features.teams import listeners, models
from bot.framework.feature import Feature

FEATURE = Feature("teams", models.TABLES, listeners.ROUTES)
