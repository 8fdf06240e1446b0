"""What kudos declares to Pacer."""

from bot.features.kudos import jobs, models
from bot.features.kudos.listeners import kudos
from bot.features.kudos.views import messages, week
from bot.features.kudos.views.help import HELP
from bot.framework.feature import Feature

FEATURE = Feature(
    "kudos",
    models.TABLES,
    kudos.ROUTES,
    notices=(*messages.NOTICES, *week.NOTICES),
    scheduled=jobs.SCHEDULED,
    help=(HELP,),
    help_notes=kudos.read_help_notes,
)
