"""What celebrations declares to Pacer."""

from bot.features.celebrations import jobs, listeners, models, views
from bot.features.celebrations.service import posting
from bot.framework.doors import ADMINS, Area, Door
from bot.framework.feature import Feature

FEATURE = Feature(
    "celebrations",
    models.TABLES,
    listeners.ROUTES,
    notices=views.NOTICES,
    jobs=jobs.JOBS,
    next_moment=posting.next_moment,
    doors=(
        Door(Area.settings, "What is celebrated of me", "/pacer celebrations", place=3),
        Door(Area.setup, "Celebrations", action_id="celebrations.open", roles=ADMINS, place=5),
    ),
)
