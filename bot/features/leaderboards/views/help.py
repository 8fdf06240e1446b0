"""How to write /leaderboard, and what is said after hiding oneself."""

from bot.features.leaderboards.views.board import HIDE, SHOW
from bot.features.metrics.commands.periods import EXAMPLES
from bot.slack.blocks import Message, actions, button, context, section


def hidden_message(*, is_hidden: bool) -> Message:
    """After hiding or showing oneself."""
    if is_hidden:
        text = "You are not named on boards any more. You keep your place, and nobody moves."
        return Message(text, [section(text), actions(button("Show me again", SHOW))])
    text = "You are named on boards again, when you are at the top."
    return Message(text, [section(text), actions(button("Hide me", HIDE))])


def help_message() -> Message:
    """How to write it all."""
    lines = (
        "`/leaderboard`: your team, by quota attainment, this quarter",
        "`/leaderboard win rate last quarter`: by any metric, of any period",
        "`/leaderboard kudos company` · `goals` · `combined`: by thanks, by goals, by several at once",
        "`/leaderboard improved`: against everybody's own usual week · `raw`: the plain sums",
        "`/leaderboard company` · `reps like me` · `teams`: a larger round, a fairer one, team against team",
        "`/leaderboard hide`: you are not named, and keep your place · `show`",
        "`/leaderboard settings`: what your team's channel gets every week, and how the company compares",
    )
    rules = (
        "Only the top is named, at most a third; your own place is for your eyes. Who has no number has no "
        f"place. Equal scores share it. Periods: {EXAMPLES}."
    )
    return Message(
        "How to write /leaderboard", [section("\n".join(f"• {line}" for line in lines)), context(rules)]
    )
