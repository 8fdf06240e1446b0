"""What the forms of a pair begin with, and one talk or action for who may see it."""

from dataclasses import dataclass
from datetime import datetime

from bot.common.errors import BadInput
from bot.common.periods import Period
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.facts import ActionItem, CoachingTalk, CoachingTopic
from bot.features.coaching.rules.pages import FeedbackSince
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.service.items import GONE as NO_ITEM
from bot.features.coaching.service.pairs import GONE, pair_of_series
from bot.features.feedback.rules.content import FeedbackTone
from bot.features.feedback.service import reading as feedback
from bot.features.people.service import members as people
from bot.framework.context import Context

MOST_FEEDBACK = 10


async def count_topics(ctx: Context, pair: Pair) -> int:
    """How many topics the actor has added for the two, in all their 1:1s."""
    rows = await CoachingTalkRepository(ctx.transaction).all_between(pair.manager.id, pair.person.id)
    return await CoachingWordRepository(ctx.transaction).count_topics([row.id for row in rows], ctx.actor_id)


async def find_item(ctx: Context, item_id: int) -> ActionItem:
    """An action of one of the actor's pairs. BadInput: there is none; one sentence, whatever there is."""
    await people.actor(ctx.transaction, ctx.actor_id)
    found = await CoachingWordRepository(ctx.transaction).find_item(item_id)
    series = await CoachingTalkRepository(ctx.transaction).find_series(found.series_id) if found else None
    if found is None or series is None or ctx.actor_id not in series.fact().pair:
        raise BadInput(NO_ITEM)
    return found.fact()


async def load_talk(ctx: Context, talk_id: int) -> tuple[Pair, CoachingTalk]:
    """A talk for one of its two. BadInput: there is none; NotAllowed: it is others'."""
    await people.actor(ctx.transaction, ctx.actor_id)
    found = await CoachingTalkRepository(ctx.transaction).find_talk(talk_id)
    if found is None:
        raise BadInput(GONE)
    return await pair_of_series(ctx, found.series_id), found.fact()


@dataclass(frozen=True)
class WordsOfTalk:
    """What the form of notes begins with: open topics, and the actor's own notes of before ("")."""

    pair: Pair
    topics: tuple[CoachingTopic, ...]
    shared: str
    private: str


async def load_words(ctx: Context, talk_id: int) -> WordsOfTalk:
    """Open topics of the two that the actor may read, the person's first, and the actor's notes."""
    pair, talk = await load_talk(ctx, talk_id)
    words = CoachingWordRepository(ctx.transaction)
    topics = [row.fact() for row in await words.open_topics([talk.series_id], ctx.actor_id)]
    topics.sort(key=lambda topic: (topic.author_id != pair.person.id, topic.id))
    notes = {
        each.is_private: each.text
        for each in await words.notes_of([talk_id], ctx.actor_id)
        if each.author_id == ctx.actor_id
    }
    return WordsOfTalk(pair, tuple(topics), notes.get(False, ""), notes.get(True, ""))


async def load_feedback(ctx: Context, pair: Pair, since: datetime) -> FeedbackSince:
    """Feedback about the person of the two since an instant that the actor may read, the newest first."""
    found = await feedback.about(ctx.transaction, pair.person.id, ctx.actor_id, Period(since, ctx.now, ""))
    pieces = [each for each in found if each.tone != FeedbackTone.note.value][::-1][:MOST_FEEDBACK]
    names = await people.names(ctx.transaction, {each.author_id for each in pieces})
    return FeedbackSince(
        pair, tuple(pieces), names, await people.clock_of(ctx.transaction, ctx.actor_id, ctx.now)
    )
