"""What the two want to talk about, and what they wrote of a talk."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.common.errors import BadInput, NotAllowed
from bot.features.coaching.models.words import CoachingTopicRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.access import PairParties, may_write, topic_record
from bot.features.coaching.rules.facts import CoachingTopic, TopicOrigin, TopicState
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import TalkState
from bot.features.coaching.rules.words import MOST_TOPICS, NOTE_MAY_CHANGE_FOR, ItemWords, check_topic
from bot.features.coaching.service.items import add_items
from bot.features.coaching.service.pairs import open_series
from bot.features.coaching.service.series import locked_talk
from bot.features.people.service import members as people
from bot.framework.context import Context

GONE = "There is no such topic any more."
_NOT_HAPPENED = (TalkState.missed, TalkState.skipped, TalkState.dropped)


async def add_topic(
    ctx: Context, pair: Pair, text: str, *, is_private: bool, origin: TopicOrigin = TopicOrigin.typed
) -> CoachingTopic:
    """Puts raw words on the agenda of the two; private ones are the actor's until they share them.

    What Pacer offers is there once, also where both take it; what somebody types may be there twice.
    BadInput (field `text`): no words, too many, or too many topics. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    words = check_topic(text, "text")
    row = await open_series(ctx, pair)
    repository = CoachingWordRepository(ctx.transaction)
    if origin is not TopicOrigin.typed:
        known = await repository.open_topic_of(row.id, words, origin.value)
        if known is not None:
            return known.fact()
    if await repository.count_open_topics(row.id) >= MOST_TOPICS:
        raise BadInput(f"{MOST_TOPICS} topics are open: drop one first.", field="text")
    facts = {
        "series_id": row.id,
        "author_id": ctx.actor_id,
        "text": words,
        "is_private": is_private,
        "origin": origin.value,
        "state": TopicState.open.value,
        "talk_id": None,
        "added_at": ctx.now,
    }
    return (await repository.new_topic(facts)).fact()


async def share_topic(ctx: Context, topic_id: int) -> CoachingTopic:
    """Lets the other of the two read an own private topic. BadInput: no topic that the actor may change."""
    await ctx.claim()
    row = await _locked(ctx, topic_id)
    if ctx.actor_id != row.author_id:
        raise BadInput(GONE)
    row.is_private = False
    await ctx.transaction.session.flush()
    return row.fact()


async def drop_topic(ctx: Context, topic_id: int) -> CoachingTopic:
    """Takes an open topic off the agenda. BadInput: no topic that the actor may change."""
    await ctx.claim()
    row = await _locked(ctx, topic_id)
    if row.state != TopicState.open.value:
        raise BadInput(GONE)
    row.state = TopicState.dropped.value
    await ctx.transaction.session.flush()
    return row.fact()


async def _locked(ctx: Context, topic_id: int) -> CoachingTopicRow:
    await people.actor(ctx.transaction, ctx.actor_id)
    found = await CoachingWordRepository(ctx.transaction).lock_topic(topic_id)
    series = await CoachingTalkRepository(ctx.transaction).find_series(found.series_id) if found else None
    if found is None or series is None:
        raise BadInput(GONE)
    parties = PairParties(series.manager_id, series.person_id, found.author_id)
    if not may_write(ctx.actor_id, topic_record(is_private=found.is_private), parties):
        raise BadInput(GONE)
    return found


@dataclass(frozen=True)
class TalkWords:
    """What one of the two wrote of a talk: topics talked about by id, notes (raw), and actions of each."""

    talked: Collection[int]
    shared: str
    private: str
    mine: list[ItemWords]
    theirs: list[ItemWords]


async def write_talk(ctx: Context, talk_id: int, words: TalkWords) -> Pair:
    """Stores topics talked about, both notes and new actions of a talk; gives the two.

    NotAllowed: it has not begun, did not take place, or a note is too old to change. BadInput: too many
    actions.
    """
    await ctx.claim()
    row, pair, talk = await locked_talk(ctx, talk_id)
    if TalkState(talk.state) in _NOT_HAPPENED or talk.at > ctx.now:
        raise NotAllowed("Notes are for a 1:1 that took place.")
    repository = CoachingWordRepository(ctx.transaction)
    for topic in await repository.open_topics([row.id], ctx.actor_id):
        if topic.id in words.talked:
            topic.state, topic.talk_id = TopicState.talked.value, talk.id
    await _write_notes(ctx, talk.id, words)
    items = [(ctx.actor_id, each) for each in words.mine] + [(pair.other.id, each) for each in words.theirs]
    await add_items(ctx, row, pair, items, talk.id, field="mine" if words.mine else "theirs")
    await ctx.transaction.session.flush()
    return pair


async def _write_notes(ctx: Context, talk_id: int, words: TalkWords) -> None:
    repository = CoachingWordRepository(ctx.transaction)
    before = {
        each.is_private: each
        for each in await repository.notes_of([talk_id], ctx.actor_id)
        if each.author_id == ctx.actor_id
    }
    for is_private, text in ((False, words.shared), (True, words.private)):
        known = before.get(is_private)
        if text == (known.text if known else ""):
            continue
        if known and ctx.now > known.written_at + NOTE_MAY_CHANGE_FOR:
            field = "private" if is_private else "shared"
            raise NotAllowed("A note can be changed for 7 days: this one stays as it is.", field=field)
        await repository.write_note(
            {
                "talk_id": talk_id,
                "author_id": ctx.actor_id,
                "is_private": is_private,
                "text": text,
                "written_at": known.written_at if known else ctx.now,
                "changed_at": ctx.now,
            }
        )
