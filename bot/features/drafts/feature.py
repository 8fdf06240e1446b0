"""What drafts declares to Pacer."""

from bot.features.drafts import listeners, models, service
from bot.framework.context import SUBMITTED
from bot.framework.feature import Feature, extend

FEATURE = Feature("drafts", models.TABLES, listeners.ROUTES, extends=(extend(SUBMITTED, service.close),))
