"""What doors declares to Pacer."""

from bot.features.doors import listeners
from bot.framework.feature import Feature

FEATURE = Feature("doors", routes=listeners.routes)
