"""Mentorships: aims by the mentee, talks said by both, an end by either or by the clock."""

from collections.abc import Sequence

from bot.common.errors import BadInput, NotAllowed
from bot.common.text import is_blank
from bot.features.mentors.models import MentorshipRow
from bot.features.mentors.repository.asks import MentorshipRepository
from bot.features.mentors.rules.facts import LONGEST_AIM, MOST_AIMS, TALKS, Mentorship
from bot.features.mentors.service import notifications
from bot.features.mentors.service.offers import reader
from bot.framework.context import Context

GONE = "There is no such mentorship any more."


def fact_of(row: MentorshipRow, says: Sequence[tuple[bool, bool]]) -> Mentorship:
    """A mentorship with what the two say of its talks."""
    return Mentorship(
        row.id,
        row.mentee_id,
        row.mentor_id,
        row.skill,
        tuple(row.aims),
        row.ends_on,
        row.ended_at is not None,
        tuple(says),
    )


async def _active(ctx: Context, mentorship_id: int) -> MentorshipRow:
    """An own mentorship that has not ended, locked. BadInput: none; the sentence is the same for all."""
    await reader(ctx)
    row = await MentorshipRepository(ctx.transaction).lock(mentorship_id)
    if row is None or ctx.actor_id not in (row.mentee_id, row.mentor_id) or row.ended_at is not None:
        raise BadInput(GONE)
    return row


async def find(ctx: Context, mentorship_id: int) -> Mentorship:
    """An own mentorship that has not ended. BadInput: none."""
    return fact_of(await _active(ctx, mentorship_id), ())


async def set_aims(ctx: Context, mentorship_id: int, typed: str) -> None:
    """The mentee's aims, one a line. NotAllowed: not theirs. BadInput (field `aims`): none, too many."""
    row = await _active(ctx, mentorship_id)
    if ctx.actor_id != row.mentee_id:
        raise NotAllowed("The aims are for who asked for help to write.")
    aims = [" ".join(line.split()) for line in typed.splitlines() if not is_blank(line)]
    if not aims:
        raise BadInput("Write at least one aim.", field="aims")
    if len(aims) > MOST_AIMS:
        raise BadInput("Three aims are enough.", field="aims")
    for aim in aims:
        if len(aim) > LONGEST_AIM:
            raise BadInput(f"At most {LONGEST_AIM} characters an aim; this has {len(aim):,}.", field="aims")
    await ctx.claim()
    row.aims = aims
    await ctx.transaction.session.flush()


async def say_talked(ctx: Context, mentorship_id: int) -> int:
    """Says that the next talk was, of which the actor has not said so; gives its number. NotAllowed: over."""
    row = await _active(ctx, mentorship_id)
    await ctx.claim()
    repository = MentorshipRepository(ctx.transaction)
    of_mentee = ctx.actor_id == row.mentee_id
    said = sum(
        each.mentee_says if of_mentee else each.mentor_says for each in await repository.talks([row.id])
    )
    if said >= TALKS:
        raise NotAllowed("The three talks are over.")
    await repository.talk(row.id, said + 1, of_mentee=of_mentee)
    return said + 1


async def end(ctx: Context, mentorship_id: int) -> None:
    """Ends a mentorship; both read the same words, whoever ended it."""
    row = await _active(ctx, mentorship_id)
    await ctx.claim()
    await end_row(ctx, row)


async def end_row(ctx: Context, row: MentorshipRow) -> None:
    """Ends it: by either, by the clock, or because one of the two is gone."""
    row.ended_at = ctx.now
    await ctx.transaction.session.flush()
    await notifications.tell(ctx, row, "ended")
