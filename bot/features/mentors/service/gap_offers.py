"""Who offers help where a gap is."""

from collections.abc import Sequence

from bot.features.mentors.service.pages import load_offers
from bot.features.skills.rules.facts import KeptCard
from bot.framework.context import Context

_MOST = 3


async def hang_mentors(ctx: Context, kept: KeptCard, skills: Sequence[str]) -> Sequence[str]:
    """A line with colleagues who offer one of the skills of a finding and have a place, on one's own card.

    By the clock nobody acts: it prepares cards of both, and a manager may know who offers what.
    """
    if ctx.actor_id not in ("", kept.person_id):
        return []
    nobody = {kept.person_id, kept.manager_id}
    lines = [
        line
        for line in await load_offers(ctx)
        if line.is_free and line.mentor_id not in nobody and set(line.skills) & set(skills)
    ]
    if not lines:
        return []
    skill = next(each for each in skills if any(each in line.skills for line in lines))
    names = ", ".join(line.name for line in lines[:_MOST])
    how = "offers" if len(lines[:_MOST]) == 1 else "offer"
    return [f"{names} {how} to help with this: `/mentor ask {skill}`"]
