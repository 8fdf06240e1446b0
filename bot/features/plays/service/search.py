"""Plays that are looked for: by words, by skill, by author, or the newest; and one of them in full."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.naming import first_names
from bot.common.periods import local_day
from bot.features.ledger.service import won_deals
from bot.features.ledger.service.selling.decided import detailed_deals
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.plays.models import PlayRow, PlayUseRow
from bot.features.plays.repository.plays import PlayRepository
from bot.features.plays.repository.search import PlaySearchRepository
from bot.features.plays.rules.facts import PAGE_SIZE, Play, PlayCard, PlayLine, PlayList, PlayState
from bot.features.plays.rules.outcomes import UseCounts, UseDifference, count, difference, others
from bot.features.plays.rules.search import is_in_title, query_words
from bot.features.plays.rules.settings import PlaySettings
from bot.features.plays.service.plays import find_play, fresh_until, may_archive, reader
from bot.framework.context import Context
from bot.framework.pager import paginate

_USED_LATELY = timedelta(days=90)


async def load_list(
    ctx: Context, words: str = "", skill: str = "", author_id: str = "", page: int = 1
) -> PlayList:
    """A page of the plays that the actor may read and that have all of these words, this skill, this author.

    NotAllowed: the actor is in no team.
    """
    who = await reader(ctx)
    found = await _found(ctx, words, skill, author_id, local_day(ctx.now, who.person.zone))
    shown = paginate(found, page, PAGE_SIZE)
    settings = await settings_of(ctx.transaction, PlaySettings)
    lines = await load_lines(ctx, shown.rows, settings)
    author = "you" if author_id == ctx.actor_id else ""
    if author_id and not author:
        author = (await people.person(ctx.transaction, author_id)).name
    return PlayList(shown.filled(lines), words, skill, author_id, author)


async def _found(ctx: Context, words: str, skill: str, author_id: str, today: date) -> list[Play]:
    query = query_words(words) if words.strip() else ()
    if query is None:
        return []
    rows = await PlaySearchRepository(ctx.transaction).found(
        ctx.actor_id, today - _USED_LATELY, words=query, skill=skill, author_id=author_id
    )
    settings = await settings_of(ctx.transaction, PlaySettings)
    plays = [row.fact() for row in rows if _is_shown(row, words, author_id)]
    return sorted(
        plays,
        key=lambda each: (
            each.state is not PlayState.shared,
            fresh_until(each, settings) <= ctx.now,
            not (query and is_in_title(query, each.title)),
        ),
    )


def _is_shown(row: PlayRow, words: str, author_id: str) -> bool:
    """Own drafts and archived ones stand only where one looks for words, or for what one wrote."""
    return row.state == PlayState.shared.value or bool(words or author_id)


async def load_lines(ctx: Context, plays: Sequence[Play], settings: PlaySettings) -> list[PlayLine]:
    """Plays with their author and what became of the deals on which they were used."""
    uses = await PlayRepository(ctx.transaction).uses([each.id for each in plays]) if plays else []
    standings = await won_deals.standings(ctx.transaction, {use.deal_id for use in uses})
    called = await people.names(ctx.transaction, {each.author_id for each in plays}) | {ctx.actor_id: "you"}
    return [
        PlayLine(
            each,
            called.get(each.author_id, "somebody"),
            count((use.user_id, standings.get(use.deal_id, "")) for use in uses if use.play_id == each.id),
            fresh_until(each, settings) <= ctx.now,
        )
        for each in plays
    ]


async def load_card(ctx: Context, play_id: int) -> PlayCard:
    """A play in full. BadInput: none that the actor may read."""
    who = await reader(ctx)
    play = await find_play(ctx, play_id)
    settings = await settings_of(ctx.transaction, PlaySettings)
    line = (await load_lines(ctx, [play], settings))[0]
    uses = await PlayRepository(ctx.transaction).uses([play_id])
    return PlayCard(
        line,
        await people.person(ctx.transaction, play.author_id),
        await _difference(ctx, uses, line.counts),
        ctx.actor_id == play.author_id,
        play.state is not PlayState.archived and may_archive(who, play.author_id),
        ctx.actor_id in {play.author_id, *(use.user_id for use in uses)},
    )


async def _difference(ctx: Context, uses: Sequence[PlayUseRow], counts: UseCounts) -> UseDifference | None:
    """Beside the other deals of the same people that were decided since the first use; None with too few."""
    if not uses or counts.decided < 1:
        return None
    ids, used = sorted({use.user_id for use in uses}), {use.deal_id for use in uses}
    today = local_day(ctx.now, (await people.person(ctx.transaction, ctx.actor_id)).zone)
    days = DateRange(min(use.day for use in uses), today + ONE_DAY)
    decided = await detailed_deals(ctx.transaction, ids, days, ctx.now)
    won, total = others(((each.deal_id, each.is_won) for each in decided), used)
    return difference(counts.won, counts.decided, won, total)


async def best_for(ctx: Context, skills: Collection[str], most: int) -> list[Play]:
    """The plays to offer for a gap in these skills: the most used first, never a stale one."""
    settings = await settings_of(ctx.transaction, PlaySettings)
    rows = await PlayRepository(ctx.transaction).best_for(skills, ctx.now - settings.stale_after, most)
    return [row.fact() for row in rows]


async def authors_of(ctx: Context, plays: Sequence[Play]) -> dict[str, str]:
    """What the authors of these plays are called, by id."""
    return first_names(await people.names(ctx.transaction, {each.author_id for each in plays}))
