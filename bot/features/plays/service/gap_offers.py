"""What plays offer where a gap is."""

from collections.abc import Sequence

from bot.features.plays.service.search import authors_of, best_for
from bot.features.skills.rules.facts import KeptCard
from bot.framework.context import Context
from bot.slack.text import escape

_MOST = 2


async def hang_plays(ctx: Context, _: KeptCard, skills: Sequence[str]) -> Sequence[str]:
    """A line with the most used plays for the skills of a finding; none where there is nothing."""
    return await offer_lines(ctx, skills)


async def offer_lines(ctx: Context, skills: Sequence[str]) -> list[str]:
    """A line with plays for these skills (keys); none where there is nothing."""
    found = await best_for(ctx, skills, _MOST)
    if not found:
        return []
    called = await authors_of(ctx, found)
    told = " · ".join(
        f'"{escape(each.title)}" by {called.get(each.author_id, "somebody")} `/play P{each.id}`'
        for each in found
    )
    return [f"Plays: {told}"]
