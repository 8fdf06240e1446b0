"""What imports declares to Pacer."""

from bot.features.imports.jobs import answers
from bot.features.imports.jobs import files as file_jobs
from bot.features.imports.listeners import files as file_listeners
from bot.features.imports.listeners import format_answers, people, state_questions
from bot.features.imports.models import tables
from bot.features.imports.service.waiting import needs
from bot.features.imports.views import files, questions
from bot.features.imports.views import state_questions as state_views
from bot.framework.doors import MANAGERS, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "imports",
    tables.TABLES,
    file_listeners.ROUTES.joined(format_answers.ROUTES).joined(people.ROUTES).joined(state_questions.ROUTES),
    notices=(*files.NOTICES, *questions.NOTICES, *state_views.NOTICES),
    jobs=(*file_jobs.JOBS, *answers.JOBS),
    help=(
        HelpTopic(
            "/metrics",
            (("import", "how deals come in: a file sent to me in a direct message, or a webhook"),),
        ),
    ),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(Door(Area.numbers, "Bring numbers in", "/metrics import", roles=MANAGERS, place=11),),
)
