"""What skills declare to Pacer."""

from bot.features.skills import models
from bot.framework.feature import Feature

FEATURE = Feature("skills", models.TABLES)
