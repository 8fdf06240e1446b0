"""The list of all features."""

from dataclasses import replace

from bot.db.base import Base
from bot.db.idempotency import HandledRequest
from bot.deliveries.models import Attachment, CircuitRow, Delivery, LateRequest, RateLimitRow, ResponseUrl
from bot.features.ask.feature import FEATURE as ASK
from bot.features.celebrations.feature import FEATURE as CELEBRATIONS
from bot.features.celebrations.service.joining import dates_of_the_day
from bot.features.checkins import jobs as checkin_jobs
from bot.features.checkins.feature import FEATURE as CHECKINS_ALONE
from bot.features.checkins.service.questions import tells_numbers
from bot.features.coaching.feature import FEATURE as COACHING
from bot.features.contests.feature import FEATURE as CONTESTS
from bot.features.doors.feature import FEATURE as DOORS
from bot.features.drafts.feature import FEATURE as DRAFTS
from bot.features.evidence.feature import FEATURE as EVIDENCE
from bot.features.feedback.feature import FEATURE as FEEDBACK
from bot.features.goals.feature import FEATURE as GOALS
from bot.features.home.feature import FEATURE as HOME
from bot.features.imports.feature import FEATURE as IMPORTS
from bot.features.kudos import jobs as kudos_jobs
from bot.features.kudos.feature import FEATURE as KUDOS_ALONE
from bot.features.kudos_health.feature import FEATURE as KUDOS_HEALTH
from bot.features.leaderboards.feature import FEATURE as LEADERBOARDS
from bot.features.leaderboards.service.posting import tells_thanks
from bot.features.ledger.feature import FEATURE as LEDGER
from bot.features.library.feature import FEATURE as LIBRARY
from bot.features.mentors.feature import FEATURE as MENTORS
from bot.features.metrics.feature import FEATURE as METRICS_ALONE
from bot.features.metrics.jobs import summary as summary_jobs
from bot.features.metrics.service.shared import together
from bot.features.metrics.service.summary import told_elsewhere
from bot.features.needs.feature import FEATURE as NEEDS
from bot.features.notifications.feature import FEATURE as NOTIFICATIONS
from bot.features.operations.feature import FEATURE as OPERATIONS
from bot.features.people.feature import FEATURE as PEOPLE
from bot.features.plays.feature import FEATURE as PLAYS
from bot.features.plays.service.weekly import play_of_the_week
from bot.features.privacy.feature import FEATURE as PRIVACY
from bot.features.pulse.feature import FEATURE as PULSE
from bot.features.reviews.feature import FEATURE as REVIEWS
from bot.features.schedules.feature import FEATURE as SCHEDULES
from bot.features.skills.feature import FEATURE as SKILLS
from bot.features.teams.feature import FEATURE as TEAMS
from bot.features.workspace.feature import FEATURE as WORKSPACE
from bot.framework.feature import Catalog
from bot.slack.installations import Installation, OAuthState

INFRASTRUCTURE = (
    HandledRequest,
    Delivery,
    Attachment,
    RateLimitRow,
    CircuitRow,
    LateRequest,
    ResponseUrl,
    Installation,
    OAuthState,
)

# These do not see each other, and are one message on a morning on which both are due.
CHECKINS = replace(CHECKINS_ALONE, scheduled=checkin_jobs.scheduled(told_elsewhere))
BESIDE_A_WEEK = together(dates_of_the_day, play_of_the_week)
METRICS = replace(METRICS_ALONE, scheduled=summary_jobs.scheduled(tells_numbers, BESIDE_A_WEEK))
# The week's thanks and the board of a channel are one post where both are due.
KUDOS = replace(KUDOS_ALONE, scheduled=kudos_jobs.scheduled(tells_thanks))

# Lists on screens show what they declare in this order, and their jobs run in it at a start. What /pacer
# leads to is made of what all the others answer: home stands last.
FEATURES = (
    WORKSPACE,
    PEOPLE,
    TEAMS,
    DRAFTS,
    OPERATIONS,
    KUDOS,
    FEEDBACK,
    LEDGER,
    IMPORTS,
    GOALS,
    CHECKINS,
    METRICS,
    SKILLS,
    LIBRARY,
    PLAYS,
    MENTORS,
    COACHING,
    PULSE,
    EVIDENCE,
    LEADERBOARDS,
    REVIEWS,
    PRIVACY,
    CONTESTS,
    CELEBRATIONS,
    KUDOS_HEALTH,
    SCHEDULES,
    NOTIFICATIONS,
    DOORS,
    NEEDS,
    ASK,
    HOME,
)
CATALOG = Catalog(FEATURES)
METADATA = Base.metadata
