"""What imports declares to Pacer."""

from bot.features.imports import jobs, models
from bot.features.imports.listeners import files, format_answers
from bot.features.imports.views import files as views
from bot.framework.doors import MANAGERS, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "imports",
    models.TABLES,
    files.ROUTES.joined(format_answers.ROUTES),
    notices=views.NOTICES,
    jobs=jobs.JOBS,
    help=(
        HelpTopic(
            "/metrics",
            (("import", "how deals come in: a file sent to me in a direct message, or a webhook"),),
        ),
    ),
    doors=(Door(Area.numbers, "Bring numbers in", "/metrics import", roles=MANAGERS, place=11),),
)
