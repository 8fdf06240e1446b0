"""What notifications declares to Pacer."""

from bot.deliveries.policy import DeliveryHooks
from bot.features.notifications import models
from bot.features.notifications.commands import GRAMMAR
from bot.features.notifications.listeners import preferences as listeners
from bot.features.notifications.service import send_policy
from bot.features.notifications.views import preferences
from bot.framework.doors import ADMINS, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "notifications",
    models.TABLES,
    listeners.routes,
    notices=preferences.NOTICES,
    hooks=DeliveryHooks(
        send_policy.admit,
        send_policy.give_back,
        menu=preferences.menu,
        reminder_day=send_policy.reminder_day,
    ),
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages),),
    doors=(
        Door(Area.setup, "Hours and holidays", "/pacer calendar", roles=ADMINS, place=3),
        Door(Area.settings, "When I write to you", "/pacer me", place=1),
        Door(Area.settings, "Snooze", "/pacer snooze", place=2, example="/pacer snooze until friday"),
    ),
)
