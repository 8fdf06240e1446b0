"""Notices about reviews as messages, never with a word of the content; pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.common.date_ranges import short_day
from bot.common.text import listed
from bot.deliveries.notices import NoticeKind, untyped
from bot.features.reviews.notices import (
    ACKNOWLEDGED,
    ASK,
    EXTENDED,
    FINISHED,
    LATE,
    NOMINATED,
    PAGE,
    REMIND,
    SHARED,
    TALK,
    WAITS,
)
from bot.features.reviews.rules.cycle import APPROVE, DECLINE, OPEN, WRITE
from bot.slack.blocks import Block, Message, actions, button, context, section

_MOST_ITEMS, _MOST_NAMES = 20, 10
_OUTCOMES = {
    "submitted": ":white_check_mark: submitted",
    "declined": ":heavy_minus_sign: declined",
    "refused": ":heavy_minus_sign: not needed any more",
    "cancelled": ":heavy_minus_sign: not needed any more",
}


def what(kind: str, person: str, manager: str) -> str:
    """What an author is to write, in words."""
    return {
        "self": "your own review",
        "manager": f"the review of *{person}*",
        "peer": f"a few words about *{person}*",
        "upward": f"a few words for your manager, *{manager}*",
    }[kind]


def _ask(facts: Mapping[str, Any]) -> Message:
    return _asking(facts, f":writing_hand: *{facts['cycle']}*: please write by {_due(facts)}")


def _remind(facts: Mapping[str, Any]) -> Message:
    return _asking(facts, f":hourglass_flowing_sand: {_is_due(facts)}")


def _reminder(facts: Mapping[str, Any]) -> str:
    return f":hourglass_flowing_sand: {_is_due(facts)}: `/review`"


def _is_due(facts: Mapping[str, Any]) -> str:
    return f"*{facts['cycle']}* is due on {_due(facts)}"


def _extended(facts: Mapping[str, Any]) -> Message:
    return _asking(facts, f":calendar: More time, until {_due(facts)}: *{facts['cycle']}*")


def _due(facts: Mapping[str, Any]) -> str:
    return short_day(date.fromisoformat(facts["due"]))


def _asking(facts: Mapping[str, Any], head: str) -> Message:
    """One message for all parts of an author; parts that are done have no button."""
    waiting = [_what(item) for item in facts["items"] if item["state"] == "open"]
    text = f"{head}: {_some(waiting)}." if waiting else head
    items = facts["items"][:_MOST_ITEMS]
    more = len(facts["items"]) - len(items)
    rest = [context(f"And {more} more: `/review`.")] if more else []
    if not items:
        rest = [context("You have more time: a newer message tells until when.")]
    return Message(text, [section(head), *(block for item in items for block in _item(item)), *rest])


def _what(item: Mapping[str, Any]) -> str:
    return what(item["kind"], item["person"], item["manager"])


def _item(item: Mapping[str, Any]) -> list[Block]:
    """A part to write, with its buttons; peers may decline."""
    what_to_write = _what(item)
    head = f"{what_to_write[:1].upper()}{what_to_write[1:]}"
    if item["state"] != "open":
        return [context(f"{head}: {_OUTCOMES.get(item['state'], '')}")]
    write = button("Write", WRITE, value=str(item["part"]))
    if item["kind"] != "peer":
        return [section(head, accessory=write)]
    return [section(head), actions(write, button("Decline", DECLINE, value=str(item["part"])))]


def _nominated(facts: Mapping[str, Any]) -> Message:
    text = f"*{facts['person']}* would like to hear from {listed(facts['peers'])} in their review."
    value = str(facts["review"])
    row = actions(
        button("Choose whom to ask", APPROVE, value=value, style="primary"),
        button("Open", OPEN, value=value),
    )
    return Message(text, [section(text), row])


def _shared(facts: Mapping[str, Any]) -> Message:
    text = f":page_facing_up: *{facts['manager']}* shared your review: {facts['cycle']}."
    return Message(text, [section(text, accessory=_open(facts))])


def _acknowledged(facts: Mapping[str, Any]) -> Message:
    more = " and left a comment" if facts["with_comment"] else ""
    text = f"*{facts['person']}* read their review{more}. It waits for your signatures."
    return Message(text, [section(text, accessory=_open(facts))])


def _waits(facts: Mapping[str, Any]) -> Message:
    text = f":hourglass_flowing_sand: {_waiting(facts)}"
    return Message(text, [section(text, accessory=_open(facts))])


def _reminder_of_wait(facts: Mapping[str, Any]) -> str:
    return f":hourglass_flowing_sand: {_waiting(facts)} `/review`"


def _waiting(facts: Mapping[str, Any]) -> str:
    whose = f"The review of *{facts['person']}*" if facts["person"] else "Your review"
    what_for = "your signature" if facts["what"] == "sign" else "you to read and acknowledge it"
    return f"{whose}, *{facts['cycle']}*, waits for {what_for}."


def _open(facts: Mapping[str, Any]) -> dict[str, Any]:
    return button("Open", OPEN, value=str(facts["review"]))


def _talk(facts: Mapping[str, Any]) -> Message:
    # Slack shows the time in the zone of whoever looks.
    at = f"<!date^{facts['at']}^{{date_long_pretty}} at {{time}}|at the time you agreed>"
    text = f":speech_balloon: You talk about the review of *{facts['person']}* {at}."
    return Message(text, [section(text)])


def _late(facts: Mapping[str, Any]) -> Message:
    text = f":hourglass: *{facts['cycle']}* is due"
    text += f", and still waits for {_some(facts['late'])}." if facts["late"] else "."
    ready = f"Ready for you to share: {_some(facts['ready'])}." if facts["ready"] else ""
    hint = "`/review` shows how far each is, and gives more time to one person."
    parts = [section(each) for each in (text, ready) if each]
    return Message(f"{text} {ready}".strip(), [*parts, context(hint)])


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return listed([*names[:_MOST_NAMES], f"{more} more"] if more > 0 else names)


def _finished(facts: Mapping[str, Any]) -> Message:
    how = "is signed by both" if facts["state"] == "signed" else "ended without both signatures"
    text = f":white_check_mark: The review of *{facts['person']}*, {facts['cycle']}, {how}."
    return Message(text, [section(text)])


KINDS: dict[str, NoticeKind[Any]] = {
    ASK: untyped(_ask, "Reviews to write"),
    REMIND: untyped(_remind, "Reminders of reviews", _reminder),
    EXTENDED: untyped(_extended, "More time for reviews"),
    NOMINATED: untyped(_nominated, "Peers for reviews"),
    SHARED: untyped(_shared, "Your review to read"),
    ACKNOWLEDGED: untyped(_acknowledged, "Reviews that were read"),
    LATE: untyped(_late, "Late reviews"),
    WAITS: untyped(_waits, "Reviews that wait for you", _reminder_of_wait),
    TALK: untyped(_talk),
    PAGE: untyped(_finished),
    FINISHED: untyped(_finished, "Signed reviews to keep"),
}
