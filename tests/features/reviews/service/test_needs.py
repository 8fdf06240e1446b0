"""What waits for somebody in reviews, from the kick-off to both signatures."""

from datetime import datetime, timedelta

from bot.db.transaction import Database
from bot.features.reviews.service import peers
from bot.features.reviews.service.needs import needs_of
from tests.contexts import acting
from tests.features.goals.office import ADA, ANA, BEN, CLEO, COACH, HEAD, MATE, NORTH, NOW
from tests.features.ledger.office import key
from tests.features.needs.office import needs_by, told
from tests.features.reviews.office import acknowledge, begun, do, share, sign, submit

OWN, UPWARD = "Your own review, by Mon 14 Dec [Write]", "A few words for Ana, by Mon 14 Dec [Write]"
LATE = NOW + timedelta(days=21)


async def of(db: Database, who: str, now: datetime = NOW) -> list[str]:
    """Text and button of each need."""
    return told(await needs_by(db, needs_of, who, now))


async def test_each_writes_their_parts(db: Database) -> None:
    """By day; on the last one it is due."""
    parts = await begun(db)
    assert sorted(await of(db, BEN)) == [UPWARD, OWN]
    assert sorted(await of(db, MATE)) == ["A few words about Ben, by Mon 14 Dec [Write]", UPWARD, OWN]
    assert await of(db, ANA) == [
        "The review of Ben, by Mon 14 Dec [Write]",
        "The review of Mate, by Mon 14 Dec [Write]",
    ]
    needs = await needs_by(db, needs_of, ANA)
    assert [need.about_id for need in needs.values()] == [BEN, MATE]
    assert {need.rank.name for need in needs.values()} == {"write"}
    assert {need.rank.name for need in (await needs_by(db, needs_of, ANA, LATE)).values()} == {"due"}

    assert await do(db, submit, parts["self"], BEN)
    assert await of(db, BEN) == [UPWARD]


async def test_a_review_from_sharing_to_signing(db: Database) -> None:
    """Each step waits for one of the two, and nobody else sees any."""
    parts = await begun(db)
    others = {who: await of(db, who) for who in (ADA, CLEO, HEAD, COACH)}
    assert not any(others.values())

    async def of_ben(who: str, now: datetime = NOW) -> list[str]:
        return [line for line in await of(db, who, now) if "Mate" not in line and "by Mon" not in line]

    assert await do(db, submit, parts["manager"], ANA)
    assert await of_ben(ANA) == []
    assert await of_ben(ANA, LATE + timedelta(days=1)) == ["Ready to share: Ben [Share]"]
    for kind, who in (("self", BEN), ("upward", BEN), ("peer", MATE)):
        assert await do(db, submit, parts[kind], who)
    assert await of_ben(ANA) == ["Ready to share: Ben [Share]"]

    assert await do(db, share, parts["review"], ANA)
    assert (await of_ben(ANA), await of(db, BEN)) == ([], ["Your review is there to read [Open]"])
    assert await do(db, acknowledge, parts["review"], BEN)
    assert await of(db, BEN) == ["Your review waits for your signature [Open]"]
    assert await of_ben(ANA) == ["The review of Ben waits for your signature [Open]"]
    for who in (BEN, ANA):
        assert await do(db, sign, parts["review"], who)
        assert await of_ben(who) == []
    for who, before in others.items():
        assert await of(db, who) == before


async def test_peers_wait_for_the_manager(db: Database) -> None:
    """Until they are approved, or not."""
    parts = await begun(db)
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, BEN, NOW, key()), parts["review"], [COACH])
    line = "Ben names peers for the review [Approve]"
    assert line in await of(db, ANA)
    assert line not in [*await of(db, BEN), *await of(db, COACH), *await of(db, ADA)]

    async with db.transaction(NORTH) as transaction:
        await peers.approve(acting(transaction, ANA, NOW, key()), parts["review"], [COACH], [COACH])
    assert line not in await of(db, ANA)
    assert await of(db, COACH) == ["A few words about Ben, by Mon 14 Dec [Write]"]
