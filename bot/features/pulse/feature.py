"""What pulse declares to Pacer."""

from bot.deliveries.policy import DeliveryHooks
from bot.features.pulse import jobs, listeners, models, views
from bot.features.pulse.commands import GRAMMAR
from bot.features.pulse.service import answers, lifecycle, needs
from bot.framework.doors import MANAGERS, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "pulse",
    models.TABLES,
    listeners.ROUTES,
    notices=views.NOTICES,
    jobs=jobs.JOBS,
    next_moment=lifecycle.next_moment,
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages),),
    hooks=DeliveryHooks(is_needed=answers.is_needed),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(
        Door(Area.feedback, "Anonymous questions", "/pulse", place=6),
        Door(Area.feedback, "New anonymous question", "/pulse new", roles=MANAGERS, place=10),
    ),
)
