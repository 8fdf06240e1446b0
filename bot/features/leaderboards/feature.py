"""What leaderboards declares to Pacer."""

from bot.features.leaderboards import models
from bot.features.leaderboards.commands import GRAMMAR
from bot.features.leaderboards.jobs import corrections, weekly
from bot.features.leaderboards.listeners import boards
from bot.features.leaderboards.views import post
from bot.features.metrics.commands.periods import EXAMPLES
from bot.framework.doors import IN_TEAM, MANAGERS, Area, Door
from bot.framework.feature import Feature
from bot.framework.help import HelpTopic

FEATURE = Feature(
    "leaderboards",
    models.TABLES,
    boards.ROUTES,
    notices=post.NOTICES,
    jobs=corrections.JOBS,
    scheduled=weekly.SCHEDULED,
    help=(
        HelpTopic(
            GRAMMAR.command,
            GRAMMAR.usages,
            notes=(
                "Only the top is named, at most a third; your own place is for your eyes. Who has no number "
                f"has no place. Equal scores share it. Periods: {EXAMPLES}.",
            ),
        ),
    ),
    doors=(
        Door(
            Area.boards,
            "Leaderboard",
            "/leaderboard",
            roles=IN_TEAM,
            place=1,
            example="/leaderboard win rate last quarter",
        ),
        Door(Area.boards, "Most improved", "/leaderboard improved", roles=IN_TEAM, place=2),
        Door(Area.boards, "Show or hide my name", action_id="leaderboards.name", roles=IN_TEAM, place=4),
        Door(Area.boards, "What the channel gets", "/leaderboard settings", roles=MANAGERS, place=7),
    ),
)
