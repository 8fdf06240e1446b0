"""The changes of a goal, in words. Pure."""

from datetime import date
from decimal import Decimal
from typing import Any

from bot.common.dates import write_day
from bot.features.goals.rules.facts import GoalChange, History
from bot.features.goals.rules.formatting import amount, heading, title
from bot.features.goals.rules.progress import GoalKind
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.views.list import typed
from bot.framework.pager import NEWER_OLDER, pager
from bot.slack.blocks import Message, actions, section
from bot.slack.text import harmless, packed, quoted

HISTORY, HISTORY_PAGE = "goals.history", "goals.more"


def history_message(history: History, today: date) -> Message:
    """Answer to `/goal history G4`: a page of changes, the newest first."""
    name = f"What happened to {title(history.goal.title)}"
    lines = [_change(change, history, today) for change in history.page.rows]
    buttons = pager(history.page, HISTORY_PAGE, typed(history.goal.name), NEWER_OLDER)
    body = [section(text) for text in packed(lines)]
    return Message(name, [section(heading(history.goal)), *body, *([actions(*buttons)] if buttons else [])])


_ACTIONS = {
    GoalAction.propose: "set it",
    GoalAction.accept: "accepted",
    GoalAction.counter: "countered",
    GoalAction.raise_concern: "raised a concern",
    GoalAction.answer_concern: "answered the concern",
    GoalAction.invite: "invited a coach",
    GoalAction.withdraw: "withdrew",
    GoalAction.edit: "changed the terms",
    GoalAction.arrange: "changed",
    GoalAction.update: "reported",
    GoalAction.finish: "marked it as done",
    GoalAction.drop: "dropped it",
    GoalAction.miss: "marked it as missed",
    GoalAction.reopen: "reopened it",
    GoalAction.begin: "let it begin",
}
_NAMES = {
    "title": "name",
    "start": "start",
    "target": "target",
    "begins": "begins",
    "due": "due",
    "current": "now",
    "health": "says",
    "why": "why",
    "private": "private",
    "parent_id": "above",
    "roll_up": "counts",
    "weight": "weight",
    "offered_title": "offers the name",
    "offered_target": "offers target",
    "offered_due": "offers due",
}


def _change(change: GoalChange, history: History, today: date) -> str:
    who = history.names.get(change.actor_id or "", "Pacer")
    is_first = change.action == GoalAction.propose.value
    what = (
        []
        if is_first
        else [_difference(name, change, history, today) for name in change.new if name in _NAMES]
    )
    note = "\n" + quoted(harmless(change.note, history.names)) if change.note else ""
    said = ": " + "; ".join(what) if what else ""
    return f"{history.clock.write(change.at)}  *{who}* {_ACTIONS[GoalAction(change.action)]}{said}{note}"


def _difference(name: str, change: GoalChange, history: History, today: date) -> str:
    old, new = (_value(name, side.get(name), history, today) for side in (change.old, change.new))
    return f"{_NAMES[name]} {new}" if old == "none" else f"{_NAMES[name]} {old} → {new}"


def _value(name: str, value: Any, history: History, today: date) -> str:
    goal = history.goal
    if value is None or value == "":
        return "none"
    if name == "parent_id":
        parent = history.parents.get(value)
        return f"{parent.name} {title(parent.title)}" if parent else "another goal"
    if name.removeprefix("offered_") in ("start", "target", "current"):
        return amount(Decimal(value), goal.kind, "" if goal.kind is GoalKind.number else goal.unit)
    if name.removeprefix("offered_") in ("begins", "due"):
        return write_day(date.fromisoformat(value), today)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return harmless(str(value), {})
