"""The App Home of members and of guests. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.deliveries.notices import NoticeKind
from bot.features.goals.views import home as home_views
from bot.features.home.notices import MenuShown
from bot.features.kudos.rules.facts import KudosBoard, KudosSummary
from bot.features.kudos.views.board import board_blocks, mine_blocks
from bot.features.kudos.views.messages import OPEN_FORM
from bot.features.notifications import rules as notifications_rules
from bot.features.notifications.views import preferences as notifications_views
from bot.features.operations.rules import DeliveriesOverview
from bot.features.operations.views import home_blocks
from bot.framework.help import HelpTopic, help_message
from bot.slack.blocks import Block, Message, actions, button, context, divider, header, home, section

_MORE = "Where something may follow, `help` says what: `/pacer goals help`, or in short `/goal help`."
_ONLY_COMMANDS = "I understand commands only. This is what you can write:"


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
            context("Type `/pacer help` anywhere to see everything I can do."),
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


def menu(topic: HelpTopic, *notes: str, reason: str | None = None) -> Message:
    """What Pacer can do for somebody: the words after `/pacer` that they may use.

    `reason`: why it is shown to somebody who did not ask for it.
    """
    return help_message(topic, title="What Pacer can do", reason=reason, notes=(*notes, _MORE))


def menu_message(notice: MenuShown) -> Message:
    """The answer to plain words; in a channel also how thanks are written there."""
    how = ["To thank somebody here, pick them: `@Pacer @name what for`."] if notice.mentioned else []
    return menu(HelpTopic("/pacer", notice.usages), *how, reason=None if notice.asked else _ONLY_COMMANDS)


NOTICES = (NoticeKind(MenuShown, menu_message),)
