"""The lists of reviews: who follows which cycle, what a peer may still change, what has no room there."""

from bot.common.date_ranges import DateRange
from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.emulator.block_kit import validate_message, validate_view
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewCycleRow
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import CyclePlan
from bot.features.reviews.service import cycles, lists
from bot.features.reviews.views import list as list_views
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.goals.office import ADA, ANA, BEN, CLEO, EVERYBODY, HEAD, MATE, NORTH, NOW, TODAY
from tests.features.ledger.office import key
from tests.features.members import member
from tests.features.reviews.office import DUE, begun, do, share, submit


async def follows(db: Database, cycle_id: int) -> dict[str, tuple[int, bool]]:
    """Who may look how far a cycle is: of how many reviews, and whether they may change it."""
    found = {}
    for who in EVERYBODY:
        try:
            async with db.reading(NORTH) as reading:
                progress = await lists.progress_of(reading, cycle_id, who)
        except Refusal:
            continue
        found[who] = (len(progress.reviews), progress.is_led)
    return found


async def test_whoever_reviews_somebody_follows_them_to_the_end(db: Database) -> None:
    """Whose team it is by now, who planned it, and whoever reviews one of them: that one alone."""
    ids = await begun(db)
    assert await follows(db, ids["cycle"]) == {ANA: (2, True), ADA: (2, False)}
    async with db.transaction(NORTH) as transaction:
        team = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert team is not None
        await teams.save(
            acting(transaction, ADA, NOW, key()), TeamForm("Enterprise", HEAD, (BEN, MATE)), team.id
        )
        cycle = await transaction.session.get_one(ReviewCycleRow, ids["cycle"])
        cycle.creator_id = CLEO
    assert await follows(db, ids["cycle"]) == {
        ANA: (2, False),
        HEAD: (2, True),
        CLEO: (2, True),
        ADA: (2, False),
    }


async def test_an_admin_learns_nothing_of_their_own_peers(db: Database) -> None:
    """Ben is an admin by now: of his own review the states of peers are left out."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN, is_admin=True)])
    for who, kinds in ((BEN, {"self", "manager", "upward"}), (ADA, {"self", "manager", "upward", "peer"})):
        async with db.reading(NORTH) as reading:
            progress = await lists.progress_of(reading, ids["cycle"], who)
        assert {each.kind for each in progress.parts if each.review_id == ids["review"]} == kinds


async def test_ones_own_cycles_come_first(db: Database) -> None:
    """An admin who leads a team finds its cycle, however many others there are; the rest is a window away."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        support = (await teams.load_org_chart(transaction)).named("Support")
        assert support is not None
        span = DateRange(TODAY, DUE)
        for number in range(100):
            plan = CyclePlan(f"Support {number}", support.id, span, (PartKind.manager,), TODAY, DUE)
            await cycles.plan(acting(transaction, HEAD, NOW, key()), plan)
        await people.keep(transaction, [member(ANA, is_admin=True)])
    async with db.reading(NORTH) as reading:
        inbox = await lists.inbox(reading, ANA)
        archive = await lists.archive(reading, ANA)
    assert inbox.progress[0].cycle.id == ids["cycle"]
    message = list_views.inbox_message(inbox)
    validate_message(message.text, message.blocks)
    assert "All reviews" in str(message.blocks)
    shown = [list_views.archive_view(archive, page) for page in (1, 2)]
    for view in shown:
        validate_view(view)
    assert str(shown).count("reviews.progress") == 101


async def test_a_peer_finds_what_they_wrote(db: Database) -> None:
    """Until it is shared they can change it, as the form told them; then it is gone from their list."""
    ids = await begun(db)
    assert await do(db, submit, ids["peer"], MATE)
    for who, count in ((MATE, 1), (BEN, 0), (ANA, 0)):
        async with db.reading(NORTH) as reading:
            inbox = await lists.inbox(reading, who)
        assert len(inbox.changeable) == count
    async with db.reading(NORTH) as reading:
        message = list_views.inbox_message(await lists.inbox(reading, MATE))
    validate_message(message.text, message.blocks)
    assert "You wrote a few words about *Ben*" in str(message.blocks)
    assert await do(db, submit, ids["peer"], MATE)
    assert await do(db, submit, ids["manager"], ANA)
    assert await do(db, share, ids["review"], ANA)
    async with db.reading(NORTH) as reading:
        assert (await lists.inbox(reading, MATE)).changeable == []
