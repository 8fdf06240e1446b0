"""What reviews declares to Pacer."""

from bot.features.evidence.service.timeline import SOURCES
from bot.features.reviews import jobs, models
from bot.features.reviews.commands import GRAMMAR
from bot.features.reviews.listeners import reviews
from bot.features.reviews.service import needs, past_reviews, transitions
from bot.features.reviews.views import notices
from bot.framework.doors import LEADS, MANAGERS, Area, Door
from bot.framework.feature import Feature, extend
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "reviews",
    models.TABLES,
    reviews.ROUTES,
    notices=notices.NOTICES,
    jobs=jobs.JOBS,
    next_moment=transitions.next_moment,
    extends=(extend(SOURCES, past_reviews.collect),),
    help=(
        HelpTopic(
            GRAMMAR.command,
            GRAMMAR.usages,
            notes=(
                "The draft is built from what was written down; every line names its evidence. "
                "`/pacer evidence` shows it.",
                "Then: share, acknowledge, agree actions, sign. Both get a page to keep.",
                "Your record, who read what, and all of it as a file: `/pacer record`.",
            ),
        ),
    ),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(
        Door(Area.feedback, "My reviews", "/review", place=5),
        Door(Area.feedback, "New review cycle", "/review new", roles=MANAGERS, place=9),
        Door(Area.team, "New cycle", "/review new", roles=LEADS, place=4),
    ),
)
