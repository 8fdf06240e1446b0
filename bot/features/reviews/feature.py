"""What reviews declares to Pacer."""

from bot.features.evidence.service.timeline import SOURCES
from bot.features.reviews import jobs, models
from bot.features.reviews.listeners import reviews
from bot.features.reviews.service import past_reviews, transitions
from bot.features.reviews.views import notices
from bot.framework.feature import Feature, extend

FEATURE = Feature(
    "reviews",
    models.TABLES,
    reviews.ROUTES,
    notices=notices.KINDS,
    jobs=jobs.JOBS,
    next_moment=transitions.next_moment,
    extends=(extend(SOURCES, past_reviews.collect),),
)
