"""What workspace declares to Pacer."""

from bot.features.workspace import models
from bot.framework.feature import Feature

FEATURE = Feature("workspace", models.TABLES)
