"""What ask declares to Pacer."""

from bot.features.ask import views
from bot.features.ask.listeners import words
from bot.framework.feature import Feature

FEATURE = Feature("ask", routes=words.routes, notices=views.NOTICES)
