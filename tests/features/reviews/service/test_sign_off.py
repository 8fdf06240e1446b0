"""The end of a review: what is signed is what was seen; nobody signs, and it ends all the same."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database
from bot.deliveries.models import Attachment, Delivery
from bot.emulator.block_kit import validate_view
from bot.features.reviews.listeners import reviews as review_listeners
from bot.features.reviews.models import ReviewRow
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.service import action_items, peers, queries
from bot.features.reviews.service import sign_off as review_sign_off
from bot.features.reviews.views.card import card
from tests.contexts import acting
from tests.features.asking import pressed
from tests.features.goals.office import ANA, BEN, COACH, MATE, NORTH, NOW
from tests.features.ledger.office import key
from tests.features.reviews.office import acknowledge, agree, begun, do, share, sign, submit

LATER = NOW + timedelta(days=7)


async def shared(db: Database) -> dict[str, int]:
    """Ana has written about Ben, and shared it."""
    ids = await begun(db)
    for kind, author in (("self", BEN), ("manager", ANA)):
        assert await do(db, submit, ids[kind], author)
    assert await do(db, share, ids["review"], ANA)
    return ids


async def looks(db: Database, review_id: int, who: str, now: datetime = NOW) -> str:
    """The card as somebody sees it."""
    async with db.transaction(NORTH) as transaction:
        view = card(await queries.shown(transaction, review_id, who), now)
    validate_view(view)
    return str(view)


async def test_nobody_signs_what_they_have_not_seen(db: Database) -> None:
    """Ben adds an action while Ana's window is open: she looks again before she signs."""
    ids = await shared(db)
    assert await do(db, acknowledge, ids["review"], BEN)
    assert await do(db, agree, ids["review"], BEN)
    with pytest.raises(BadInput, match="has changed since this was drawn"):
        async with db.transaction(NORTH) as transaction:
            await review_sign_off.sign(acting(transaction, ANA, NOW, key()), ids["review"], [])
    assert await do(db, sign, ids["review"], ANA)


async def test_the_card_is_drawn_anew_for_who_would_sign_it(db: Database) -> None:
    """With what has changed, and a word about it: the next tap signs."""
    ids = await shared(db)
    assert await do(db, acknowledge, ids["review"], BEN)
    assert await do(db, agree, ids["review"], ANA)
    sign_off = review_listeners.ROUTES.actions["reviews.sign"]
    answer = await sign_off(pressed(ANA, "reviews.sign", str(ids["review"])), db)
    assert "has changed since this was drawn" in str(answer)
    assert "Read one book" in str(answer)
    async with db.reading(NORTH) as reading:
        (action,) = await ReviewRepository(reading).actions(ids["review"])
    answer = await sign_off(pressed(ANA, "reviews.sign", f"{ids['review']} {action.id}"), db)
    assert "You signed" in str(answer)


async def test_what_was_agreed_is_taken_back(db: Database) -> None:
    """By either of the two, until one has signed; a goal that it became stays."""
    ids = await shared(db)
    assert await do(db, acknowledge, ids["review"], BEN)
    for _ in range(3):
        assert await do(db, agree, ids["review"], BEN)
    async with db.reading(NORTH) as reading:
        first, second, third = await ReviewRepository(reading).actions(ids["review"])
    assert "Take it back" in await looks(db, ids["review"], ANA)
    async with db.transaction(NORTH) as transaction:
        await action_items.make_goal(acting(transaction, ANA, NOW, key()), third.id)
        assert await action_items.remove(acting(transaction, ANA, NOW, key()), first.id) == ids["review"]
    for action, who in ((third, ANA), (first, ANA), (second, MATE)):
        with pytest.raises(BadInput):
            async with db.transaction(NORTH) as transaction:
                await action_items.remove(acting(transaction, who, NOW, key()), action.id)
    assert await do(db, agree, ids["review"], ANA), "after one that is gone there is a place"
    assert await do(db, sign, ids["review"], BEN)
    with pytest.raises(BadInput, match="It is signed"):
        async with db.transaction(NORTH) as transaction:
            await action_items.remove(acting(transaction, ANA, NOW, key()), second.id)
    assert "Take it back" not in await looks(db, ids["review"], ANA)


async def test_a_review_that_is_never_acknowledged_ends(db: Database) -> None:
    """A week after it was shared the manager may end it; both have the page; nothing is signed."""
    ids = await shared(db)
    assert "End it unsigned" not in await looks(db, ids["review"], ANA)
    assert "End it unsigned" in await looks(db, ids["review"], ANA, LATER)
    assert "End it unsigned" not in await looks(db, ids["review"], BEN, LATER)
    for who, now, refusal in ((ANA, NOW, BadInput), (BEN, LATER, NotAllowed)):
        with pytest.raises(refusal):
            async with db.transaction(NORTH) as transaction:
                await review_sign_off.end(acting(transaction, who, now, key()), ids["review"])
    async with db.transaction(NORTH) as transaction:
        await review_sign_off.end(acting(transaction, ANA, LATER, key()), ids["review"])
    async with db.reading(NORTH) as reading:
        review = await reading.session.get_one(ReviewRow, ids["review"])
        query = select(Delivery).where(Delivery.kind.in_(("reviews.finished", "reviews.waits")))
        told = (await reading.session.scalars(query)).all()
    assert (review.state, review.manager_signed_at) == ("ended unsigned", None)
    assert {(each.target, each.kind, each.state) for each in told} == {
        (BEN, "reviews.finished", "waiting"),
        (ANA, "reviews.finished", "waiting"),
        (BEN, "reviews.waits", "cancelled"),
    }
    assert not await do(db, acknowledge, ids["review"], BEN)


async def test_a_review_that_is_acknowledged_and_never_signed_ends(db: Database) -> None:
    """A week after it was shared, too: the manager waits for no signature for ever."""
    ids = await shared(db)
    assert await do(db, acknowledge, ids["review"], BEN)
    assert "End it unsigned" in await looks(db, ids["review"], ANA, LATER)
    async with db.transaction(NORTH) as transaction:
        await review_sign_off.end(acting(transaction, ANA, LATER, key()), ids["review"])
    async with db.reading(NORTH) as reading:
        assert (await reading.session.get_one(ReviewRow, ids["review"])).state == "ended unsigned"


async def test_the_page_comes_again(db: Database) -> None:
    """For either of the two, whenever they ask; for nobody else, and not before it is over."""
    ids = await shared(db)
    with pytest.raises(BadInput):
        async with db.transaction(NORTH) as transaction:
            await review_sign_off.send_page(acting(transaction, BEN, NOW, key()), ids["review"])
    assert await do(db, acknowledge, ids["review"], BEN)
    for who in (BEN, ANA):
        assert await do(db, sign, ids["review"], who)
    assert "Send me the page" in await looks(db, ids["review"], BEN)
    for who in (BEN, BEN, ANA):
        async with db.transaction(NORTH) as transaction:
            await review_sign_off.send_page(acting(transaction, who, NOW, key()), ids["review"])
    with pytest.raises(BadInput):
        async with db.transaction(NORTH) as transaction:
            await review_sign_off.send_page(acting(transaction, MATE, NOW, key()), ids["review"])
    async with db.reading(NORTH) as reading:
        pages = (await reading.session.scalars(select(Attachment.content))).all()
    assert len(pages) == 5
    assert len(set(pages)) == 1, "the same for both, the same again"


async def test_whom_the_manager_asked_shows_nowhere(db: Database) -> None:
    """Ben names Mate, whom Ana has asked already, and Coach, whom nobody has: he sees no difference."""
    ids = await begun(db)
    assert "Mate" not in await looks(db, ids["review"], BEN)
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, BEN, NOW, key()), ids["review"], [COACH])
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, BEN, NOW, key()), ids["review"], [MATE])
    seen = await looks(db, ids["review"], BEN)
    assert seen.index("Coach, :raising") < seen.index("Mate, :raising"), "by name, not as they were asked"
    for name in ("Mate", "Coach"):
        assert f"Peer: {name}, :raising_hand: named" in seen
        with pytest.raises(BadInput):
            async with db.transaction(NORTH) as transaction:
                await peers.nominate(
                    acting(transaction, BEN, NOW, key()), ids["review"], [f"U0{name.upper()}"]
                )
    assert await do(db, submit, ids["peer"], MATE)
    assert await looks(db, ids["review"], BEN) == seen
    async with db.reading(NORTH) as reading:
        query = select(Delivery.facts).where(Delivery.kind == "reviews.nominated")
        (told,) = await reading.session.scalars(query)
    assert told["peers"] == ["Coach"], "Ana is asked about whom she has not asked"


async def test_whom_the_manager_did_not_choose_can_be_asked_after_all(db: Database) -> None:
    """A box that was not ticked by mistake is no dead end."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, BEN, NOW, key()), ids["review"], [COACH])
    async with db.transaction(NORTH) as transaction:
        await peers.approve(acting(transaction, ANA, NOW, key()), ids["review"], [COACH], [])
    seen = await looks(db, ids["review"], BEN)
    assert "Coach, :heavy_minus_sign: not asked" in seen
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, ANA, NOW, key()), ids["review"], [COACH])
    assert await looks(db, ids["review"], BEN) == seen, "that Ana asks her is Ana's to know"
    async with db.reading(NORTH) as reading:
        assert len(await ReviewPartRepository(reading).open_parts(COACH)) == 1
        query = select(Delivery.target).where(Delivery.kind == "reviews.ask", Delivery.target == COACH)
        assert len((await reading.session.scalars(query)).all()) == 1


async def test_sharing_says_what_is_not_there_yet(db: Database) -> None:
    """The question before it names the parts that are not taken any more."""
    ids = await begun(db)
    assert await do(db, submit, ids["manager"], ANA)
    assert "not taken any more: Self, Upward and Peer" in await looks(db, ids["review"], ANA)
