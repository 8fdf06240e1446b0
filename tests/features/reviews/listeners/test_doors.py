"""Forged buttons and forms: whoever presses them, the use case asks who may."""

from datetime import date
from typing import Any

import pytest

from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.features.feedback.listeners import feedback as feedback_listeners
from bot.features.feedback.models import FeedbackRow
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone
from bot.features.feedback.service import feedback
from bot.features.reviews.listeners import reviews as review_listeners
from bot.features.reviews.models import ReviewPartRow, ReviewRow
from bot.slack.form_values import FormValues
from bot.slack.requests import ActionRequest, SubmissionRequest
from tests.contexts import acting
from tests.features.asking import pressed
from tests.features.goals.office import ADA, BEN, CLEO, HEAD, MATE, NORTH, NOW, open_office
from tests.features.ledger.office import key
from tests.features.reviews.office import agree, begun, do, submit

# Those of nobody in particular, or of what is everybody's own.
OPEN_TO_ALL = {"reviews.new", "reviews.archive", "reviews.archive:previous", "reviews.archive:next"}
STRANGERS = (CLEO, ADA, HEAD, MATE)
OF_A_PART = {
    "reviews.write",
    "reviews.decline",
    "reviews.room",
    "reviews.back",
    "reviews.ground",
    "reviews.ground:newer",
    "reviews.ground:older",
}
FORM = {
    "well:1": "words",
    "actions": "One action",
    "comment": "a comment",
    "what": "words",
    "question": "Which part?",
}

PROGRESS = ("reviews.progress", "reviews.progress:previous", "reviews.progress:next")


def forged(action_id: str, value: str, actor_id: str) -> ActionRequest:
    """A button in the form of a part."""
    view = {"id": "V1", "callback_id": "reviews.written", "private_metadata": value, "type": "modal"}
    return pressed(actor_id, action_id, value, view, {"well:1": {"drafts.typed": {"value": "forged"}}})


def sent(callback_id: str, metadata: str, actor_id: str) -> SubmissionRequest:
    """A form, as if somebody had made it up."""
    state: dict[str, dict[str, dict[str, Any]]] = {
        name: {"x": {"value": text}} for name, text in FORM.items()
    }
    state |= {name: {"x": {"selected_date": "2026-12-30"}} for name in ("due", "day")}
    state["time"] = {"x": {"selected_time": "10:00"}}
    boxes = [{"value": "U0COACH"}]
    state["peers"] = {"x": {"selected_users": ["U0COACH"], "selected_options": boxes}}
    state["tone"] = {"x": {"selected_option": {"value": "praise"}}}
    return SubmissionRequest(
        workspace_id=NORTH,
        actor_id=actor_id,
        now=NOW,
        key=key(),
        callback_id=callback_id,
        metadata=metadata,
        view={"id": "V1", "callback_id": callback_id, "private_metadata": metadata},
        values=FormValues(state),
        trigger_id="t",
    )


async def test_no_button_of_a_review_opens_to_a_stranger(db: Database) -> None:
    """Every action and form there is; a mate who is a peer has their own part, and nothing else."""
    ids = await begun(db)
    assert await do(db, submit, ids["self"], BEN)
    assert await do(db, agree, ids["review"], BEN)
    for action_id, listener in review_listeners.ROUTES.actions.items():
        if action_id in OPEN_TO_ALL:
            continue
        target = ids["self"] if action_id in OF_A_PART else ids["review"]
        values = {
            "reviews.read": f"{ids['review']} {ids['self']}",
            "reviews.read:next": f"{ids['review']} {ids['self']} 2",
            "reviews.read:previous": f"{ids['review']} {ids['self']} 1",
            "reviews.agreed_action": "done 1",
            **dict.fromkeys(PROGRESS, f"{ids['cycle']} 1"),
            "reviews.cancel": str(ids["cycle"]),
        }
        for who in STRANGERS:
            if action_id in PROGRESS and who == ADA:
                continue  # An admin sees states.
            with pytest.raises(Refusal):
                await listener(forged(action_id, values.get(action_id, str(target)), who), db)
    for callback_id, submission in review_listeners.ROUTES.submissions.items():
        target = ids["self"] if callback_id == "reviews.written" else ids["review"]
        for who in STRANGERS:
            if callback_id == "reviews.plan":
                continue
            with pytest.raises(Refusal):
                await submission(sent(callback_id, str(target), who), db)
    await review_listeners.ROUTES.actions["reviews.write"](forged("reviews.write", str(ids["self"]), BEN), db)
    async with db.reading(NORTH) as reading:
        part = await reading.session.get_one(ReviewPartRow, ids["self"])
        review = await reading.session.get_one(ReviewRow, ids["review"])
    assert part.answers == {"well": "Clear demos", "better": "Listening", "next": "Two calls a week"}
    assert (review.state, review.comment, review.talk_at) == ("being written", "", None)
    assert review.due_on < date(2026, 12, 30)


async def test_no_button_of_a_feedback_opens_to_a_stranger(db: Database) -> None:
    """Reading, thanking, sharing, asking back, talking."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        words = FeedbackText(FeedbackTone.praise, "Your demo was clear", may_share=True)
        written = await feedback.give(acting(transaction, MATE, NOW, key()), BEN, words)
    for name in ("read", "thank", "share", "clarify", "discuss", "answer", "decline", "withdraw"):
        action_id = f"feedback.{name}"
        listener = feedback_listeners.ROUTES.actions[action_id]
        for who in (CLEO, ADA, HEAD):
            with pytest.raises(Refusal):
                await listener(forged(action_id, str(written.id), who), db)
    for callback_id in ("feedback.doubt", "feedback.answered"):
        submission = feedback_listeners.ROUTES.submissions[callback_id]
        for who in (CLEO, ADA, HEAD):
            with pytest.raises(Refusal):
                await submission(sent(callback_id, str(written.id), who), db)
    async with db.reading(NORTH) as reading:
        found = await reading.session.get_one(FeedbackRow, written.id)
    assert (found.thanked_at, found.kudos_id) == (None, None)
