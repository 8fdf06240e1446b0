"""The messages that Pacer sends about goals: proposals, answers, concerns, reminders. Pure.

`facts` as `service.notifications` writes them.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.deliveries.notices import NoticeKind, untyped
from bot.features.goals.notices import CONCERN, NEWS, NUDGE, REACHED, WAITS
from bot.features.goals.rules.agreement import Terms, terms_from
from bot.features.goals.rules.facts import OPEN_GOAL
from bot.features.goals.rules.formatting import amount, terms_in_words, title
from bot.features.goals.rules.progress import GoalKind
from bot.features.goals.rules.state_machine import GoalAction, GoalState
from bot.features.goals.views.card import ACT, CLICKS, FORM, FORMS, SHARE, reason_blocks
from bot.slack.blocks import Block, Element, Message, actions, button, context, quotation, section
from bot.slack.text import harmless

_WHAT: Mapping[str, str] = {
    GoalAction.propose: "proposes a goal to you",
    GoalAction.counter: "offers other terms",
    GoalAction.edit: "changed the terms",
    GoalAction.answer_concern: "answered your concern",
    GoalAction.reopen: "asks to take it up again",
    GoalAction.accept: "accepted",
    GoalAction.withdraw: "withdrew",
    GoalAction.drop: "dropped",
    GoalAction.finish: "marked as done",
    GoalAction.miss: "closed as missed",
}

_OUTCOMES: Mapping[str, str] = {
    GoalAction.accept: "accepted it.",
    GoalAction.counter: "offered other terms.",
    GoalAction.raise_concern: "raised a concern.",
    GoalAction.answer_concern: "answered.",
    GoalAction.invite: "invited a coach: it goes on in a new conversation.",
    GoalAction.withdraw: "took it back.",
    GoalAction.edit: "changed the terms.",
    GoalAction.drop: "dropped it.",
    GoalAction.miss: "closed it.",
    GoalAction.finish: "marked it as done.",
}


def waits(facts: Mapping[str, Any]) -> Message:
    """To whoever has to answer: the terms, why they matter, and the buttons; the outcome once answered."""
    text = _waits_line(facts)
    return Message(
        text,
        [
            section(f":dart: {text}"),
            section(_terms(facts)),
            *_why(facts),
            *_note(facts),
            _outcome(facts) or actions(*_answers(facts)),
        ],
    )


def _outcome(facts: Mapping[str, Any]) -> Block | None:
    """Line in place of the buttons once it is answered; None before."""
    if not facts["outcome"]:
        return None
    return context(f"{facts['by']} {_OUTCOMES[facts['outcome']]}")


def _waits_line(facts: Mapping[str, Any]) -> str:
    team = f" (for {facts['team']})" if facts["team"] else ""
    return f"*{facts['actor']}* {_WHAT[facts['deed']]}: {_name(facts)}{team}"


def _name(facts: Mapping[str, Any]) -> str:
    return f"*{facts['name']}* {title(facts['terms']['title'])}"


def _terms(facts: Mapping[str, Any]) -> str:
    asked = _in_words(facts, terms_from(facts["terms"]))
    if not facts["counter"]:
        return f"*{asked}*"
    return f"*Asked:* {asked}\n*Offered instead:* {_in_words(facts, terms_from(facts['counter']))}"


def _in_words(facts: Mapping[str, Any], terms: Terms) -> str:
    return terms_in_words(terms, GoalKind(facts["kind"]), facts["unit"], date.fromisoformat(facts["today"]))


def _why(facts: Mapping[str, Any]) -> list[Block]:
    return reason_blocks(facts["why"], [(name, text) for name, text in facts["above"]])


def _note(facts: Mapping[str, Any]) -> list[Block]:
    return quotation(harmless(facts["note"], facts["names"]))


def _answers(facts: Mapping[str, Any]) -> list[Element]:
    actions = [GoalAction.accept, GoalAction.counter]
    actions += (
        [GoalAction.raise_concern] if facts["state"] == GoalState.proposed.value else [GoalAction.withdraw]
    )
    return [_button(action, facts) for action in actions]


def _button(action: GoalAction, facts: Mapping[str, Any]) -> Element:
    value = f"{facts['id']}:{facts['version']}"
    if action in CLICKS:
        label, style = CLICKS[action]
        return button(label, f"{ACT}:{action.value}", value=value, style=style)
    return button(FORMS[action], f"{FORM}:{action.value}", value=value)


def told(facts: Mapping[str, Any]) -> Message:
    """To the other side: what was done with the goal."""
    text = f"{_DONE_SIGNS.get(facts['deed'], ':dart:')} {told_line(facts)}"
    return Message(text, [section(text), *_note(facts), actions(_open(facts))])


_DONE_SIGNS: Mapping[str, str] = {
    GoalAction.accept: ":handshake:",
    GoalAction.finish: ":white_check_mark:",
    GoalAction.drop: ":wastebasket:",
}


def told_line(facts: Mapping[str, Any]) -> str:
    """What was done with the goal, as one line of a digest."""
    return f"*{facts['actor']}* {_WHAT[facts['deed']]}: {_name(facts)}"


def _open(facts: Mapping[str, Any]) -> Element:
    return button("Open", OPEN_GOAL, value=str(facts["id"]))


def concern(facts: Mapping[str, Any]) -> Message:
    """In the group conversation about a concern: its words, the terms, and the buttons while it is open."""
    what = {
        GoalAction.raise_concern: "has a concern about",
        GoalAction.answer_concern: "answers the concern about",
        GoalAction.invite: "invites a coach to talk about",
    }[GoalAction(facts["deed"])]
    text = f"*{facts['actor']}* {what} {_name(facts)}"
    buttons = [
        _button(action, facts)
        for action in (GoalAction.answer_concern, GoalAction.invite, GoalAction.withdraw)
    ]
    is_open = facts["state"] == GoalState.concern.value
    outcome = _outcome(facts)
    return Message(
        text,
        [
            section(f":speech_balloon: {text}"),
            *_note(facts),
            section(_terms(facts)),
            *_why(facts),
            *([outcome or actions(*buttons)] if is_open else []),
            context("Only the people of this conversation can read it. Talk it over right here."),
        ],
    )


def nudge(facts: Mapping[str, Any]) -> Message:
    """The question again, once, after two working days without an answer."""
    text = nudge_line(facts)
    is_concern = facts["state"] == GoalState.concern.value
    buttons = [_button(GoalAction.answer_concern, facts)] if is_concern else _answers(facts)
    headline = section(f":hourglass_flowing_sand: {text}")
    return Message(text, [headline, section(_terms(facts)), actions(*buttons)])


def nudge_line(facts: Mapping[str, Any]) -> str:
    """The repeated question as one line of a digest."""
    other = facts["proposer"] if facts["state"] == GoalState.proposed.value else facts["owner"]
    return f"{other} still waits for your answer on {_name(facts)}"


def reached(facts: Mapping[str, Any]) -> Message:
    """To the owner, once: whether the team hears of it is theirs to decide."""
    text = f":tada: You reached {_name(facts)}: {_reached_amount(facts)}"
    buttons = [_open(facts)]
    if facts["outcome"]:
        where = [context(f":loudspeaker: You told the team in <#{facts['channel']}>.")]
    elif facts["channel"]:
        buttons = [button("Tell the team", SHARE, value=str(facts["id"]), style="primary"), *buttons]
        where = [context(f"Nobody else is told, unless you tell the team in <#{facts['channel']}>.")]
    else:
        where = []
    return Message(text, [section(text), actions(*buttons), *where])


def reached_line(facts: Mapping[str, Any]) -> str:
    """A reached goal as one line of a digest."""
    return f":tada: You reached {_name(facts)}"


def _reached_amount(facts: Mapping[str, Any]) -> str:
    kind, current = GoalKind(facts["kind"]), Decimal(facts["current"])
    return "it is there." if kind is GoalKind.milestone else f"{amount(current, kind, facts['unit'])}."


KINDS: dict[str, NoticeKind[Any]] = {
    WAITS: untyped(waits, "Goals that wait for your answer"),
    NEWS: untyped(told, "What happens to your goals", told_line),
    CONCERN: untyped(concern),
    NUDGE: untyped(nudge, "Reminders of unanswered goals", nudge_line),
    REACHED: untyped(reached, "Goals you reached", reached_line),
}
