"""Plays: written, shared, changed, said to be true, archived."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.features.people.service.settings import settings_of
from bot.features.plays.models import PlayRow
from bot.features.plays.repository.plays import PlayRepository
from bot.features.plays.rules.access import PlayRecord, PlayRole, may_read
from bot.features.plays.rules.facts import DealFacts, Play, PlayState
from bot.features.plays.rules.search import stored_words
from bot.features.plays.rules.settings import PlaySettings
from bot.features.plays.rules.words import PlayWords, without_names
from bot.features.plays.service import asks
from bot.features.plays.service.deals import deal_names, facts_of
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.features.skills.service.colleagues import Colleague, colleague
from bot.framework.context import Context

GONE = "There is no such play any more."
ARCHIVED_AFTER = timedelta(days=180)
_NODS = 2


async def reader(ctx: Context) -> Colleague:
    """Who acts, if plays are for them. NotAllowed: they are not."""
    return await colleague(ctx, "what colleagues share")


async def write_play(ctx: Context, words: PlayWords, deal_id: int | None = None) -> Play:
    """Writes a play, of an own deal or of none (None); the question about that deal is answered.

    BadInput: it is no deal of the actor's.
    """
    await reader(ctx)
    await ctx.claim()
    names: tuple[str, ...] = ()
    facts = DealFacts()
    if deal_id is not None:
        facts, names = await facts_of(ctx, deal_id)
        await asks.close(ctx, deal_id)
    row = await PlayRepository(ctx.transaction).write(
        {
            "author_id": ctx.actor_id,
            **_columns(words, names),
            "deal_id": deal_id,
            "facts": asdict(facts),
            "state": (PlayState.shared if words.is_shared else PlayState.draft).value,
            "made_at": ctx.now,
            "confirmed_at": ctx.now,
            "used_on": None,
        }
    )
    return row.fact()


def _columns(words: PlayWords, names: tuple[str, ...]) -> dict[str, Any]:
    kept = without_names(words, names)
    return {
        "title": kept.title,
        "skill": kept.skill,
        "situation": kept.situation,
        "did": kept.did,
        "why": kept.why,
        "may_name": kept.may_name,
        "found_text": stored_words(
            f"{kept.title} {SKILL_NAMES.get(kept.skill, '')} {kept.situation} {kept.did} {kept.why}"
        ),
    }


async def change_play(ctx: Context, play_id: int, words: PlayWords, *, was_archived: bool = False) -> Play:
    """Writes an own play anew; shared again it counts as true from now on. BadInput: none of the actor's.

    An archived one stays archived, unless its author has seen that it is (`was_archived`) and shares it.
    """
    await reader(ctx)
    await ctx.claim()
    row = await _own(ctx, play_id)
    names = await deal_names(ctx, row.deal_id) if row.deal_id is not None else ()
    for name, value in _columns(words, names).items():
        setattr(row, name, value)
    is_archived = row.state == PlayState.archived.value
    if not is_archived:
        row.state = (PlayState.shared if words.is_shared else PlayState.draft).value
    elif was_archived and words.is_shared:
        row.state = PlayState.shared.value
    row.confirmed_at = ctx.now
    await ctx.transaction.session.flush()
    return row.fact()


async def _own(ctx: Context, play_id: int) -> PlayRow:
    row = await PlayRepository(ctx.transaction).lock(play_id)
    if row is None or row.author_id != ctx.actor_id:
        raise BadInput(GONE)
    return row


async def find_play(ctx: Context, play_id: int) -> Play:
    """A play that the actor may read. BadInput: none such; the sentence is the same."""
    await reader(ctx)
    row = await PlayRepository(ctx.transaction).find(play_id)
    if row is None or not is_readable(row.fact(), ctx.actor_id):
        raise BadInput(GONE)
    return row.fact()


def is_readable(play: Play, viewer_id: str) -> bool:
    """Whether a colleague may read this play."""
    record = {
        PlayState.draft: PlayRecord.draft,
        PlayState.shared: PlayRecord.shared,
        PlayState.archived: PlayRecord.archived,
    }[play.state]
    roles = {PlayRole.colleague, *([PlayRole.author] if play.author_id == viewer_id else [])}
    return may_read(record, frozenset(roles))


async def say_true(ctx: Context, play_id: int) -> Play:
    """Says that a play is still true: its author's word counts alone, of its users two are needed.

    NotAllowed: the actor neither wrote nor used it.
    """
    await find_play(ctx, play_id)
    await ctx.claim()
    repository = PlayRepository(ctx.transaction)
    row = await repository.lock(play_id)
    if row is None or row.state != PlayState.shared.value:
        raise BadInput(GONE)
    if row.author_id != ctx.actor_id:
        if not await repository.has_used(play_id, ctx.actor_id):
            raise NotAllowed("Whoever wrote it, or used it, says that.")
        await repository.nod(play_id, ctx.actor_id, ctx.now)
        if await repository.nods_since(play_id, row.confirmed_at) < _NODS:
            return row.fact()
    row.confirmed_at = ctx.now
    await ctx.transaction.session.flush()
    return row.fact()


async def archive(ctx: Context, play_id: int) -> Play:
    """Takes a play out of sight: its author, a manager of theirs, an admin. NotAllowed: not the actor's."""
    who = await reader(ctx)
    await find_play(ctx, play_id)
    await ctx.claim()
    row = await PlayRepository(ctx.transaction).lock(play_id)
    if row is None or row.state == PlayState.archived.value:
        raise BadInput(GONE)
    if not may_archive(who, row.author_id):
        raise NotAllowed("Its author, their manager or an admin archives a play.")
    row.state = PlayState.archived.value
    await ctx.transaction.session.flush()
    return row.fact()


def may_archive(who: Colleague, author_id: str) -> bool:
    """Whether somebody may take a play of this author out of sight."""
    return who.person.id == author_id or who.person.is_admin or author_id in who.leads


def fresh_until(play: Play, settings: PlaySettings) -> datetime:
    """Until when a play counts as true: some time after the last nod, or the last use."""
    used = (
        datetime.combine(play.used_on, datetime.min.time(), play.confirmed_at.tzinfo)
        if play.used_on
        else None
    )
    return max(play.confirmed_at, used or play.confirmed_at) + settings.stale_after


async def archive_stale(ctx: Context, play_id: int) -> None:
    """The clock archives what was stale for half a year."""
    row = await PlayRepository(ctx.transaction).lock(play_id)
    settings = await settings_of(ctx.transaction, PlaySettings)
    if row is not None and fresh_until(row.fact(), settings) + ARCHIVED_AFTER <= ctx.now:
        row.state = PlayState.archived.value
        await ctx.transaction.session.flush()
