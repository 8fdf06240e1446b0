"""Somebody leaves the company: nothing is asked of them, nobody writes for them, and it is said."""

import pytest
from sqlalchemy import delete

from bot.common.errors import BadInput
from bot.features.feedback.listeners.feedback import ROUTES, on_command
from bot.features.feedback.service import feedback, lists, requests
from bot.features.feedback.views.list import inbox_message
from bot.features.people.models import Member
from bot.features.people.service import members as people
from bot.framework.context import Contexts
from bot.slack.responses import OpenModal
from tests.contexts import acting
from tests.features.asking import pressed, typed
from tests.features.feedback.office import ADVICE, asked, wrote
from tests.features.goals.office import ANA, BEN, CLEO, MATE, NORTH, NOW, open_office, outgoing
from tests.features.ledger.office import key
from tests.features.members import member


async def leaves(db: Contexts, who: str) -> None:
    """Slack tells that somebody is deactivated."""
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who, is_deactivated=True)])


async def shown(db: Contexts, feedback_id: int) -> str:
    """A feedback as Ben sees it."""
    answer = await ROUTES.actions["feedback.read"](pressed(BEN, "feedback.read", str(feedback_id)), db)
    assert isinstance(answer, OpenModal)
    return str(answer.view)


async def test_a_writer_who_left_is_asked_nothing(db: Contexts) -> None:
    """The buttons are gone; who had the window open already is told, and keeps what they typed."""
    await open_office(db)
    written = await wrote(db)
    assert "Ask what is meant" in await shown(db, written)
    await leaves(db, MATE)
    for gone in ("Ask what is meant", "Talk about it"):
        assert gone not in await shown(db, written)
    for action in ("feedback.clarify", "feedback.discuss"):
        with pytest.raises(BadInput, match="Mate has left"):
            await ROUTES.actions[action](pressed(BEN, action, str(written)), db)
    with pytest.raises(BadInput, match="Mate has left"):
        async with db.transaction(NORTH) as transaction:
            await feedback.clarify(acting(transaction, BEN, NOW, key()), written, "Which part?")
    assert "feedback.talk" not in {kind for kind, _, _ in await outgoing(db)}


async def test_a_manager_who_left_is_no_reader(db: Contexts) -> None:
    """Nobody is told that they would see it, nor does a form that named them before go through."""
    await open_office(db)
    await leaves(db, ANA)
    form = await on_command(typed(MATE, "/feedback", f"<@{BEN}>"), db)
    assert "Only Ben will see this." in str(form)
    assert "Ben and Ana" not in str(form)
    with pytest.raises(BadInput, match="Ana has left") as refusal:
        await wrote(db, for_manager=True)
    assert refusal.value.field == "audience"


async def test_whoever_asked_has_left(db: Contexts) -> None:
    """Nobody answers into the void, or is reminded; the question says that it is over."""
    await open_office(db)
    (request,) = await asked(db, ANA, BEN, MATE)
    (other,) = await asked(db, BEN, BEN, ANA)
    await leaves(db, ANA)
    with pytest.raises(BadInput, match="Ana has left"):
        async with db.transaction(NORTH) as transaction:
            await requests.answer(acting(transaction, MATE, NOW, key()), request, ADVICE)
    with pytest.raises(BadInput, match="Ana has left"):
        await ROUTES.actions["feedback.answer"](pressed(MATE, "feedback.answer", str(request)), db)
    async with db.transaction(NORTH) as transaction:
        assert await requests.of_leavers(transaction, NOW) == [request]
        await requests.let_go(acting(transaction, "", NOW), request)
        assert await requests.of_leavers(transaction, NOW) == []
        inbox = await lists.inbox(transaction, BEN)
    assert [each.id for each in inbox.asked] == [other]
    assert "Ana has left: no answer will come" in str(inbox_message(inbox, NOW))
    states = {(who, state) for kind, who, state in await outgoing(db) if kind == "feedback.chased"}
    assert states == {(MATE, "cancelled"), (ANA, "waiting")}


async def test_who_is_not_known_any_more_counts_as_gone(db: Contexts) -> None:
    """Without their row a writer is asked nothing, a manager reads nothing, an asker waits for nothing."""
    await open_office(db)
    written = await wrote(db)
    (request,) = await asked(db, ANA, BEN, CLEO)
    async with db.transaction(NORTH) as transaction:
        await transaction.session.execute(
            delete(Member).where(Member.workspace_id == NORTH, Member.user_id.in_([MATE, ANA]))
        )
    assert "Ask what is meant" not in await shown(db, written)
    form = str(await on_command(typed(CLEO, "/feedback", f"<@{BEN}>"), db))
    assert "Only Ben will see this." in form
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="nobody would read it"):
            await feedback.clarify(acting(transaction, BEN, NOW, key()), written, "Which part?")
        with pytest.raises(BadInput, match="has left"):
            await feedback.give(acting(transaction, CLEO, NOW, key()), BEN, ADVICE, named_id=ANA)
        with pytest.raises(BadInput, match="nobody would read it"):
            await requests.answer(acting(transaction, CLEO, NOW, key()), request, ADVICE)
        assert await requests.of_leavers(transaction, NOW) == [request]
        assert (await lists.inbox(transaction, CLEO)).left == {ANA}
    assert "feedback.talk" not in {kind for kind, _, _ in await outgoing(db)}
