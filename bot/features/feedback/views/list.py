"""The lists of feedback, by command and in the App Home. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.common.date_ranges import named_day
from bot.common.dates import write_day
from bot.common.periods import local_day
from bot.features.feedback.rules.facts import (
    ANSWER,
    GIVE,
    GLANCE,
    READ,
    Feedback,
    FeedbackInbox,
    FeedbackRequest,
    Pile,
    Side,
)
from bot.features.feedback.views.feedback import ASK, ICONS, name_in
from bot.features.feedback.views.notices import DECLINE
from bot.framework.pager import NEWER_OLDER, pager_blocks
from bot.slack.blocks import Block, Message, actions, button, context, header, modal, section

PAGES, WITHDRAW = "feedback.page", "feedback.withdraw"
_TITLE = "Feedback"
_HEADS = {Side.inbox: "For you to read", Side.sent: "Written by you"}
_MOST_REQUESTS, _AT_HOME = 10, 3


def inbox_message(inbox: FeedbackInbox, now: datetime, *, is_guest: bool = False) -> Message:
    """Answer to `/feedback`: what waits, and the newest of each list; for guests their inbox alone."""
    if is_guest:
        return Message(_TITLE, [header(_TITLE), *_glance(inbox.inbox, inbox, now)])
    return Message(_TITLE, [header(_TITLE), *_waiting(inbox), *_lists(inbox, now), _buttons()])


def home_blocks(inbox: FeedbackInbox, now: datetime) -> list[Block]:
    """Section of the App Home: who asks, and what is there to read."""
    return [header("Your feedback"), *_waiting(inbox, _AT_HOME), *_glance(inbox.inbox, inbox, now)]


def pile_message(pile: Pile, names: Mapping[str, str], now: datetime) -> Message:
    """One page of `/feedback inbox` or `/feedback sent`; `names` by member id."""
    blocks: list[Block] = [header(f"{_TITLE}: {_HEADS[pile.side].lower()}")]
    blocks += [_row(each, pile, names, now) for each in pile.page.rows]
    if not pile.page.rows:
        blocks.append(context("Nothing yet." if pile.page.total == 0 else "Nothing on this page."))
    blocks += pager_blocks(pile.page, PAGES, lambda number: f"{pile.side.value} {number}", NEWER_OLDER)
    return Message(_TITLE, blocks)


def as_modal(message: Message) -> dict[str, Any]:
    """A list's blocks as a modal, for the App Home, where a message cannot be shown."""
    return modal("feedback.list", _TITLE, message.blocks)


def _waiting(inbox: FeedbackInbox, most: int = _MOST_REQUESTS) -> list[Block]:
    blocks: list[Block] = []
    for each in inbox.to_answer[:most]:
        about = "them" if each.about_id == each.asker_id else name_in(inbox.names, each.about_id)
        text = f":speech_balloon: *{name_in(inbox.names, each.asker_id)}* asks you for feedback about {about}"
        value = str(each.id)
        blocks += [
            section(f"{text}, until {named_day(each.due_on)}."),
            actions(
                button("Answer", ANSWER, value=value, style="primary"),
                button("Decline", DECLINE, value=value),
            ),
        ]
    return [*blocks, *_and_more(len(inbox.to_answer) - most)]


def _and_more(count: int) -> list[Block]:
    return (
        [context(f"And {count} more: answer, decline or withdraw some, and they come up.")]
        if count > 0
        else []
    )


def _lists(inbox: FeedbackInbox, now: datetime) -> list[Block]:
    asked = [_asked(each, inbox) for each in inbox.asked[:_MOST_REQUESTS]]
    asked += _and_more(len(inbox.asked) - _MOST_REQUESTS)
    head = [section("*You wait for*")] if asked else []
    return [*_glance(inbox.inbox, inbox, now), *_glance(inbox.sent, inbox, now), *head, *asked]


def _asked(request: FeedbackRequest, inbox: FeedbackInbox) -> Block:
    who, is_own = name_in(inbox.names, request.asked_id), request.about_id == request.asker_id
    about = "" if is_own else f" about {name_in(inbox.names, request.about_id)}"
    if request.asked_id in inbox.left:
        text = f":wave: {who} has left: no answer{about} will come"
    else:
        text = f":hourglass_flowing_sand: {who}{about}, until {named_day(request.due_on)}"
    return section(text, accessory=button("Withdraw", WITHDRAW, value=str(request.id)))


def _glance(pile: Pile, inbox: FeedbackInbox, now: datetime) -> list[Block]:
    blocks: list[Block] = [section(f"*{_HEADS[pile.side]}*")]
    blocks += [_row(each, pile, inbox.names, now) for each in pile.page.rows]
    if not pile.page.rows:
        hint = " Ask somebody how your last demo was." if pile.side is Side.inbox else ""
        blocks.append(context(f"Nothing yet.{hint}"))
    if pile.page.total > GLANCE:
        more = button(f"All {pile.page.total}", f"{PAGES}:{pile.side.value}", value=f"{pile.side.value} 1")
        blocks.append(actions(more))
    return blocks


def _row(feedback: Feedback, pile: Pile, names: Mapping[str, str], now: datetime) -> Block:
    is_own = feedback.about_id == pile.viewer_id
    words = f"*About {'you' if is_own else name_in(names, feedback.about_id)}*"
    if pile.side is Side.inbox:
        words += f" from {name_in(names, feedback.author_id)}"
    new = " · not read yet" if feedback.id in pile.unread else ""
    day = write_day(local_day(feedback.written_at, pile.zone), local_day(now, pile.zone))
    text = f"{ICONS[feedback.tone]} {words} · {day}{new}"
    return section(text, accessory=button("Read", READ, value=str(feedback.id)))


def _buttons() -> Block:
    return actions(button("Give feedback", GIVE, style="primary"), button("Ask for feedback", ASK))
