"""What home declares to Pacer."""

from bot.features.home import listeners, views
from bot.framework.feature import Feature

FEATURE = Feature("home", routes=listeners.routes, notices=views.NOTICES, help=listeners.topics)
