"""Role x door: every door of every feature, tried by everybody who is no ordinary person here."""

from collections.abc import Iterator

import pytest

from bot.common.errors import NotAllowed
from bot.db.transaction import Database
from bot.registry import CATALOG
from bot.slack.form_values import FormValues
from bot.slack.requests import (
    ActionRequest,
    CommandRequest,
    EventRequest,
    Request,
    ShortcutRequest,
    SubmissionRequest,
)
from tests.features.asking import pressed, typed
from tests.features.goals.office import BEN, NORTH, NOW, open_office
from tests.features.ledger.office import key
from tests.features.outsiders import FOR_GUESTS, GUEST, ROLES, becomes, let_in

# What guests may use: their own kudos, goals, check-ins, feedback and reviews, answers that they were asked
# for, their record, and when Pacer may write to them. Giving kudos an admin opens to them.
COMMANDS = {"/pacer", "/kudos", "/goal", "/feedback", "/review"}
WORDS = {"kudos", "goals", "feedback", "review", "record", "me", "snooze", "words"}
EVENTS = {"app_mention", "message", "reaction_added", "reaction_removed", "app_home_opened"}
CLOSED_FEATURES = {
    "calendar",
    "celebrations",
    "contests",
    "evidence",
    "imports",
    "intake",
    "leaderboards",
    "metrics",
    "operations",
    "recognition",
    "schedules",
    "teams",
}
CLOSED = {
    "checkins.help",
    "checkins.keep",
    "checkins.plan",
    "feedback.answer",
    "feedback.answered",
    "feedback.ask",
    "feedback.asked",
    "feedback.choose",
    "feedback.give",
    "feedback.message",
    "feedback.note",
    "feedback.write",
    "kudos.settings",
    "kudos.top:all time",
    "pulse.new",
    "pulse.planned",
    "pulse.show",
    "records.keep",
    "reviews.archive",
    "reviews.cancel",
    "reviews.new",
    "reviews.plan",
    "reviews.progress",
}


def event(kind: str, who: str) -> EventRequest:
    """Somebody does something that Slack tells of."""
    inner = {"type": kind, "tab": "home", "channel": "D1", "text": "", "reaction": "tada"}
    return EventRequest(
        workspace_id=NORTH, actor_id=who, now=NOW, key=key(), type=kind, bot_user_id="U0BOT", event=inner
    )


def submitted(callback_id: str, who: str) -> SubmissionRequest:
    """Somebody sends a form."""
    return SubmissionRequest(
        workspace_id=NORTH,
        actor_id=who,
        now=NOW,
        key=key(),
        callback_id=callback_id,
        metadata="",
        view={},
        values=FormValues({}),
        trigger_id="t",
    )


def used(callback_id: str, who: str) -> ShortcutRequest:
    """Somebody uses a shortcut."""
    return ShortcutRequest(
        workspace_id=NORTH, actor_id=who, now=NOW, key=key(), callback_id=callback_id, trigger_id="t"
    )


def every_door(who: str) -> Iterator[tuple[str, Request]]:
    """One request for each command, button, form, shortcut and event that Slack tells of."""
    for routes in CATALOG.routes:
        yield from ((name, typed(who, name, "")) for name in routes.commands)
        yield from ((name, pressed(who, name, "1")) for name in routes.actions)
        yield from ((name, submitted(name, who)) for name in routes.submissions)
        yield from ((name, used(name, who)) for name in routes.shortcuts)
        yield from ((name, event(name, who)) for name in routes.events)


@pytest.mark.parametrize("role", ROLES)
async def test_no_door_lets_in_who_may_not_act(db: Database, role: str) -> None:
    """Each is refused with a sentence, whoever they once were here; guests have the doors of their own."""
    await open_office(db)
    await becomes(db, BEN, role)
    kinds = set()

    for name, request in every_door(BEN):
        kinds.add(type(request))
        if role == GUEST and name in FOR_GUESTS:
            assert (await let_in(db, request)).is_guest
            continue
        with pytest.raises(NotAllowed) as refusal:
            await let_in(db, request)
        assert str(refusal.value).endswith(".")
        assert "Someone" not in str(refusal.value)
    assert kinds == {CommandRequest, ActionRequest, SubmissionRequest, ShortcutRequest, EventRequest}


def test_what_guests_may_use() -> None:
    """Their own only: boards, directories, settings and what is others' have no door for them."""
    assert {name for name in FOR_GUESTS if name.startswith("/")} == COMMANDS
    assert FOR_GUESTS & {name for routes in CATALOG.routes for name in routes.events} == EVENTS
    assert set() == FOR_GUESTS & CLOSED
    assert {name.partition(".")[0] for name in FOR_GUESTS} & CLOSED_FEATURES == set()
    words = {
        word for routes in CATALOG.routes for word, command in routes.words.items() if command.for_guests
    }
    assert words == WORDS


def test_only_what_exists_is_named_for_guests() -> None:
    """A name that nothing answers would be an opening that nobody sees."""
    assert {name for name, _ in every_door(BEN)} >= FOR_GUESTS
    assert {name for name, _ in every_door(BEN)} >= CLOSED


def test_every_action_that_slack_tells_of_is_asked_for_its_actor() -> None:
    """News are of members that changed, and of nothing that somebody does."""
    news = {name for routes in CATALOG.routes for name in routes.news}
    assert news == {"team_join", "user_change", "dnd_updated_user"}
    assert news & {name for routes in CATALOG.routes for name in routes.events} == set()
    told = {name for routes in CATALOG.routes for name in routes.turned_away}
    assert told == {"app_mention", "reaction_added", "message", "app_home_opened"}
