"""What ask declares to Pacer."""

from bot.features.ask import models, views
from bot.features.ask.listeners import words
from bot.framework.feature import Feature

FEATURE = Feature("ask", models.TABLES, routes=words.routes, notices=views.NOTICES)
