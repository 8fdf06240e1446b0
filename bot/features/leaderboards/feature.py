"""What leaderboards declares to Pacer."""

from bot.features.leaderboards import models
from bot.features.leaderboards.jobs import corrections, weekly
from bot.features.leaderboards.listeners import boards
from bot.features.leaderboards.views import post
from bot.framework.feature import Feature

FEATURE = Feature(
    "leaderboards",
    models.TABLES,
    boards.ROUTES,
    notices=post.KINDS,
    jobs=corrections.JOBS,
    scheduled=weekly.SCHEDULED,
)
