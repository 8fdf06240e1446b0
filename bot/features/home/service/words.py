"""Answering who asks for help, in a direct message or by a mention, with the menu."""

from collections.abc import Mapping
from typing import Any

from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.doors.service import load_menu
from bot.features.home.notices import MenuShown
from bot.framework.context import Context


async def answer_words(ctx: Context, event: Mapping[str, Any], message_key: str) -> None:
    """Shows the menu to the author of a direct message, where it was written, once for each message."""
    thread_ts = event.get("thread_ts")
    # By the person's id it can be looked for when Slack gives no answer, which threads cannot be.
    to = Recipient(event["channel"], thread_ts) if thread_ts else Recipient(ctx.actor_id)
    await _show(ctx, to, message_key)


async def answer_mention(ctx: Context, event: Mapping[str, Any], message_key: str) -> None:
    """Shows the menu to somebody who mentions Pacer and asks for help; only they see it."""
    to = Recipient(event["channel"], event.get("thread_ts"), only_for=ctx.actor_id)
    await _show(ctx, to, message_key, mentioned=True)


async def _show(ctx: Context, to: Recipient, message_key: str, *, mentioned: bool = False) -> None:
    menu = await load_menu(ctx)
    notice = MenuShown(menu.first_name, tuple(area.name for area in menu.areas), mentioned)
    await Outbox(ctx.transaction).enqueue(notice, ctx.now, to=to, dedupe_key=f"{notice.kind}:{message_key}")
