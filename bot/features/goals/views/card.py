"""One goal as a card: what it is, why it matters, its progress, and the viewer's buttons. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.common.naming import YOU, as_subject
from bot.features.goals.rules.facts import Card
from bot.features.goals.rules.formatting import (
    format_progress,
    heading,
    terms_in_words,
    title,
    titles_alike,
    window_title,
)
from bot.features.goals.rules.progress import Goal
from bot.features.goals.rules.state_machine import GoalAction, GoalRole, GoalState
from bot.features.goals.views.history import HISTORY
from bot.features.goals.views.list import ACT, line_text
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirm,
    context,
    divider,
    modal,
    quotation,
    section,
)
from bot.slack.text import harmless

FORM = "goals.form"
CARD = "goals.card"
SHARE = "goals.share"
_INDENT = "\u2003"
# What a click does at once, and what opens a form first; in the order in which the buttons stand.
CLICKS = {
    GoalAction.accept: ("Accept", "primary"),
    GoalAction.withdraw: ("Withdraw", None),
    GoalAction.finish: ("Done", None),
    GoalAction.miss: ("Missed", None),
    GoalAction.reopen: ("Reopen", None),
    GoalAction.drop: ("Drop the goal", "danger"),
}
FORMS = {
    GoalAction.counter: "Counter",
    GoalAction.raise_concern: "Raise a concern",
    GoalAction.answer_concern: "Answer",
    GoalAction.invite: "Invite a coach",
    GoalAction.update: "Report progress",
    GoalAction.edit: "Edit",
}
_ANSWERS = (
    GoalAction.accept,
    GoalAction.counter,
    GoalAction.raise_concern,
    GoalAction.answer_concern,
    GoalAction.invite,
)
_ORDER = (
    *_ANSWERS,
    GoalAction.update,
    GoalAction.finish,
    GoalAction.miss,
    GoalAction.edit,
    GoalAction.withdraw,
    GoalAction.reopen,
    GoalAction.drop,
)
_SURE = {
    GoalAction.drop: confirm(
        "Drop this goal?", "It stays in the history, and can be set again.", yes="Drop the goal"
    ),
    GoalAction.withdraw: confirm("Withdraw it?", "What you offered or asked is taken back.", yes="Withdraw"),
}


def card_message(card: Card, today: date, said: str = "") -> Message:
    """The card as a message; `said` is the outcome of what the viewer did, "" for nothing."""
    return Message(said or title(card.line.goal.title), card_blocks(card, today, said))


def card_modal(card: Card, today: date, said: str = "") -> dict[str, Any]:
    """The card as a modal; `said` as in `card_message`."""
    goal = card.line.goal
    return modal(CARD, window_title(goal), card_blocks(card, today, said), metadata=str(goal.id))


def card_blocks(card: Card, today: date, said: str = "") -> list[Block]:
    """Blocks of the card: outcome, goal, an open offer, why, the goals below, buttons."""
    goal, line = card.line.goal, card.line
    outcome = [section(said)] if said else []
    progress = format_progress(line, today)
    text = f"{heading(goal)}\n{_whose(card)}\n{progress}"
    note = quotation(harmless(card.counter_note, card.names))
    offer = [section(_offer(goal, today)), *note] if goal.counter else []
    alike = titles_alike(each.goal for each in card.below)
    below = [context(line_text(each, today, alike, with_owner=True)) for each in card.below]
    return [
        *outcome,
        section(text),
        *offer,
        *why_blocks(goal, card.above),
        *([divider(), *below] if below else []),
        *_rows(_buttons(card, today)),
    ]


def _whose(card: Card) -> str:
    goal = card.line.goal
    team = f" for {card.team_name}" if card.team_name else ""
    is_proposers = GoalRole.proposer in card.line.roles
    proposer = YOU if is_proposers else card.names.get(goal.proposer_id or "")
    return f"{as_subject(card.line.owner_called)}{team}" + (f", set by {proposer}" if proposer else "")


def _offer(goal: Goal, today: date) -> str:
    asked, offered = goal.agreement.terms, goal.counter or goal.agreement.terms
    return (
        f"*Asked:* {terms_in_words(asked, goal.kind, goal.unit, today)}\n"
        f"*Offered instead:* {terms_in_words(offered, goal.kind, goal.unit, today)}"
    )


def why_blocks(goal: Goal, above: tuple[Goal, ...]) -> list[Block]:
    """Why a goal matters: its reason, and `above`, the goals up to the company's objective."""
    return reason_blocks(goal.why, [each.title for each in above])


def reason_blocks(why: str, chain: Sequence[str]) -> list[Block]:
    """Blocks of a reason and a chain of titles from the nearest goal upwards; none without either."""
    blocks = quotation(harmless(why, {}))
    if chain:
        steps = [f"{_INDENT * depth}↑ {title(text)}" for depth, text in enumerate(chain)]
        blocks.append(context("*Why this matters*\n" + "\n".join(steps)))
    return blocks


def _buttons(card: Card, today: date) -> list[Element]:
    line = card.line
    is_ending = line.goal.state is GoalState.active and line.goal.due <= today
    found = [
        action_button(action, line.goal, "New day" if is_ending and action is GoalAction.edit else "")
        for action in _ORDER
        if line.may(action) and (is_ending or action is not GoalAction.miss)
    ]
    if line.goal.reached_at and card.channel_id and _is_owner(card):
        found.append(button("Tell the team", SHARE, value=str(line.goal.id)))
    return [*found, button("History", HISTORY, value=line.goal.name)]


def _is_owner(card: Card) -> bool:
    return not card.line.roles.isdisjoint({GoalRole.owner, GoalRole.sole_owner})


def action_button(action: GoalAction, goal: Goal, label: str = "") -> Element:
    """The button of an action, with another `label` than its own where one is given.

    It carries the version that the viewer has before their eyes.
    """
    value = f"{goal.id}:{goal.version}"
    if action in CLICKS:
        own, style = CLICKS[action]
        return button(label or own, f"{ACT}:{action.value}", value=value, style=style, ask=_SURE.get(action))
    style = "primary" if action in (GoalAction.update, GoalAction.answer_concern) else None
    return button(label or FORMS[action], f"{FORM}:{action.value}", value=value, style=style)


def _rows(elements: list[Element]) -> list[Block]:
    """Rows of five buttons, as more do not fit side by side."""
    return [actions(*elements[first : first + 5]) for first in range(0, len(elements), 5)]
