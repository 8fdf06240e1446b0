"""The list of all features: what each answers, sends, and does at intervals."""

from dataclasses import dataclass, field

from bot.db.base import Base
from bot.db.idempotency import HandledRequest
from bot.deliveries.models import Attachment, Delivery, RateLimitRow
from bot.deliveries.notices import NoticeKind
from bot.deliveries.policy import DeliveryHooks
from bot.features.celebrations import jobs as celebrations_jobs
from bot.features.celebrations import listeners as celebrations_listeners
from bot.features.celebrations import models as celebrations_models
from bot.features.celebrations import views as celebrations_views
from bot.features.celebrations.service import posting as celebrations
from bot.features.checkins import jobs as checkins_jobs
from bot.features.checkins import listeners as checkins_listeners
from bot.features.checkins import models as checkins_models
from bot.features.checkins.views import question as checkins_views
from bot.features.checkins.views import summary as checkins_summary
from bot.features.contests import jobs as contests_jobs
from bot.features.contests import models as contests_models
from bot.features.contests.listeners import contests as contests_listeners
from bot.features.contests.service import notifications as contests
from bot.features.contests.views import notices as contests_views
from bot.features.drafts import listeners as drafts_listeners
from bot.features.drafts import models as drafts_models
from bot.features.evidence import listeners as evidence_listeners
from bot.features.feedback import jobs as feedback_jobs
from bot.features.feedback import models as feedback_models
from bot.features.feedback.listeners import feedback as feedback_listeners
from bot.features.feedback.views import notices as feedback_notices
from bot.features.goals import jobs as goals_jobs
from bot.features.goals import models as goals_models
from bot.features.goals.listeners import goals as goals_listeners
from bot.features.goals.views import notices as goals_notices
from bot.features.home import listeners as home_listeners
from bot.features.imports import jobs as imports_jobs
from bot.features.imports import listeners as imports_listeners
from bot.features.imports import models as imports_models
from bot.features.imports import views as imports_views
from bot.features.kudos import jobs as kudos_jobs
from bot.features.kudos import models as kudos_models
from bot.features.kudos.listeners import kudos as kudos_listeners
from bot.features.kudos.views import messages as kudos_views
from bot.features.kudos.views import week as kudos_week_views
from bot.features.kudos_health import jobs as kudos_health_jobs
from bot.features.kudos_health import listeners as kudos_health_listeners
from bot.features.kudos_health import models as kudos_health_models
from bot.features.kudos_health import views as kudos_health_views
from bot.features.leaderboards import models as leaderboards_models
from bot.features.leaderboards.jobs import corrections as leaderboards_jobs
from bot.features.leaderboards.jobs import weekly as leaderboards_weekly
from bot.features.leaderboards.listeners import boards as leaderboards_listeners
from bot.features.leaderboards.views import post as leaderboards_views
from bot.features.ledger.models import tables as ledger_models
from bot.features.metrics import models as metrics_models
from bot.features.metrics.jobs import goal_sync as metrics_jobs
from bot.features.metrics.jobs import summary as metrics_summary_jobs
from bot.features.metrics.listeners import metrics as metrics_listeners
from bot.features.metrics.views import disputes as metrics_disputes
from bot.features.metrics.views import summary as metrics_summary
from bot.features.notifications import models as notifications_models
from bot.features.notifications.listeners import calendar
from bot.features.notifications.listeners import preferences as notifications_listeners
from bot.features.notifications.service import send_policy
from bot.features.notifications.views import preferences as notifications_views
from bot.features.operations import listeners as operations_listeners
from bot.features.operations import service as operations
from bot.features.operations import views as operations_views
from bot.features.people import jobs as people_jobs
from bot.features.people import listeners as people_listeners
from bot.features.people import models as people_models
from bot.features.privacy import jobs as privacy_jobs
from bot.features.privacy import listeners as privacy_listeners
from bot.features.privacy import models as privacy_models
from bot.features.privacy import views as privacy_views
from bot.features.pulse import jobs as pulse_jobs
from bot.features.pulse import listeners as pulse_listeners
from bot.features.pulse import models as pulse_models
from bot.features.pulse import views as pulse_views
from bot.features.pulse.service import lifecycle as pulse
from bot.features.reviews import jobs as reviews_jobs
from bot.features.reviews import models as reviews_models
from bot.features.reviews.listeners import reviews as reviews_listeners
from bot.features.reviews.service import past_reviews
from bot.features.reviews.service import transitions as reviews
from bot.features.reviews.views import notices as reviews_notices
from bot.features.schedules import jobs as schedules_jobs
from bot.features.schedules import listeners as schedules_listeners
from bot.features.schedules import models as schedules_models
from bot.features.schedules import views as schedules_views
from bot.features.schedules.service import settings as schedules
from bot.features.teams import listeners as teams_listeners
from bot.features.teams import models as teams_models
from bot.features.workspace import models as workspace_models
from bot.framework.jobs import Job
from bot.framework.scheduled import Scheduled
from bot.slack.installations import Installation, OAuthState
from bot.slack.router import merged
from bot.slack.routes import Command, Routes


@dataclass(frozen=True)
class Feature:
    """What one folder of `bot/features` declares."""

    name: str
    tables: tuple[type[Base], ...] = ()
    routes: Routes = field(default_factory=Routes)
    kinds: dict[str, NoticeKind] = field(default_factory=dict)
    jobs: tuple[Job, ...] = ()
    scheduled: tuple[Scheduled, ...] = ()


INFRASTRUCTURE = (HandledRequest, Delivery, Attachment, RateLimitRow, Installation, OAuthState)

_FIRST = (
    Feature("workspace", workspace_models.TABLES),
    Feature("people", people_models.TABLES, people_listeners.ROUTES, jobs=people_jobs.JOBS),
    Feature("teams", teams_models.TABLES, teams_listeners.ROUTES),
    Feature("drafts", drafts_models.TABLES, drafts_listeners.ROUTES),
    # Its folder is `notifications`, but /pacer help lists it here, and its routes need no other feature.
    Feature("calendar", routes=calendar.ROUTES),
    Feature("operations", routes=operations_listeners.ROUTES, kinds=operations_views.KINDS),
    Feature(
        "kudos",
        kudos_models.TABLES,
        kudos_listeners.routes(kudos_health_listeners.KUDOS_WORDS),
        {**kudos_views.KINDS, **kudos_week_views.KINDS},
        scheduled=kudos_jobs.SCHEDULED,
    ),
    Feature(
        "feedback",
        feedback_models.TABLES,
        feedback_listeners.ROUTES,
        feedback_notices.KINDS,
        feedback_jobs.JOBS,
    ),
    Feature("ledger", ledger_models.TABLES),
    Feature(
        "imports",
        imports_models.TABLES,
        imports_listeners.ROUTES,
        imports_views.KINDS,
        imports_jobs.JOBS,
    ),
    Feature(
        "goals",
        goals_models.TABLES,
        goals_listeners.routes(checkins_listeners.GOAL_WORDS),
        goals_notices.KINDS,
        goals_jobs.JOBS,
    ),
    Feature(
        "checkins",
        checkins_models.TABLES,
        checkins_listeners.ROUTES,
        {**checkins_views.KINDS, **checkins_summary.KINDS},
        scheduled=checkins_jobs.SCHEDULED,
    ),
    Feature(
        "metrics",
        metrics_models.TABLES,
        metrics_listeners.routes(imports_listeners.METRICS_WORDS),
        {**metrics_disputes.KINDS, **metrics_summary.KINDS},
        metrics_jobs.JOBS,
        scheduled=metrics_summary_jobs.SCHEDULED,
    ),
    Feature("pulse", pulse_models.TABLES, pulse_listeners.ROUTES, pulse_views.KINDS, pulse_jobs.JOBS),
    Feature("evidence", routes=evidence_listeners.routes([past_reviews.earlier])),
    Feature(
        "leaderboards",
        leaderboards_models.TABLES,
        leaderboards_listeners.ROUTES,
        leaderboards_views.KINDS,
        leaderboards_jobs.JOBS,
        leaderboards_weekly.SCHEDULED,
    ),
    Feature(
        "reviews",
        reviews_models.TABLES,
        reviews_listeners.ROUTES,
        reviews_notices.KINDS,
        reviews_jobs.JOBS,
    ),
    Feature(
        "privacy",
        privacy_models.TABLES,
        privacy_listeners.ROUTES,
        privacy_views.KINDS,
        privacy_jobs.JOBS,
    ),
    Feature(
        "contests",
        contests_models.TABLES,
        contests_listeners.ROUTES,
        contests_views.KINDS,
        contests_jobs.JOBS,
    ),
    Feature(
        "celebrations",
        celebrations_models.TABLES,
        celebrations_listeners.ROUTES,
        celebrations_views.KINDS,
        celebrations_jobs.JOBS,
    ),
    Feature(
        "kudos_health",
        kudos_health_models.TABLES,
        kudos_health_listeners.ROUTES,
        kudos_health_views.KINDS,
        scheduled=kudos_health_jobs.SCHEDULED,
    ),
)
# Schedules, preferences and /pacer are built from what the other features declare.
SCHEDULED = {each.kind: each for feature in _FIRST for each in feature.scheduled}
_SCHEDULES = Feature(
    "schedules",
    schedules_models.TABLES,
    schedules_listeners.routes(SCHEDULED),
    schedules_views.KINDS,
    schedules_jobs.jobs(SCHEDULED),
)
_NOTIFICATIONS = Feature(
    "notifications",
    notifications_models.TABLES,
    notifications_listeners.routes(merged(feature.kinds for feature in (*_FIRST, _SCHEDULES))),
    notifications_views.KINDS,
)
_WORDS: dict[str, Command] = merged(
    each.routes.words for each in (_NOTIFICATIONS, _SCHEDULES, *reversed(_FIRST))
)
FEATURES = (*_FIRST, _SCHEDULES, _NOTIFICATIONS, Feature("home", routes=home_listeners.routes(_WORDS)))

ROUTES = tuple(feature.routes for feature in FEATURES)
KINDS: dict[str, NoticeKind] = merged(feature.kinds for feature in FEATURES)
JOBS = tuple(job for feature in FEATURES for job in feature.jobs)
METADATA = Base.metadata
NEXT_MOMENTS = (
    schedules.next_moment,
    celebrations.next_moment,
    contests.next_moment,
    reviews.next_moment,
    pulse.next_moment,
)
POLICY = DeliveryHooks(
    send_policy.admit, send_policy.give_back, operations.tell_admins, notifications_views.menu
)
