"""Buttons of a review's card, and the menu beside an agreed action; pure."""

from collections import Counter
from datetime import datetime

from bot.common.text import listed
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import APPROVE, ENDED, FINISHED_STATES, PartState, ReviewState, may_end
from bot.features.reviews.rules.facts import Review, ReviewAction, VisibleReview, may_agree
from bot.slack.blocks import Element, button, confirm, option, overflow

SHARE, SIGN, END, PAGE, AGREED = (
    "reviews.share",
    "reviews.sign",
    "reviews.end",
    "reviews.page",
    "reviews.agreed_action",
)
PEERS, TIME, MORE, AGREE, ACKNOWLEDGE = (
    "reviews.peers",
    "reviews.time",
    "reviews.more",
    "reviews.agree",
    "reviews.acknowledge",
)
DONE, GOAL, COACHING, REMOVE, HELP = "done", "goal", "coaching", "remove", "help"
PARTS = {PartKind.own: "Self", PartKind.manager: "Manager", PartKind.peer: "Peer", PartKind.upward: "Upward"}


def menu(review: Review, action: ReviewAction) -> Element:
    """Overflow menu beside an agreed action, with what may be done with it now."""
    options = [option("Open again" if action.is_done else "Done", f"{DONE} {action.id}")]
    if action.goal_id is None:
        options.append(option("Make it a goal", f"{GOAL} {action.id}"))
        if action.coaching_action_id is None:
            options.append(option("Make it a coaching action", f"{COACHING} {action.id}"))
        if may_agree(review):
            options.append(option("Take it back", f"{REMOVE} {action.id}"))
    if not action.is_done:
        options.append(option("What helps with it", f"{HELP} {action.id}"))
    return overflow(AGREED, options)


def review_buttons(shown: VisibleReview, now: datetime) -> list[Element]:
    """The buttons that the viewer may use on this review now."""
    review, state = shown.review, ReviewState(shown.review.state)
    value = str(review.id)
    if state in FINISHED_STATES:
        return [button("Send me the page", PAGE, value=value)]
    row = _while_it_is_written(shown) if state is ReviewState.writing else []
    if shown.is_manager and state not in ENDED:
        row.append(button("Set the talk", TIME, value=value))
    if may_agree(review):
        row.append(button("Agree actions", AGREE, value=value))
    if state is ReviewState.shared and shown.is_person:
        row.append(button("Acknowledge", ACKNOWLEDGE, value=value, style="primary"))
    own = review.person_signed_at if shown.is_person else review.manager_signed_at
    if state is ReviewState.acknowledged and own is None:
        row.append(button("Sign off", SIGN, value=_signed(shown), style="primary"))
    if shown.is_manager and may_end(state, review.shared_at, now):
        ask = confirm("End it?", "It ends without both signatures. What is written stays.", yes="End it")
        row.append(button("End it unsigned", END, value=value, ask=ask))
    return row


def _signed(shown: VisibleReview) -> str:
    """Value of the sign button: ids of the review and of the actions shown, which `sign` compares."""
    return " ".join(str(each) for each in (shown.review.id, *(action.id for action in shown.actions)))


def _while_it_is_written(shown: VisibleReview) -> list[Element]:
    value, row = str(shown.review.id), []
    if PartKind.peer.value in shown.cycle.parts:
        row.append(button("Name peers", PEERS, value=value))
    if not shown.is_manager:
        return row
    if any(each.state == PartState.nominated.value for each in shown.parts):
        row.append(button("Approve peers", APPROVE, value=value))
    row.append(button("More time", MORE, value=value))
    is_ready = any(
        each.kind == PartKind.manager.value and each.state == PartState.submitted.value
        for each in shown.parts
    )
    ask = confirm("Share it?", _share_question(shown), yes="Share")
    row.append(button("Share", SHARE, value=value, style="primary" if is_ready else None, ask=ask))
    return row


def _share_question(shown: VisibleReview) -> str:
    """The question before sharing: what it means for those who still write."""
    waiting = (PartState.open.value, PartState.nominated.value)
    missing = Counter(PARTS[PartKind(each.kind)] for each in shown.parts if each.state in waiting)
    text = "The words stay as they are from then on."
    if missing:
        parts = listed([name if number == 1 else f"{number} × {name}" for name, number in missing.items()])
        text = f"Not submitted yet, and not taken any more: {parts}. {text}"
    return text
