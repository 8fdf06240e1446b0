"""What needs declares to Pacer."""

from bot.features.needs import listeners, models
from bot.framework.feature import Feature

FEATURE = Feature("needs", models.TABLES, listeners.ROUTES)
