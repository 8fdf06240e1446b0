"""What teams declares to Pacer."""

from bot.features.teams import listeners, models
from bot.framework.doors import ADMINS, LEADS, Area, Door
from bot.framework.feature import Feature

FEATURE = Feature(
    "teams",
    models.TABLES,
    listeners.ROUTES,
    doors=(
        Door(Area.team, "Members and channel", "/pacer teams", roles=LEADS, place=3),
        Door(Area.setup, "Teams", "/pacer teams", roles=ADMINS, place=1),
    ),
)
