"""What kudos_health declares to Pacer."""

from bot.features.kudos_health import jobs, listeners, models, service, views
from bot.framework.doors import LEADS, MANAGERS, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "kudos_health",
    models.TABLES,
    listeners.ROUTES,
    notices=views.NOTICES,
    scheduled=jobs.SCHEDULED,
    help=(
        HelpTopic(
            "/kudos", (("health [last month]", "who is not thanked, where points go round (managers)"),)
        ),
        HelpTopic("/pacer recognition", (("[last month]", "who is not thanked, where points go round"),)),
    ),
    needs=(service.needs_of,),
    doors=(
        Door(Area.recognition, "Who is not thanked", "/pacer recognition", roles=MANAGERS, place=6),
        Door(Area.team, "Who is not thanked", "/pacer recognition", roles=LEADS, place=7),
    ),
)
