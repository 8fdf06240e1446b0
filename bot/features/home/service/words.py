"""Answering plain words, which Pacer does not understand yet, with what it does."""

from collections.abc import Mapping
from typing import Any

from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.doors.service import load_menu
from bot.features.home.notices import MenuShown
from bot.features.home.rules.words import asks_for_help
from bot.features.kudos.commands.mentioning import is_about_kudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.framework.context import Context


async def answer_words(ctx: Context, event: Mapping[str, Any], message_key: str) -> None:
    """Shows the menu to the author of a direct message, where it was written, once for each message."""
    thread_ts = event.get("thread_ts")
    # By the person's id it can be looked for when Slack gives no answer, which threads cannot be.
    to = Recipient(event["channel"], thread_ts) if thread_ts else Recipient(ctx.actor_id)
    asked = asks_for_help(event.get("text", ""))
    await _show(ctx, to, message_key, asked=asked)


async def answer_mention(ctx: Context, event: Mapping[str, Any], text: str, message_key: str) -> None:
    """Shows the menu to somebody who mentions Pacer for anything but kudos; only they see it.

    `text`: their words beside the mention.
    """
    await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    settings = await settings_of(ctx.transaction, KudosSettings)
    if not is_about_kudos(text, settings.emoji):
        to = Recipient(event["channel"], event.get("thread_ts"), only_for=ctx.actor_id)
        await _show(ctx, to, message_key, mentioned=True, asked=asks_for_help(text))


async def _show(
    ctx: Context, to: Recipient, message_key: str, *, asked: bool, mentioned: bool = False
) -> None:
    menu = await load_menu(ctx)
    notice = MenuShown(menu.first_name, tuple(area.name for area in menu.areas), mentioned, asked)
    await Outbox(ctx.transaction).enqueue(notice, ctx.now, to=to, dedupe_key=f"{notice.kind}:{message_key}")
