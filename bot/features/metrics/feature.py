"""What metrics declares to Pacer."""

from bot.features.metrics import models
from bot.features.metrics.commands.grammar import GRAMMAR
from bot.features.metrics.commands.periods import EXAMPLES
from bot.features.metrics.jobs import goal_sync, own_entries
from bot.features.metrics.jobs import summary as summary_jobs
from bot.features.metrics.listeners import metrics
from bot.features.metrics.service import entry_reminders, needs
from bot.features.metrics.views import disputes, summary
from bot.features.metrics.views import own_entries as entry_views
from bot.features.metrics.views.doors import DOORS
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "metrics",
    models.TABLES,
    metrics.ROUTES,
    notices=(*disputes.NOTICES, *summary.NOTICES, *entry_views.NOTICES),
    jobs=(*goal_sync.JOBS, *own_entries.JOBS),
    scheduled=summary_jobs.SCHEDULED,
    next_moment=entry_reminders.next_moment,
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages, notes=(f"Periods: {EXAMPLES}.",)),),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=DOORS,
)
