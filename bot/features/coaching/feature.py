"""What coaching declares to Pacer."""

from bot.features.coaching.models import talks, words
from bot.framework.feature import Feature

FEATURE = Feature("coaching", (*talks.TABLES, *words.TABLES))
