"""The App Home of members and of guests. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.deliveries.notices import InDoubt, NoticeKind
from bot.features.doors import views as doors_views
from bot.features.goals.views import home as home_views
from bot.features.home.notices import MenuShown
from bot.features.kudos.rules.facts import KudosBoard, KudosSummary
from bot.features.kudos.views.board import board_blocks, mine_blocks
from bot.features.kudos.views.messages import OPEN_FORM
from bot.features.notifications import rules as notifications_rules
from bot.features.notifications.views import preferences as notifications_views
from bot.features.operations.rules import DeliveriesOverview
from bot.features.operations.views import home_blocks
from bot.framework.doors import Area
from bot.slack.blocks import Block, Message, actions, button, divider, header, home, section

_ONLY_COMMANDS = "I do not understand sentences yet. What is it about?"


def home_tab(
    goals: home_views.GoalSummary,
    numbers: Sequence[Block],
    feedback: Sequence[Block],
    mine: KudosSummary,
    board: KudosBoard,
    notifications: notifications_rules.NotificationSummary,
    deliveries: DeliveriesOverview | None,
) -> dict[str, Any]:
    """App Home of a member. `numbers` is empty for those who do not sell; `deliveries` is for admins only."""
    for_admins = [divider(), *home_blocks(deliveries)] if deliveries else []
    return home(
        [
            *home_views.home_blocks(goals),
            divider(),
            *([*numbers, divider()] if numbers else []),
            *feedback,
            divider(),
            header("Your kudos"),
            *mine_blocks(mine),
            actions(button("Give kudos", OPEN_FORM, style="primary")),
            divider(),
            *board_blocks(board),
            divider(),
            *notifications_views.home_blocks(notifications),
            *for_admins,
            actions(doors_views.everything()),
        ]
    )


def guest_tab(
    goals: home_views.GoalSummary,
    feedback: Sequence[Block],
    mine: KudosSummary,
    notifications: notifications_rules.NotificationSummary,
) -> dict[str, Any]:
    """App Home of a guest: what is their own, and nothing about anybody else."""
    give = [actions(button("Give kudos", OPEN_FORM, style="primary"))] if mine.may_give else []
    return home(
        [
            section("You are a guest here: you see what is your own."),
            *home_views.home_blocks(goals),
            divider(),
            *feedback,
            divider(),
            header("Your kudos"),
            *mine_blocks(mine),
            *give,
            divider(),
            *notifications_views.home_blocks(notifications),
        ]
    )


def menu_message(notice: MenuShown) -> Message:
    """The answer to plain words; in a channel also how thanks are written there."""
    how = ["To thank somebody here, pick them: `@Pacer @name what for`."] if notice.mentioned else []
    areas = [Area[name] for name in notice.areas if name in Area.__members__]
    reason = None if notice.asked else _ONLY_COMMANDS
    return doors_views.menu_message(notice.first_name, areas, reason=reason, notes=how)


NOTICES = (NoticeKind(MenuShown, menu_message, when_in_doubt=InDoubt.repeat),)
