"""What feedback declares to Pacer."""

from bot.features.feedback import jobs, models
from bot.features.feedback.commands import GRAMMAR
from bot.features.feedback.listeners import feedback
from bot.features.feedback.service import needs
from bot.features.feedback.views import notices
from bot.framework.doors import EVERYBODY, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "feedback",
    models.TABLES,
    feedback.ROUTES,
    notices=notices.NOTICES,
    jobs=jobs.JOBS,
    help=(
        HelpTopic(
            GRAMMAR.command,
            GRAMMAR.usages,
            notes=(
                "What you write after the name is in the form already.",
                "On a message: its menu, *Feedback on this*; the link stays with your words.",
            ),
        ),
    ),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(
        Door(Area.feedback, "Give feedback", "/feedback give", place=1, instead_of=("/feedback",)),
        Door(
            Area.feedback,
            "Ask for feedback",
            action_id="feedback.ask",
            place=2,
            example="/feedback ask @ana",
            instead_of=("/feedback", "/feedback ask"),
        ),
        Door(Area.feedback, "For me to read", "/feedback inbox", roles=EVERYBODY, place=3),
        Door(Area.feedback, "What I wrote", "/feedback sent", roles=EVERYBODY, place=4),
    ),
)
