"""What needs declares to Pacer."""

from bot.features.needs import listeners, models
from bot.framework.doors import LEADS, Area, Door
from bot.framework.feature import Feature

FEATURE = Feature(
    "needs",
    models.TABLES,
    listeners.ROUTES,
    doors=(Door(Area.team, "Who needs me", action_id="needs.show", roles=LEADS, place=1),),
)
