"""What schedules declares to Pacer."""

from bot.deliveries.policy import DeliveryHooks
from bot.features.schedules import jobs, listeners, models, views
from bot.features.schedules.service import settings
from bot.framework.doors import ADMINS, Area, Door
from bot.framework.feature import Feature

FEATURE = Feature(
    "schedules",
    models.TABLES,
    listeners.routes,
    notices=views.NOTICES,
    jobs=jobs.jobs,
    next_moment=settings.next_moment,
    hooks=DeliveryHooks(planned=settings.planned),
    doors=(Door(Area.setup, "What comes by itself", "/pacer schedules", roles=ADMINS, place=2),),
)
