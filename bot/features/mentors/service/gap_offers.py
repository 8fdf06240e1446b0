"""Who offers help where a gap is."""

from collections.abc import Sequence

from bot.features.mentors.service.pages import load_offers
from bot.features.skills.rules.facts import KeptCard
from bot.framework.context import Context

_MOST = 3


async def hang_mentors(ctx: Context, kept: KeptCard, skills: Sequence[str]) -> Sequence[str]:
    """A line with colleagues who offer one of the skills of a finding and have a place, on one's own card."""
    if ctx.actor_id != kept.person_id:
        return []
    lines = [line for line in await load_offers(ctx) if line.is_free and set(line.skills) & set(skills)]
    if not lines:
        return []
    skill = next(each for each in skills if any(each in line.skills for line in lines))
    names = ", ".join(line.name for line in lines[:_MOST])
    how = "offers" if len(lines[:_MOST]) == 1 else "offer"
    return [f"{names} {how} to help with this: `/mentor ask {skill}`"]
