"""How to write `/kudos`. Pure."""

from bot.features.kudos.commands.parser import GRAMMAR
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.kudos.views.messages import OPEN_FORM
from bot.framework.help import HelpTopic

HELP = HelpTopic(
    GRAMMAR.command,
    GRAMMAR.usages,
    notes=("In a thread, mention me instead: `@Pacer @ben great catch`.",),
    begin=("Give kudos", OPEN_FORM),
)


def notes_of(settings: KudosSettings) -> tuple[str, ...]:
    """What stands below it and is this workspace's own: its emoji, its values."""
    tags = ", ".join(f"`#{value}`" for value in settings.values) or "none yet"
    react = f"React with :{settings.emoji}: to a message: one point for its author"
    seconds = "; to a shout-out: one for each who is thanked there" if settings.seconding else ""
    return (f"{react}{seconds}.", f"Values here: {tags}.")
