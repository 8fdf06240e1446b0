"""Whether a talk took place: the question, and what was said so far. Pure."""

from typing import Any

from bot.common.text import excerpt
from bot.features.coaching.notices import TalkClose
from bot.features.coaching.rules.facts import Say
from bot.features.coaching.rules.ids import FEEDBACK, MOVE, NO, NOTES, TAKE_BACK, USE, YES
from bot.features.coaching.rules.pages import FeedbackSince
from bot.features.coaching.rules.state_machine import TalkState
from bot.features.coaching.rules.useful import LABELS
from bot.features.feedback.rules.facts import READ
from bot.features.feedback.views.feedback import ICONS
from bot.slack.blocks import Block, Message, actions, button, context, modal, section
from bot.slack.text import escape

_TALKED, _NOT_HELD = "We talked", "It did not happen"
_LONGEST = 160


def feedback_modal(found: FeedbackSince) -> dict[str, Any]:
    """The pieces of feedback since the last talk, each with the way to read it."""
    blocks: list[Block] = [
        section(
            f"{ICONS[each.tone]} {found.names.get(each.author_id, 'Someone')} · "
            f"{found.clock.write(each.written_at)}\n{escape(excerpt(' '.join(each.what.split()), _LONGEST))}",
            accessory=button("Read", READ, value=str(each.id)),
        )
        for each in found.pieces
    ]
    return modal(FEEDBACK, "Feedback", blocks or [section("There is none that you may read any more.")])


def close_message(card: TalkClose) -> Message:
    """The question after a talk, as it stands for its receiver."""
    blocks = close_blocks(card)
    return Message(close_text(card), blocks)


def close_text(card: TalkClose) -> str:
    """The question, or what was said, as one sentence."""
    state, mine = TalkState(card.state), Say(card.mine)
    if state is TalkState.held:
        return "You both said so."
    if state is TalkState.at_odds:
        yes, no = ("You", card.other) if mine is Say.yes else (card.other, "you")
        return f"{yes} said yes, {no} said that it did not happen. It counts when both say the same."
    if state is TalkState.missed:
        return f"Your 1:1 with {card.other} {card.day} did not happen."
    if mine is Say.yes:
        return f"You said that you talked. {card.other} has not said so yet."
    if mine is Say.no:
        return f"You said that it did not happen. {card.other} has not said so yet."
    return f"Did you talk with {card.other} {card.day}?"


def close_blocks(card: TalkClose) -> list[Block]:
    """The question, or what was said, with its buttons."""
    state, mine, value = TalkState(card.state), Say(card.mine), str(card.talk_id)
    text = close_text(card)
    if state is TalkState.held:
        return [section(text), actions(button("Notes and actions", NOTES, value=value)), *_use(card)]
    if state in (TalkState.missed, TalkState.skipped, TalkState.dropped):
        return [section(text)]
    if state is TalkState.at_odds:
        turn = button(_NOT_HELD, NO, value=value) if mine is Say.yes else button(_TALKED, YES, value=value)
        return [section(text), actions(turn)]
    if mine is not Say.none:
        waits = (
            []
            if state is TalkState.unconfirmed
            else [actions(button("Take it back", TAKE_BACK, value=value))]
        )
        return [section(text), *waits]
    row = [button(_TALKED, YES, value=value, style="primary")]
    if state is not TalkState.unconfirmed:
        row += [button("We moved it", MOVE, value=value)] if state is TalkState.planned else []
        row += [button(_NOT_HELD, NO, value=value)]
    return [section(f"*{text}*"), *_theirs(card), actions(*row)]


def _theirs(card: TalkClose) -> list[Block]:
    said = {
        Say.yes: f"{card.other} said that you talked.",
        Say.no: f"{card.other} said that it did not happen.",
    }.get(Say(card.theirs))
    return [context(said)] if said else []


def _use(card: TalkClose) -> list[Block]:
    if not card.asks_use:
        return []
    if card.has_voted:
        return [context(f"Thank you. {card.other} never sees single answers.")]
    row = [
        button(label, f"{USE}:{use.value}", value=f"{card.talk_id} {use.value}")
        for use, label in LABELS.items()
    ]
    return [
        section("Was it useful?"),
        actions(*row),
        context(f"_{card.other} never sees single answers._"),
    ]
