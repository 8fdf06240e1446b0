"""What skills declare to Pacer."""

from bot.features.feedback.service.skills import SKILL_NAMES_OF
from bot.features.skills import jobs, models
from bot.features.skills.commands import GRAMMAR
from bot.features.skills.listeners import skills
from bot.features.skills.service import needs
from bot.features.skills.service.profiles import skill_names_of
from bot.features.skills.views import cards, rounds
from bot.features.skills.views import skills as skill_views
from bot.framework.doors import LEADS, SELLERS, Area, Door
from bot.framework.feature import Feature, extend
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "skills",
    models.TABLES,
    skills.ROUTES,
    notices=(*rounds.NOTICES, *cards.NOTICES, *skill_views.NOTICES),
    jobs=jobs.jobs_of,
    extends=(extend(SKILL_NAMES_OF, skill_names_of),),
    help=(
        HelpTopic(
            GRAMMAR.command,
            GRAMMAR.usages,
            notes=(
                "A gap card is seen by its person first, by whoever leads them on their next working day, "
                "and by nobody else.",
            ),
        ),
        HelpTopic("/coach", (("gaps [@ben]", "the gap card: where the shortfall lies, how sure that is"),)),
    ),
    needs=(needs.needs_of,),
    need_questions=(needs.questions,),
    doors=(
        Door(Area.coaching, "My skills", "/skills", roles=SELLERS, place=30),
        Door(Area.coaching, "My gap card", "/skills gaps", roles=SELLERS, place=31),
        Door(Area.team, "What my people sell", "/skills roles", roles=LEADS, place=30),
    ),
)
