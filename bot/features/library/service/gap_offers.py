"""What the library offers where a gap is."""

from collections.abc import Sequence

from bot.features.library.rules.shelf import link_of
from bot.features.library.service.shelf import best_for
from bot.features.skills.rules.facts import KeptCard
from bot.framework.context import Context

_MOST = 2


async def hang_resources(ctx: Context, _: KeptCard, skills: Sequence[str]) -> Sequence[str]:
    """A line with the most useful resources for the skills of a finding; none where there is nothing."""
    return await offer_lines(ctx, skills)


async def offer_lines(ctx: Context, skills: Sequence[str]) -> list[str]:
    """A line with resources for these skills (keys); none where there is nothing."""
    found = await best_for(ctx, skills, _MOST)
    if not found:
        return []
    told = " · ".join(f"{link_of(each)}, {each.minutes} min" for each in found)
    return [f"To read or watch: {told} · `/learn mine R{found[0].id}` puts it on your list"]
