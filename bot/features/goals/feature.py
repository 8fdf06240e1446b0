"""What goals declares to Pacer."""

from bot.features.goals import jobs, models
from bot.features.goals.listeners import goals
from bot.features.goals.service import needs
from bot.features.goals.views import notices
from bot.features.goals.views.help import HELP
from bot.framework.doors import IN_TEAM, Area, Door
from bot.framework.feature import Feature

FEATURE = Feature(
    "goals",
    models.TABLES,
    goals.ROUTES,
    notices=notices.NOTICES,
    jobs=jobs.JOBS,
    help=(HELP,),
    needs=(needs.needs_of,),
    doors=(
        Door(
            Area.goals,
            "New goal",
            action_id="goals.new",
            place=1,
            example="/goal Close 12 deals by 31 Dec",
            instead_of=("/goal", "/goal set"),
        ),
        Door(Area.goals, "My goals", "/goal list mine", place=2, instead_of=("/goal",)),
        Door(Area.goals, "Team's goals", "/goal list team", roles=IN_TEAM, place=4),
        Door(Area.goals, "Goal tree", "/goal tree", place=5),
        Door(Area.goals, "Ended goals", "/goal list ended", place=6),
    ),
)
