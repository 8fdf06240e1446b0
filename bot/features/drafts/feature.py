"""What drafts declares to Pacer."""

from bot.features.drafts import listeners, models
from bot.framework.feature import Feature

FEATURE = Feature("drafts", models.TABLES, listeners.ROUTES)
