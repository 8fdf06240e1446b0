"""Cards that were sent before or after a talk, kept true when a button of them is pressed."""

from collections.abc import Callable
from dataclasses import replace

from bot.deliveries.outbox import Outbox
from bot.features.coaching.notices import PreparedTalk, TalkPrep
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.facts import ActionItem, CoachingTopic, TopicState
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ItemState
from bot.features.coaching.rules.useful import Use
from bot.features.coaching.service import notifications, useful
from bot.features.coaching.service.pairs import pair_of
from bot.features.skills.rules.rubric import QUESTIONS
from bot.framework.context import Context


async def vote(ctx: Context, talk_id: int, use: Use) -> Pair:
    """Says how useful a talk was, and shows on the own card that it was said; gives the two."""
    series, talk = await useful.vote(ctx, talk_id, use)
    await notifications.show_said(ctx, series, talk)
    return await pair_of(ctx.transaction, series, ctx.actor_id)


async def show_item(ctx: Context, channel_id: str | None, message_ts: str | None, item: ActionItem) -> None:
    """Shows on the pressed card what became of an action."""
    outcome = "" if item.state is ItemState.open else item.state.value

    def shown(talk: PreparedTalk) -> PreparedTalk:
        items = tuple(replace(each, outcome=outcome) if each.id == item.id else each for each in talk.items)
        return replace(talk, items=items)

    await _change(ctx, channel_id, message_ts, shown, f"{item.name}:{item.state.value}")


async def show_topic(
    ctx: Context, channel_id: str | None, message_ts: str | None, topic: CoachingTopic
) -> None:
    """Shows on the pressed card that a topic is shared, or takes it off."""
    is_gone = topic.state is not TopicState.open

    def shown(talk: PreparedTalk) -> PreparedTalk:
        kept = [each for each in talk.topics if not (is_gone and each.id == topic.id)]
        topics = tuple(
            replace(each, is_private=topic.is_private) if each.id == topic.id else each for each in kept
        )
        return replace(talk, topics=topics)

    await _change(ctx, channel_id, message_ts, shown, f"topic:{topic.id}")


async def another_question(
    ctx: Context, channel_id: str | None, message_ts: str | None, talk_id: int
) -> None:
    """Shows the next question of a talk on the pressed card of its manager."""
    talk = await CoachingTalkRepository(ctx.transaction).find_talk(talk_id)
    if talk is None:
        return

    def shown(before: PreparedTalk) -> PreparedTalk:
        if before.talk_id != talk_id or not before.questions:
            return before
        number = before.question + 1
        return replace(before, question=number, questions=(QUESTIONS.prompt(number),))

    await _change(ctx, channel_id, message_ts, shown, "question")


async def gap_not_now(ctx: Context, channel_id: str | None, message_ts: str | None, talk_id: int) -> None:
    """Takes what the gap card says off the pressed card; nothing follows, and nobody is told."""

    def shown(before: PreparedTalk) -> PreparedTalk:
        return replace(before, gap=None) if before.talk_id == talk_id else before

    await _change(ctx, channel_id, message_ts, shown, "gap")


async def _change(
    ctx: Context,
    channel_id: str | None,
    message_ts: str | None,
    shown: Callable[[PreparedTalk], PreparedTalk],
    what: str,
) -> None:
    """Edits the card at that place, where it is one of ours and the actor's own."""
    if not channel_id or not message_ts:
        return
    outbox = Outbox(ctx.transaction)
    key = await outbox.key_at(channel_id, message_ts)
    if key is None or not key.startswith(f"{TalkPrep.kind}:") or not key.endswith(f":{ctx.actor_id}"):
        return

    def changed(card: TalkPrep) -> TalkPrep:
        return replace(card, talks=tuple(shown(talk) for talk in card.talks))

    await outbox.edit(key, TalkPrep, changed, f"{key}:{what}:{ctx.request_key}", ctx.now)
