"""All talks of two people as a page, as one of them may read it."""

from datetime import timedelta

from bot.common.periods import local_day
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.coaching.notices import CoachingHistory
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.history_page import page_of
from bot.features.coaching.rules.pages import TalkHistory
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ItemState, TalkState
from bot.framework.context import Context

_NAME = "talks.html"
_LIVES = timedelta(days=7)
_MOST_TALKS = 500
_LOOKS_BACK = timedelta(days=365 * 10)
_TOLD = (TalkState.held, TalkState.unconfirmed, TalkState.at_odds, TalkState.said, TalkState.missed)


async def load_history(ctx: Context, pair: Pair) -> tuple[TalkHistory, ...]:
    """Talks of the two, the newest first, with what the actor may read of them."""
    repository, words = CoachingTalkRepository(ctx.transaction), CoachingWordRepository(ctx.transaction)
    rows = [
        row.id
        for row in await repository.all_between(pair.manager.id, pair.person.id)
        if ctx.actor_id in row.fact().pair
    ]
    talks = [
        row.fact()
        for row in await repository.talks(rows, ctx.now - _LOOKS_BACK, _MOST_TALKS)
        if row.at <= ctx.now and TalkState(row.state) in _TOLD
    ]
    ids = [talk.id for talk in talks]
    topics = [row.fact() for row in await words.topics_of_talks(ids, ctx.actor_id)]
    notes = [row.fact() for row in await words.notes_of(ids, ctx.actor_id)]
    items = [row.fact() for row in await words.items(rows, *ItemState)]
    return tuple(
        TalkHistory(
            talk,
            tuple(each for each in topics if each.talk_id == talk.id),
            tuple(each for each in notes if each.talk_id == talk.id),
            tuple(each for each in items if each.talk_id == talk.id),
        )
        for talk in talks
    )


async def send_history(ctx: Context, pair: Pair) -> None:
    """Sends the actor all talks of the two as a page, in a direct message."""
    await ctx.claim()
    today = local_day(ctx.now, pair.me.zone)
    content = page_of(pair, await load_history(ctx, pair), today)
    outbox = Outbox(ctx.transaction)
    attachment = await outbox.attach(_NAME, content, ctx.now)
    await outbox.enqueue(
        CoachingHistory(_NAME, pair.other.name),
        ctx.now,
        to=Recipient(ctx.actor_id),
        dedupe_key=f"{CoachingHistory.kind}:{ctx.request_key}",
        expires_after=_LIVES,
        attachment=attachment,
    )
