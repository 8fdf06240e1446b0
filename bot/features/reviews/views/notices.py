"""Notices about reviews as messages, never with a word of the content; pure."""

from collections.abc import Sequence
from typing import Any

from bot.common.date_ranges import named_day
from bot.common.text import listed
from bot.deliveries.notices import (
    InDoubt,
    MessageGroup,
    NoticeKind,
    ReminderRow,
    Reminding,
    Unsolicited,
)
from bot.features.reviews.notices import (
    LateReviews,
    PartToWrite,
    PeersNominated,
    ReviewAcknowledged,
    ReviewFinished,
    ReviewPage,
    ReviewReminder,
    ReviewRequest,
    ReviewsExtended,
    ReviewShared,
    ReviewsToWrite,
    ReviewTalk,
    ReviewWaits,
)
from bot.features.reviews.rules.cycle import APPROVE, DECLINE, OPEN, WRITE
from bot.framework.needs import fitted
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


def _ask(notice: ReviewsToWrite) -> Message:
    return _asking(notice, f":writing_hand: *{notice.cycle}*: please write by {_due(notice)}")


def _remind(notice: ReviewReminder) -> Message:
    return _asking(notice, f":hourglass_flowing_sand: {_is_due(notice)}")


def _reminder(notice: ReviewReminder) -> str:
    return f":hourglass_flowing_sand: {_is_due(notice)}: `/review`"


def _reminder_row(notice: ReviewReminder) -> ReminderRow:
    waiting = [item for item in notice.items if item.state == "open"]
    what_to_write = _what(waiting[0]).replace("*", "") if waiting else notice.cycle
    more = f" and {len(waiting) - 1} more" if len(waiting) > 1 else ""
    text = fitted(what_to_write[:1].upper(), what_to_write[1:], f"{more}, by {_due(notice)}")
    return ReminderRow(text, "Write", WRITE, str(waiting[0].part_id) if waiting else "")


def _reminder_needs(notice: ReviewReminder) -> list[str]:
    return [f"reviews.write:{item.part_id}" for item in notice.items]


def _is_due(notice: ReviewRequest) -> str:
    return f"*{notice.cycle}* is due on {_due(notice)}"


def _extended(notice: ReviewsExtended) -> Message:
    return _asking(notice, f":calendar: More time, until {_due(notice)}: *{notice.cycle}*")


def _due(notice: ReviewRequest) -> str:
    return named_day(notice.due_on)


def _asking(notice: ReviewRequest, head: str) -> Message:
    """One message for all parts of an author; parts that are done have no button."""
    waiting = [_what(item) for item in notice.items if item.state == "open"]
    text = f"{head}: {_some(waiting)}." if waiting else head
    items = notice.items[:_MOST_ITEMS]
    more = len(notice.items) - len(items)
    rest = [context(f"And {more} more: `/review`.")] if more else []
    if not items:
        rest = [context("You have more time: a newer message tells until when.")]
    return Message(text, [section(head), *(block for item in items for block in _item(item)), *rest])


def _what(item: PartToWrite) -> str:
    return what(item.kind, item.person, item.manager)


def _item(item: PartToWrite) -> list[Block]:
    """A part to write, with its buttons; peers may decline."""
    what_to_write = _what(item)
    head = f"{what_to_write[:1].upper()}{what_to_write[1:]}"
    if item.state != "open":
        return [context(f"{head}: {_OUTCOMES.get(item.state, '')}")]
    write = button("Write", WRITE, value=str(item.part_id))
    if item.kind != "peer":
        return [section(head, accessory=write)]
    return [section(head), actions(write, button("Decline", DECLINE, value=str(item.part_id)))]


def _nominated(notice: PeersNominated) -> Message:
    text = f"*{notice.person}* would like to hear from {listed(notice.peers)} in their review."
    value = str(notice.review_id)
    row = actions(
        button("Choose whom to ask", APPROVE, value=value, style="primary"), button("Open", OPEN, value=value)
    )
    return Message(text, [section(text), row])


def _shared(notice: ReviewShared) -> Message:
    text = f":page_facing_up: *{notice.manager}* shared your review: {notice.cycle}."
    return Message(text, [section(text, accessory=_open(notice))])


def _acknowledged(notice: ReviewAcknowledged) -> Message:
    more = " and left a comment" if notice.with_comment else ""
    text = f"*{notice.person}* read their review{more}. It waits for your signatures."
    return Message(text, [section(text, accessory=_open(notice))])


def _waits(notice: ReviewWaits) -> Message:
    text = f":hourglass_flowing_sand: {_waiting(notice)}"
    return Message(text, [section(text, accessory=_open(notice))])


def _reminder_of_wait(notice: ReviewWaits) -> str:
    return f":hourglass_flowing_sand: {_waiting(notice)} `/review`"


def _wait_row(notice: ReviewWaits) -> ReminderRow:
    whose = f"The review of {notice.person.partition(' ')[0]}" if notice.person else "Your review"
    what_for = "waits for your signature" if notice.what == "sign" else "is there to read"
    return ReminderRow(f"{whose} {what_for}", "Open", OPEN, str(notice.review_id))


def _wait_needs(notice: ReviewWaits) -> list[str]:
    return [f"reviews.waits:{notice.review_id}"]


def _waiting(notice: ReviewWaits) -> str:
    whose = f"The review of *{notice.person}*" if notice.person else "Your review"
    what_for = "your signature" if notice.what == "sign" else "you to read and acknowledge it"
    return f"{whose}, *{notice.cycle}*, waits for {what_for}."


def _open(notice: ReviewShared | ReviewAcknowledged | ReviewWaits) -> dict[str, Any]:
    return button("Open", OPEN, value=str(notice.review_id))


def _talk(notice: ReviewTalk) -> Message:
    text = f":speech_balloon: You talk about the review of *{notice.person}* on {notice.when}."
    return Message(text, [section(text)])


def _late(notice: LateReviews) -> Message:
    text = f":hourglass: *{notice.cycle}* is due"
    text += f", and still waits for {_some(notice.late)}." if notice.late else "."
    ready = f"Ready for you to share: {_some(notice.ready)}." if notice.ready else ""
    hint = "`/review` shows how far each is, and gives more time to one person."
    parts = [section(each) for each in (text, ready) if each]
    return Message(f"{text} {ready}".strip(), [*parts, context(hint)])


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return listed([*names[:_MOST_NAMES], f"{more} more"] if more > 0 else names)


def _finished(notice: ReviewPage) -> Message:
    how = "is signed by both" if notice.state == "signed" else "ended without both signatures"
    text = f":white_check_mark: The review of *{notice.person}*, {notice.cycle}, {how}."
    return Message(text, [section(text)])


NOTICES = (
    NoticeKind(ReviewsToWrite, _ask, Unsolicited("Reviews to write", group=MessageGroup.waiting)),
    NoticeKind(
        ReviewReminder,
        _remind,
        Unsolicited("Reminders of reviews", _reminder, group=MessageGroup.reminders),
        reminds=Reminding(_reminder_row, _reminder_needs),
    ),
    NoticeKind(ReviewsExtended, _extended, Unsolicited("More time for reviews")),
    NoticeKind(PeersNominated, _nominated, Unsolicited("Peers for reviews", group=MessageGroup.waiting)),
    NoticeKind(ReviewShared, _shared, Unsolicited("Your review to read", group=MessageGroup.waiting)),
    NoticeKind(ReviewAcknowledged, _acknowledged, Unsolicited("Reviews that were read", is_news=True)),
    NoticeKind(LateReviews, _late, Unsolicited("Late reviews", group=MessageGroup.team)),
    NoticeKind(
        ReviewWaits,
        _waits,
        Unsolicited("Reviews that wait for you", _reminder_of_wait, group=MessageGroup.reminders),
        reminds=Reminding(_wait_row, _wait_needs),
    ),
    NoticeKind(ReviewTalk, _talk),
    NoticeKind(ReviewPage, _finished, when_in_doubt=InDoubt.repeat),
    NoticeKind(
        ReviewFinished,
        _finished,
        Unsolicited("Signed reviews to keep"),
        when_in_doubt=InDoubt.repeat,
    ),
)
