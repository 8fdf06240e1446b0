"""What coaching declares to Pacer."""

from bot.features.coaching import jobs
from bot.features.coaching.commands.parser import GRAMMAR
from bot.features.coaching.listeners import routes
from bot.features.coaching.models import outcomes, talks, words
from bot.features.coaching.service import needs, skill_actions
from bot.features.coaching.service.clockwork import due
from bot.features.coaching.views import notices
from bot.features.skills.service.cards import TOPICS_TAKEN
from bot.features.skills.service.making import TALK_SOON
from bot.features.skills.service.untouched import ACTION_SPANS
from bot.framework.doors import ADMINS, IN_TEAM, Area, Door
from bot.framework.feature import Feature, extend
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "coaching",
    (*talks.TABLES, *words.TABLES, *outcomes.TABLES),
    routes.ROUTES,
    notices=notices.NOTICES,
    jobs=jobs.JOBS,
    next_moment=due.next_moment,
    help=(HelpTopic(GRAMMAR.command, GRAMMAR.usages),),
    extends=(
        extend(TOPICS_TAKEN, skill_actions.take_offered),
        extend(TALK_SOON, skill_actions.has_talk_soon),
        extend(ACTION_SPANS, skill_actions.action_spans),
    ),
    needs=(needs.needs_of, skill_actions.gap_needs),
    need_questions=(needs.questions,),
    doors=(
        Door(Area.coaching, "My 1:1s", "/coach", roles=IN_TEAM, place=1),
        Door(
            Area.coaching,
            "Add a topic",
            "/coach topic",
            roles=IN_TEAM,
            place=2,
            example="/coach topic discount handling",
        ),
        Door(Area.coaching, "All our talks", "/coach history", roles=IN_TEAM, place=3),
        Door(Area.setup, "How coaching works", "/coach settings", roles=ADMINS, place=8),
    ),
)
