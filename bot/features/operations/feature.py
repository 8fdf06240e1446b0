"""What operations declares to Pacer."""

from bot.deliveries.policy import DeliveryHooks
from bot.features.operations import listeners, service, views
from bot.framework.feature import Feature

FEATURE = Feature(
    "operations",
    routes=listeners.ROUTES,
    notices=views.NOTICES,
    hooks=DeliveryHooks(on_failure=service.tell_failure),
)
