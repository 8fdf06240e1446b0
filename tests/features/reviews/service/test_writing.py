"""Reviews on a real database: every role at every action, what is read, what a draft may tell."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from bot.common.errors import BadInput, Refusal
from bot.db.transaction import Database, Transaction
from bot.deliveries.models import Delivery
from bot.features.drafts import service as drafts
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone
from bot.features.feedback.service import feedback
from bot.features.people.service import members as people
from bot.features.reviews.models import ReviewRow
from bot.features.reviews.repository.cycles import ReviewCycleRepository
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.cycle import PART_FORM
from bot.features.reviews.service import (
    action_items,
    lists,
    peers,
    queries,
    records,
    sign_off,
    transitions,
    writing,
)
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    COACH,
    EVERYBODY,
    HEAD,
    MATE,
    NORTH,
    NOW,
    TODAY,
)
from tests.features.ledger.office import key
from tests.features.reviews.office import (
    DUE,
    WORDS,
    ReviewCall,
    acknowledge,
    agree,
    approve,
    begun,
    cancel,
    do,
    extend,
    leaves,
    look,
    nominate,
    share,
    sign,
    submit,
)

CALLS: tuple[tuple[str, str, ReviewCall, frozenset[str]], ...] = (
    ("open it", "review", look, frozenset({BEN, ANA})),
    ("write the self part", "self", submit, frozenset({BEN})),
    ("write the upward part", "upward", submit, frozenset({BEN})),
    ("write the manager's part", "manager", submit, frozenset({ANA})),
    ("write the peer's part", "peer", submit, frozenset({MATE})),
    ("give more time", "review", extend, frozenset({ANA})),
    ("name peers", "review", nominate, frozenset({BEN, ANA})),
    ("approve peers", "review", approve, frozenset({ANA})),
    ("agree actions", "review", agree, frozenset({BEN, ANA})),
    ("share", "review", share, frozenset({ANA})),
    ("acknowledge", "review", acknowledge, frozenset({BEN})),
    ("sign", "review", sign, frozenset({BEN, ANA})),
)


async def test_every_role_at_every_action(db: Database) -> None:
    """In the order of a review: strangers are refused first, then those who may do it."""
    ids = await begun(db)
    for name, target, action, allowed in CALLS:
        for who in EVERYBODY:
            if who not in allowed:
                assert not await do(db, action, ids[target], who), (name, who)
        for who in sorted(allowed):
            assert await do(db, action, ids[target], who), (name, who)
    assert not await do(db, submit, ids["manager"], ANA), "signed words stay"
    for who in EVERYBODY:
        assert await do(db, cancel, ids["cycle"], who) is (who == ANA)


async def readable(db: Database, review_id: int) -> dict[str, set[str]]:
    """Who of those who are here can read which part now, by opening it, and by exporting."""
    found: dict[str, set[str]] = {}
    for who in EVERYBODY:
        async with db.transaction(NORTH) as transaction:
            if (await people.person(transaction, who)).is_deactivated:
                continue
            try:
                seen = {each.kind for each in (await queries.shown(transaction, review_id, who)).readable}
            except Refusal:
                seen = set()
            record = await records.record_of(transaction, who, NOW)
            exported = {part["part"] for each in record["reviews"] for part in each["parts"]}
        assert exported == seen
        for kind in seen:
            found.setdefault(kind, set()).add(who)
    return found


async def test_who_reads_which_part_when(db: Database) -> None:
    """Through the doors, as the table says; the author of a peer's part has no door to the review itself."""
    ids = await begun(db)
    assert await readable(db, ids["review"]) == {}
    for kind, author in (("self", BEN), ("upward", BEN), ("manager", ANA), ("peer", MATE)):
        assert await do(db, submit, ids[kind], author)
    assert await readable(db, ids["review"]) == {
        "self": {BEN, ANA},
        "upward": {BEN},
        "manager": {ANA},
        "peer": {ANA},
    }
    assert await do(db, share, ids["review"], ANA)
    shared = {"self": {BEN, ANA}, "upward": {BEN, ANA}, "manager": {BEN, ANA}, "peer": {ANA}}
    assert await readable(db, ids["review"]) == shared
    async with db.transaction(NORTH) as transaction:
        team = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert team is not None
        await teams.save(
            acting(transaction, ADA, NOW, key()), TeamForm("Enterprise", HEAD, (BEN, MATE)), team.id
        )
    assert await readable(db, ids["review"]) == shared


async def test_a_draft_tells_neither_what_the_other_was_not_told(db: Database) -> None:
    """Ana's notes are hers, Hugo's words to Ben are Ben's: only what both may see stands in a draft."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        both = FeedbackText(FeedbackTone.praise, "Your demo was clear")
        await feedback.give(acting(transaction, MATE, NOW, key()), BEN, both, named_id=ANA)
        alone = FeedbackText(FeedbackTone.praise, "Told to Ben alone")
        await feedback.give(acting(transaction, MATE, NOW, key()), BEN, alone)
        note = FeedbackText(FeedbackTone.note, "Told to nobody")
        await feedback.give(acting(transaction, ANA, NOW, key()), BEN, note)
    for kind, author in (("self", BEN), ("manager", ANA)):
        async with db.transaction(NORTH) as transaction:
            begun_from = await writing.begin(transaction, ids[kind], {}, author, NOW)
        texts = begun_from.texts
        assert begun_from.is_draft
        assert begun_from.is_recent_only, "nothing from before the last month"
        assert "Your demo was clear" in texts["well"]
        assert "Told to" not in str(texts)


def window(part_id: int, view_id: str) -> dict[str, str]:
    """The form of a part in a window."""
    return {"id": view_id, "callback_id": PART_FORM, "private_metadata": str(part_id)}


async def typed(db: Database, part_id: int, words: str, view_id: str) -> None:
    """Ben types into his form."""
    async with db.transaction(NORTH) as transaction:
        await drafts.keep(transaction, BEN, window(part_id, view_id), {"well:1": words}, NOW)


async def offered(db: Database, part_id: int) -> str:
    """What Ben finds in the form."""
    async with db.transaction(NORTH) as transaction:
        kept = await drafts.kept(transaction, BEN, PART_FORM, str(part_id))
        return (await writing.begin(transaction, part_id, kept, BEN, NOW)).texts["well"]


async def test_what_is_typed_is_kept(db: Database) -> None:
    """A closed window loses nothing, before it is submitted and after; late keystrokes change nothing."""
    ids = await begun(db)
    await typed(db, ids["self"], "x" * 2900, "V1")
    assert await offered(db, ids["self"]) == "x" * 2900
    assert await do(db, submit, ids["self"], BEN)
    async with db.transaction(NORTH) as transaction:
        await drafts.sent(transaction, BEN, window(ids["self"], "V1"), NOW)
    await typed(db, ids["self"], "a late keystroke", "V1")
    assert await offered(db, ids["self"]) == WORDS["well"]
    await typed(db, ids["self"], "second thoughts", "V2")
    assert await offered(db, ids["self"]) == "second thoughts"
    async with db.transaction(NORTH) as transaction:
        assert (await queries.read_part(transaction, ids["review"], ids["self"], ANA, NOW))[
            0
        ].answers == WORDS


async def test_only_whom_the_manager_chooses_is_asked(db: Database) -> None:
    """Ben names two, Ana ticks one: the other is not asked, nor named again; a third came too late for it."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, BEN, NOW, key()), ids["review"], [COACH, CLEO])
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, BEN, NOW, key()), ids["review"], [HEAD])
    async with db.transaction(NORTH) as transaction:
        await peers.approve(acting(transaction, ANA, NOW, key()), ids["review"], [COACH, CLEO], [COACH])
    async with db.reading(NORTH) as reading:
        parts = await ReviewPartRepository(reading).parts([ids["review"]])
        states = {each.author_id: each.state for each in parts if each.kind == "peer"}
        waiting = {who: await ReviewPartRepository(reading).open_parts(who) for who in (COACH, CLEO)}
    assert states == {MATE: "open", COACH: "open", CLEO: "refused", HEAD: "nominated"}
    assert [len(waiting[who]) for who in (COACH, CLEO)] == [1, 0]
    for names in ([CLEO], [HEAD], ["U0NOBODY"]):
        with pytest.raises(BadInput):
            async with db.transaction(NORTH) as transaction:
                await peers.nominate(acting(transaction, BEN, NOW, key()), ids["review"], names)


async def test_the_manager_leaves(db: Database) -> None:
    """What is shared stays for its person, unsigned; what is being written ends; nobody inherits it."""
    ids = await begun(db)
    for kind, author in (("self", BEN), ("manager", ANA)):
        assert await do(db, submit, ids[kind], author)
    assert await do(db, share, ids["review"], ANA)
    await leaves(db, ANA)
    async with db.reading(NORTH) as reading:
        part_repository = ReviewPartRepository(reading)
        cycle_repository = ReviewCycleRepository(reading)
        repository = ReviewRepository(reading)
        states = {each.person_id: each.state for each in await repository.of_cycle(ids["cycle"])}
        assert not await part_repository.open_parts(MATE)
        assert not await cycle_repository.cycles(["running"])
    assert states == {BEN: "ended unsigned", MATE: "cancelled"}
    assert (await readable(db, ids["review"]))["manager"] == {BEN}
    for action in (acknowledge, agree, sign):
        assert not await do(db, action, ids["review"], BEN)


async def test_a_peer_leaves(db: Database) -> None:
    """Nobody waits for what they would have written."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        await peers.nominate(acting(transaction, ANA, NOW, key()), ids["review"], [COACH])
    await leaves(db, COACH)
    async with db.reading(NORTH) as reading:
        assert not await ReviewPartRepository(reading).open_parts(COACH)
        review = await reading.session.get_one(ReviewRow, ids["review"])
    assert review.state == "being written"


async def test_who_is_late_again_is_told_again(db: Database) -> None:
    """Once for each day on which it was due; what only waits to be shared is told as that."""
    ids = await begun(db)

    async def told() -> list[dict[str, list[str]]]:
        async with db.reading(NORTH) as reading:
            query = select(Delivery.facts).where(Delivery.kind == "reviews.late").order_by(Delivery.id)
            return list(await reading.session.scalars(query))

    async def passes(days: int) -> None:
        at = NOW + (DUE - TODAY) + timedelta(days=days)
        async with db.transaction(NORTH) as transaction:
            for turn in await transitions.due(transaction, at):
                await transitions.deal_with(acting(transaction, "", at), turn)

    await passes(0)
    assert await told() == []
    await passes(1)
    await passes(2)
    (first,) = await told()
    assert first["late"] == ["Ben", "Mate", "you"]
    assert first["ready"] == []
    assert await do(db, extend, ids["review"], ANA)
    for kind, author in (("self", BEN), ("upward", BEN), ("manager", ANA), ("peer", MATE)):
        assert await do(db, submit, ids[kind], author)
    await passes(9)
    (_, second) = await told()
    assert (second["late"], second["ready"]) == ([], ["Ben"])


async def test_only_reading_is_written_down_as_reading(db: Database) -> None:
    """Looking at how a review stands is not: who opens a part has read it, from the first time on."""
    ids = await begun(db)
    assert await do(db, submit, ids["self"], BEN)
    assert await do(db, look, ids["review"], ANA)
    for number in (0, 1):
        async with db.transaction(NORTH) as transaction:
            seen = await queries.shown(transaction, ids["review"], BEN)
            assert seen.readings == ({} if number == 0 else {ids["self"]: [(ANA, NOW)]})
            await queries.read_part(
                transaction, ids["review"], ids["self"], ANA, NOW + timedelta(days=number)
            )
            await queries.read_part(transaction, ids["review"], ids["self"], BEN, NOW)


async def test_a_coaching_item_stays_on_both_lists(db: Database) -> None:
    """Until it is done, or becomes a goal; nobody else sees it."""
    ids = await begun(db)
    assert await do(db, agree, ids["review"], BEN)
    async with db.transaction(NORTH) as transaction:
        (action,) = await ReviewRepository(transaction).actions(ids["review"])

    async def listed() -> dict[str, list[str]]:
        async with db.reading(NORTH) as reading:
            inboxes = {who: await lists.inbox(reading, who) for who in EVERYBODY}
        return {
            who: [each.text for each, _ in inbox.coaching] for who, inbox in inboxes.items() if inbox.coaching
        }

    def coach(transaction: Transaction, target: int, actor: str) -> Awaitable[object]:
        return action_items.coach(acting(transaction, actor, NOW, key()), target)

    assert await listed() == {}
    assert {who for who in EVERYBODY if await do(db, coach, action.id, who)} == {BEN, ANA}
    assert await listed() == {BEN: ["Read one book"], ANA: ["Read one book"]}
    async with db.transaction(NORTH) as transaction:
        await action_items.finish(acting(transaction, BEN, NOW, key()), action.id)
    assert await listed() == {}


async def test_an_action_becomes_a_goal(db: Database) -> None:
    """Proposed by the manager, once; the next review begins with it."""
    ids = await begun(db)
    assert await do(db, agree, ids["review"], ANA)
    async with db.transaction(NORTH) as transaction:
        (action,) = await ReviewRepository(transaction).actions(ids["review"])
        await action_items.make_goal(acting(transaction, ANA, NOW, key()), action.id)
        assert action.goal_id is not None

    def again(transaction: Transaction, target: int, actor: str) -> Awaitable[object]:
        return action_items.make_goal(acting(transaction, actor, NOW, key()), target)

    for who in EVERYBODY:
        assert not await do(db, again, action.id, who)
    async with db.transaction(NORTH) as transaction:
        first = await transaction.session.get_one(ReviewRow, ids["review"])
        first.state = "signed"
        latest = ReviewRow(id=first.id + 100, person_id=BEN)
        for viewer, expected in ((BEN, ["a goal"]), (ANA, ["a goal"]), (HEAD, [])):
            agreed = await writing.promises(transaction, latest, viewer)
            assert [each.state for each in agreed] == expected, "a later manager was not there"
            assert not any(each.is_shared for each in agreed), "nor does a draft tell them"
        latest.manager_id = ANA
        assert all(each.is_shared for each in await writing.promises(transaction, latest, BEN))


async def test_nothing_is_added_over_a_signature(db: Database) -> None:
    """Once one of the two has signed, what was agreed stays; a talk is not set for what is over."""
    ids = await begun(db)
    for kind, author in (("self", BEN), ("manager", ANA)):
        assert await do(db, submit, ids[kind], author)
    for action, who in ((share, ANA), (acknowledge, BEN), (agree, ANA), (sign, BEN)):
        assert await do(db, action, ids["review"], who)
    assert not await do(db, agree, ids["review"], ANA)
    assert await do(db, sign, ids["review"], ANA)

    def talk(transaction: Transaction, review: int, actor: str) -> Awaitable[object]:
        return sign_off.schedule(acting(transaction, actor, NOW, key()), review, NOW + timedelta(days=1))

    assert not await do(db, talk, ids["review"], ANA)


async def test_another_time_for_the_talk(db: Database) -> None:
    """Only the newest is told, when both work, and never after it."""
    ids = await begun(db)
    for days in (5, 4, 5):
        async with db.transaction(NORTH) as transaction:
            at = NOW + timedelta(days=days)
            await sign_off.schedule(acting(transaction, ANA, NOW, key()), ids["review"], at)
    async with db.reading(NORTH) as reading:
        query = select(Delivery).where(Delivery.kind == "reviews.talk").order_by(Delivery.id)
        told = (await reading.session.scalars(query)).all()
    assert [each.state for each in told] == ["cancelled", "cancelled", "waiting"]
    assert told[-1].not_after == NOW + timedelta(days=5)


async def test_a_talk_that_is_near_is_told_at_once(db: Database) -> None:
    """On a Friday evening for Monday's first hour: waiting until both work would be too late."""
    ids = await begun(db)
    friday = datetime(2026, 11, 27, 18, tzinfo=UTC)
    for hour, expected in ((9, friday), (11, datetime(2026, 11, 30, 9, tzinfo=UTC))):
        async with db.transaction(NORTH) as transaction:
            at = datetime(2026, 11, 30, hour, tzinfo=UTC)
            await sign_off.schedule(acting(transaction, ANA, friday, key()), ids["review"], at)
        async with db.reading(NORTH) as reading:
            query = select(Delivery).where(Delivery.kind == "reviews.talk", Delivery.state == "waiting")
            (told,) = (await reading.session.scalars(query)).all()
        assert told.due_at == expected


async def test_who_changed_teams_still_sees_what_is_theirs(db: Database) -> None:
    """Ana reviews Ben to the end: he sees his own record beside the form; what comes later is not hers."""
    ids = await begun(db)
    async with db.transaction(NORTH) as transaction:
        await feedback.give(
            acting(transaction, MATE, NOW, key()),
            BEN,
            FeedbackText(FeedbackTone.praise, "Clear demo"),
            named_id=ANA,
        )
        team = (await teams.load_org_chart(transaction)).named("Enterprise")
        assert team is not None
        await teams.save(
            acting(transaction, ADA, NOW, key()), TeamForm("Enterprise", HEAD, (BEN, MATE)), team.id
        )
    async with db.reading(NORTH) as reading:
        own = await writing.ground(reading, ids["self"], BEN, NOW)
        anas = await writing.ground(reading, ids["manager"], ANA, NOW)
    assert [each.source.name for each in own.stream.items] == ["feedback"]
    assert own.shared == frozenset()
    assert anas.stream.items == ()


async def test_a_cancelled_cycle_asks_nobody(db: Database) -> None:
    """What waits to be sent is not sent; nobody keeps a coaching item of it."""
    ids = await begun(db)
    assert await do(db, agree, ids["review"], ANA)
    async with db.transaction(NORTH) as transaction:
        (action,) = await ReviewRepository(transaction).actions(ids["review"])
        await action_items.coach(acting(transaction, ANA, NOW, key()), action.id)
        await sign_off.schedule(acting(transaction, ANA, NOW, key()), ids["review"], NOW + timedelta(days=5))
    assert await do(db, cancel, ids["cycle"], ANA)
    async with db.reading(NORTH) as reading:
        states = set(
            await reading.session.scalars(select(Delivery.state).where(Delivery.kind.like("reviews.%")))
        )
        assert states == {"cancelled"}
        assert (await lists.inbox(reading, BEN)).coaching == []


async def waits(db: Database) -> None:
    """Until somebody waits for what another transaction holds; SQLite lets one write at a time anyway."""
    if not db.is_postgres:
        return
    # Not pg_stat_activity, which shows the same for as long as a transaction goes on.
    query = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with db.system() as session:
        while not await session.scalar(query):
            pass


async def test_a_part_is_not_lost_between_submitting_and_sharing(db: Database) -> None:
    """A peer submits in the moment in which Ana shares: it is in the review. After it, it is refused."""
    ids = await begun(db)
    assert await do(db, submit, ids["manager"], ANA)
    async with db.transaction(NORTH) as transaction:
        await submit(transaction, ids["peer"], MATE)
        shares = asyncio.create_task(do(db, share, ids["review"], ANA))
        await waits(db)
    assert await shares
    assert (await readable(db, ids["review"]))["peer"] == {ANA}
    assert not await do(db, submit, ids["self"], BEN)
