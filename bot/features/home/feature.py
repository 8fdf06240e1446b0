"""What home declares to Pacer."""

from bot.features.home import listeners
from bot.framework.feature import Feature

FEATURE = Feature("home", routes=listeners.routes, help=listeners.topics)
