"""What kudos declares to Pacer."""

from bot.features.kudos import jobs, models
from bot.features.kudos.listeners import kudos
from bot.features.kudos.views import messages, week
from bot.features.kudos.views.help import HELP
from bot.framework.doors import ADMINS, EVERYBODY, Area, Door
from bot.framework.feature import Feature

FEATURE = Feature(
    "kudos",
    models.TABLES,
    kudos.ROUTES,
    notices=(*messages.NOTICES, *week.NOTICES),
    scheduled=jobs.SCHEDULED,
    help=(HELP,),
    help_notes=kudos.read_help_notes,
    doors=(
        Door(
            Area.recognition,
            "Give kudos",
            action_id="kudos.open",
            roles=EVERYBODY,
            place=1,
            example="/kudos @ben for the demo",
            instead_of=("/kudos",),
        ),
        Door(Area.recognition, "Most thanked", "/kudos top this month", place=2),
        Door(Area.recognition, "My kudos", "/kudos me", roles=EVERYBODY, place=3),
        Door(Area.recognition, "Our values", "/kudos values", place=4),
        Door(Area.setup, "Kudos settings", "/pacer settings", roles=ADMINS, place=4),
        Door(Area.recognition, "Take my last kudos back", "/kudos undo", place=5),
    ),
)
