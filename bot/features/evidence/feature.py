"""What evidence declares to Pacer."""

from bot.features.evidence import listeners
from bot.framework.feature import Feature

FEATURE = Feature("evidence", routes=listeners.routes)
