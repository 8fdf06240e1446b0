"""What came of an action: the message to both, and the window that says why. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.features.coaching.notices import OutcomeTold
from bot.features.coaching.rules.ids import OUTCOME_END, OUTCOME_GO_ON, OUTCOME_WHY, WATCH, WATCH_NOT
from bot.features.coaching.rules.outcomes import CoachingOutcome, OutcomeAnswer
from bot.features.skills.rules.outcome_facts import headline, numbers, why
from bot.features.skills.rules.wording import Addressed
from bot.slack.blocks import Block, Message, actions, button, context, modal, section

_ANSWERED = {
    OutcomeAnswer.go_on: "It goes on, and is watched anew from then.",
    OutcomeAnswer.ended: "It has ended.",
}


def outcome_message(card: OutcomeTold) -> Message:
    """The card, with what the two may make of it."""
    value = str(card.outcome_id)
    blocks: list[Block] = [section(f"{_whose(card)}{card.headline}\n{card.numbers}")]
    blocks += [context(card.caution)] if card.caution else []
    answer = OutcomeAnswer(card.answer)
    why_button = button("Why?", OUTCOME_WHY, value=value)
    if answer is OutcomeAnswer.none:
        row = [
            button("Go on", OUTCOME_GO_ON, value=value, style="primary"),
            button("End it", OUTCOME_END, value=value),
        ]
        return Message(outcome_line(card), [*blocks, actions(*row, why_button)])
    return Message(outcome_line(card), [*blocks, context(_ANSWERED[answer]), actions(why_button)])


def _whose(card: OutcomeTold) -> str:
    return f"{card.owner}: " if card.owner else ""


def outcome_line(card: OutcomeTold) -> str:
    """The card as one line."""
    return f"{_whose(card)}{card.headline.replace('*', '')}"


def watched_blocks(item_id: int, foreseen: str, offered: Mapping[str, str]) -> list[Block]:
    """What could be seen of a change; `offered`: names of figures that show it sooner, by metric."""
    if not offered:
        return [context(foreseen)]
    row = [button(name, f"{WATCH}:{metric}", value=f"{item_id} {metric}") for metric, name in offered.items()]
    told = f"{foreseen}\nWatch something nearer too?"
    return [section(told), actions(*row, button("Do not watch it", WATCH_NOT, value=str(item_id)))]


def why_modal(outcome: CoachingOutcome, owner: Addressed) -> dict[str, Any]:
    """How an outcome came about, step by step."""
    card = outcome.card
    blocks: list[Block] = [section(f"{headline(card)}\n{numbers(card)}")]
    blocks += [section("\n".join(why(card, owner)))]
    return modal("coaching.outcome_why", "Why?", blocks)
