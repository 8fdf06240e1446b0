"""A file whose deals another source tells too: its sender says whether it is the same system."""

from typing import Any

from bot.common.errors import BadInput
from bot.features.imports.rules.columns import layout_from
from bot.features.imports.service.decisions import get_open_row
from bot.features.imports.service.files import set_state
from bot.features.ledger.rules.twins import MOST_KEPT, Twins
from bot.features.ledger.service import identities
from bot.framework.context import Context

_PAIRS = "twin_pairs"


def shown(found: Twins, source: str) -> dict[str, Any]:
    """What the message about a file shows of its twins in `source`, and which deals these are."""
    if not source:
        return {"twin": "", "twins": 0, "twins_of": 0, _PAIRS: []}
    pairs = found.pairs[source]
    others = [[told, other.deal_id] for told, other in pairs if told != other.external_id]
    return {"twin": source, "twins": len(pairs), "twins_of": found.deals, _PAIRS: others[:MOST_KEPT]}


async def decide(ctx: Context, import_id: int, *, is_same: bool) -> None:
    """The file is read as that source's, its deals being the same; or as other deals, and not asked again.

    BadInput: nothing is asked.
    """
    await ctx.claim()
    row = await get_open_row(ctx.transaction, import_id, ctx.actor_id)
    other = row.facts.get("twin")
    if not other:
        raise BadInput("That is answered already.")
    if is_same:
        await identities.make_one(ctx.transaction, other, dict(row.facts[_PAIRS]))
        row.source = other
    else:
        row.layout = layout_from(row.layout).apart_from(other).to_json()
    row.facts = {**row.facts, "twin": "", _PAIRS: []}
    await set_state(ctx.transaction, row, "waiting", ctx.now)
