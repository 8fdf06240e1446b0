"""Answering plain words, which Pacer does not understand yet, with what it does."""

from collections.abc import Mapping
from typing import Any

from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.home.notices import MenuShown
from bot.features.home.rules import asks_for_help
from bot.features.kudos.commands.mentioning import is_about_kudos
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.framework.context import Context
from bot.framework.help import HelpTopic


async def answer_words(ctx: Context, menu: HelpTopic, event: Mapping[str, Any], message_key: str) -> None:
    """Shows the menu to the author of a direct message, where it was written, once for each message."""
    await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    thread_ts = event.get("thread_ts")
    # By the person's id it can be looked for when Slack gives no answer, which threads cannot be.
    to = Recipient(event["channel"], thread_ts) if thread_ts else Recipient(ctx.actor_id)
    asked = asks_for_help(event.get("text", ""))
    await _show(ctx, MenuShown(menu.usages, asked=asked), to, message_key)


async def answer_mention(
    ctx: Context, menu: HelpTopic, event: Mapping[str, Any], text: str, message_key: str
) -> None:
    """Shows the menu to somebody who mentions Pacer for anything but kudos; only they see it.

    `text`: their words beside the mention.
    """
    await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    settings = await settings_of(ctx.transaction, KudosSettings)
    if not is_about_kudos(text, settings.emoji):
        to = Recipient(event["channel"], event.get("thread_ts"), only_for=ctx.actor_id)
        shown = MenuShown(menu.usages, mentioned=True, asked=asks_for_help(text))
        await _show(ctx, shown, to, message_key)


async def _show(ctx: Context, menu: MenuShown, to: Recipient, message_key: str) -> None:
    key = f"{menu.kind}:{message_key}"
    await Outbox(ctx.transaction).enqueue(menu, ctx.now, to=to, dedupe_key=key)
