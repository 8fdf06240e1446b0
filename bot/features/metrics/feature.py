"""What metrics declares to Pacer."""

from bot.features.metrics import models
from bot.features.metrics.jobs import goal_sync
from bot.features.metrics.jobs import summary as summary_jobs
from bot.features.metrics.listeners import metrics
from bot.features.metrics.views import disputes, summary
from bot.framework.feature import Feature

FEATURE = Feature(
    "metrics",
    models.TABLES,
    metrics.ROUTES,
    notices={**disputes.KINDS, **summary.KINDS},
    jobs=goal_sync.JOBS,
    scheduled=summary_jobs.SCHEDULED,
)
