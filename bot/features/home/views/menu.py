"""The menu, as an answer to plain words. Pure."""

from bot.deliveries.notices import InDoubt, NoticeKind
from bot.features.doors import views as doors_views
from bot.features.home.notices import MenuShown
from bot.framework.doors import Area
from bot.slack.blocks import Message

_ONLY_COMMANDS = "What is it about?"


def menu_message(notice: MenuShown) -> Message:
    """The answer to plain words; in a channel also how thanks are written there."""
    how = ["To thank somebody here, pick them: `@Pacer @name what for`."] if notice.mentioned else []
    areas = [Area[name] for name in notice.areas if name in Area.__members__]
    reason = None if notice.asked else _ONLY_COMMANDS
    return doors_views.menu_message(notice.first_name, areas, reason=reason, notes=how)


NOTICES = (NoticeKind(MenuShown, menu_message, when_in_doubt=InDoubt.repeat),)
