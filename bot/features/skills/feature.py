"""What skills declare to Pacer."""

from bot.framework.feature import Feature

FEATURE = Feature("skills")
