"""What is on record about somebody, as far as whoever rates them may see it; a later feature tells."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.features.skills.rules.rounds import RatingEvidence, RoundState, ShownRound
from bot.framework.context import Context
from bot.framework.feature import ExtensionPoint

# What the actor may see about a person by their id, the newest first; empty for who may not look.
ON_RECORD = ExtensionPoint[Callable[[Context, str], Awaitable[Sequence[RatingEvidence]]]]("skills.on_record")


async def with_evidence(ctx: Context, shown: ShownRound) -> ShownRound:
    """A round with what the actor may see of its person, where the form or a rating needs it."""
    is_rating = shown.round.state is RoundState.open
    if not is_rating and not any(pair.person.evidence or pair.manager.evidence for pair in shown.pairs):
        return shown
    found: list[RatingEvidence] = []
    for tell in ctx.catalog.additions(ON_RECORD):
        found += await tell(ctx, shown.round.person_id)
    return replace(shown, on_record=tuple(found))
