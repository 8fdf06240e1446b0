"""Which skills feedback about somebody may name, as a later feature tells."""

from collections.abc import Awaitable, Callable, Sequence

from bot.db.transaction import Transaction
from bot.framework.context import Context
from bot.framework.feature import ExtensionPoint

# Names of the skills of somebody's work, by their id.
SKILL_NAMES_OF = ExtensionPoint[Callable[[Transaction, str], Awaitable[Sequence[str]]]]("feedback.skills")


async def skills_of(ctx: Context, about_id: str) -> tuple[str, ...]:
    """Names of skills that feedback about this person may choose among; () where none are told."""
    found: list[str] = []
    for names in ctx.catalog.additions(SKILL_NAMES_OF):
        found += await names(ctx.transaction, about_id)
    return tuple(dict.fromkeys(found))
