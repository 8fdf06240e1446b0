"""Who offers help where a gap is, and all that colleagues offer there."""

from collections.abc import Collection, Sequence

from bot.features.library.service import gap_offers as library
from bot.features.mentors.service.pages import load_offers
from bot.features.plays.service import gap_offers as plays
from bot.features.skills.rules.facts import KeptCard
from bot.framework.context import Context

_MOST = 3


async def hang_mentors(ctx: Context, kept: KeptCard, skills: Sequence[str]) -> Sequence[str]:
    """A line with colleagues who offer one of the skills of a finding and have a place, on one's own card.

    By the clock nobody acts: it prepares cards of both, and a manager may know who offers what.
    """
    if ctx.actor_id not in ("", kept.person_id):
        return []
    return await offer_lines(ctx, skills, {kept.person_id, kept.manager_id})


async def offer_lines(ctx: Context, skills: Sequence[str], nobody: Collection[str]) -> list[str]:
    """A line with who helps with these skills (keys) and has a place; `nobody`: ids to leave out."""
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


async def help_lines(ctx: Context, skills: Sequence[str], nobody: Collection[str]) -> list[str]:
    """What to read, plays, and who helps with these skills: a line each, for what there is."""
    if not skills:
        return []
    shared = [*await library.offer_lines(ctx, skills), *await plays.offer_lines(ctx, skills)]
    return [*shared, *await offer_lines(ctx, skills, nobody)]
