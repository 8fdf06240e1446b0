"""What operations declares to Pacer."""

from bot.deliveries.policy import DeliveryHooks
from bot.features.operations import listeners, service, views
from bot.framework.doors import ADMINS, Area, Door
from bot.framework.feature import Feature

FEATURE = Feature(
    "operations",
    routes=listeners.ROUTES,
    notices=views.NOTICES,
    hooks=DeliveryHooks(
        on_failure=service.tell_failure, on_down=service.tell_down, on_back=service.tell_back
    ),
    needs=(service.needs_of,),
    need_questions=(service.questions,),
    doors=(Door(Area.setup, "Messages", "/pacer deliveries", roles=ADMINS, place=6),),
)
