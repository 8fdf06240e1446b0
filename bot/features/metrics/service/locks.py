"""Locks periods, once nothing of them waits for anybody."""

from datetime import date

from bot.common.errors import BadInput
from bot.common.text import listed, plural
from bot.features.imports.service.waiting import parking
from bot.features.ledger.service import settings
from bot.features.people.service import members as people
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context

_NAMED = 3


async def lock_before(ctx: Context, day: date | None) -> None:
    """Locks all days before this one, as `ledger.service.settings.lock_before` does.

    BadInput names what waits to be taken in with a day of that time.
    """
    await people.require_admin(ctx.transaction, ctx.actor_id, BookRules.deed)
    names = await parking.waiting_before(ctx.transaction, day) if day else []
    if names:
        more = [plural(len(names) - _NAMED, "other")] if len(names) > _NAMED else []
        told = listed([*names[:_NAMED], *more])
        raise BadInput(f"Rows before {day} wait for an answer: {told}. See `/metrics import`, then lock.")
    await settings.lock_before(ctx, day)
