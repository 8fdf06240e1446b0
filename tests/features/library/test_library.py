"""The library on real databases: lists, what was useful, stale and retired, paths, and who reads what."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.common.errors import BadInput, NotAllowed, Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import CANCELLED
from bot.features.ledger.service.quotas import set_employment
from bot.features.library.models import ResourceVote, ResourceVoter
from bot.features.library.rules.facts import AssignmentState, Usefulness
from bot.features.library.rules.words import ResourceWords
from bot.features.library.service import assignments, clockwork, needs, paths, records, resources
from bot.features.library.service.shelf import best_for, load_shelf
from bot.features.library.views.path import path_message
from bot.features.people.service import members as people
from bot.framework.context import Context
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
    open_office,
)
from tests.features.library.office import did, on_shelf, sells
from tests.features.members import member
from tests.features.needs.office import needs_by

DAY = timedelta(days=1)
DUE = TODAY + 4 * DAY
READERS = ("U0R1", "U0R2", "U0R3", "U0R4", "U0R5")


async def _waiting(db: Database) -> dict[str, str]:
    """States of all reminders by their key."""
    async with db.reading(NORTH) as reading:
        rows = await reading.session.execute(select(Delivery.dedupe_key, Delivery.state))
        return {key: state for key, state in rows if key.startswith("library.")}


async def _refused(db: Database, actor_id: str, work: Callable[[Context], Awaitable[object]]) -> str:
    with pytest.raises(Refusal) as refusal:
        await did(db, actor_id, work)
    return str(refusal.value)


async def test_given_reminded_and_done(db: Database) -> None:
    """A manager gives to own people; two reminders at most; closing takes them back, and the need goes."""
    await open_office(db)
    first, second = await on_shelf(db, "Questions that open"), await on_shelf(db, "Price talk", by=BEN)
    item = await did(db, ANA, lambda ctx: assignments.give(ctx, first, BEN, DUE))
    assert (item.person, item.is_mine, item.may_take_back) == ("Ben", False, True)
    same = ResourceWords("https://example.com/Price-talk", "Again", "discovery", 5)
    refusals = {
        await _refused(
            db, ANA, lambda ctx: assignments.give(ctx, first, BEN, None)
        ): "That is on Ben's list already.",
        await _refused(db, ANA, lambda ctx: assignments.give(ctx, first, CLEO, None)): (
            "You give to people whom you lead; others find it on the shelf."
        ),
        await _refused(db, BEN, lambda ctx: assignments.give(ctx, first, MATE, None)): (
            "You give to people whom you lead; others find it on the shelf."
        ),
        await _refused(
            db, ANA, lambda ctx: assignments.give(ctx, 99, BEN, None)
        ): "There is no such resource any more.",
        await _refused(db, ANA, lambda ctx: assignments.give(ctx, second, BEN, TODAY - DAY)): (
            "22 Nov is over: choose a day from today on."
        ),
        await _refused(db, ANA, lambda ctx: resources.add_resource(ctx, same)): f"R{second} is that already.",
        await _refused(db, MATE, lambda ctx: resources.confirm(ctx, second)): (
            "Whoever added it, or is through with it, says that."
        ),
        await _refused(db, MATE, lambda ctx: resources.retire(ctx, second)): (
            "Whoever added it, a manager or an admin takes it off the shelf."
        ),
        await _refused(db, MATE, lambda ctx: assignments.find_item(ctx, item.assignment.id)): (
            "That is on no list any more."
        ),
        await _refused(db, COACH, lambda ctx: load_shelf(ctx)): (
            "You are in no team: the library is for those who are in one, managers and admins."
        ),
    }
    assert {told: wanted for told, wanted in refusals.items() if told != wanted} == {}
    key = f"library.read:{item.assignment.id}"
    assert list(await needs_by(db, needs.needs_of, BEN)) == [key]
    assert await needs_by(db, needs.needs_of, ANA) == {}
    late = await needs_by(db, needs.needs_of, ANA, NOW + 11 * DAY)
    assert list(late) == [f"library.late:{item.assignment.id}"]
    assert len(await _waiting(db)) == 2
    assert (
        await _refused(db, ANA, lambda ctx: assignments.done(ctx, item.assignment.id))
        == "That is on no list any more."
    )
    closed = await did(db, BEN, lambda ctx: assignments.close_own(ctx, first, AssignmentState.done))
    assert closed.assignment.state is AssignmentState.done
    assert set((await _waiting(db)).values()) == {CANCELLED}
    assert await needs_by(db, needs.needs_of, BEN) == {}
    told = await _refused(db, BEN, lambda ctx: assignments.close_own(ctx, first, AssignmentState.done))
    assert told == f"You are through with R{first} already."
    again = await did(db, BEN, lambda ctx: assignments.give(ctx, second, "", None))
    await did(db, BEN, lambda ctx: assignments.decline(ctx, again.assignment.id))
    shelf = await did(db, BEN, load_shelf)
    assert (shelf.mine, shelf.rows.total) == ([], 2)


async def test_what_was_useful_has_no_name(db: Database) -> None:
    """Only who is through with it says so, once; five answers are told; no row, id or order leads back."""
    await open_office(db)
    resource_id = await on_shelf(db, "Questions that open")
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(who, is_admin=True) for who in READERS])
    use = Usefulness.useful
    told = "Whoever is through with it says that."
    assert await _refused(db, BEN, lambda ctx: assignments.vote(ctx, resource_id, use)) == told
    for number, who in enumerate(READERS):
        await did(db, who, lambda ctx: assignments.close_own(ctx, resource_id, AssignmentState.done))
        said = use if number else Usefulness.not_useful
        await did(db, who, lambda ctx, said=said: assignments.vote(ctx, resource_id, said))  # type: ignore[misc]
        row = (await did(db, BEN, load_shelf)).rows.rows[0]
        assert (row.votes.total, row.votes.share >= 0) == (number + 1, number == 4)
    assert (
        await _refused(db, READERS[0], lambda ctx: assignments.vote(ctx, resource_id, use))
        == "You have said so already."
    )
    async with db.reading(NORTH) as reading:
        votes = (await reading.session.scalars(select(ResourceVote))).all()
        columns = {
            column.name for table in (ResourceVote, ResourceVoter) for column in table.__table__.columns
        }
    assert sorted(each.vote for each in votes) == ["not", *["useful"] * 4]
    assert columns == {"id", "workspace_id", "resource_id", "vote", "person_id"}
    assert all(who not in repr(vars(each)) for each in votes for who in READERS)


async def test_stale_and_retired(db: Database) -> None:
    """Ninety days without a nod: stale, never offered with a gap, until somebody nods; retired: gone."""
    await open_office(db)
    resource_id = await on_shelf(db, "Questions that open")
    skills = ["discovery"]
    assert [each.id for each in await did(db, BEN, lambda ctx: best_for(ctx, skills, 2))] == [resource_id]
    later = NOW + 90 * DAY
    row = (await did(db, BEN, load_shelf, later)).rows.rows[0]
    assert (row.stale_since, row.may_confirm) == (later.date(), False)
    assert await did(db, BEN, lambda ctx: best_for(ctx, skills, 2), later) == []
    await did(db, BEN, lambda ctx: assignments.close_own(ctx, resource_id, AssignmentState.done), later)
    await did(db, BEN, lambda ctx: resources.confirm(ctx, resource_id), later)
    assert (await did(db, BEN, load_shelf, later)).rows.rows[0].stale_since is None
    await did(db, HEAD, lambda ctx: resources.retire(ctx, resource_id), later)
    assert (await did(db, BEN, load_shelf, later)).rows.total == 0
    assert await on_shelf(db, "Questions that open", now=later) != resource_id


async def test_a_new_starters_path(db: Database) -> None:
    """First item on the first working day, the next a week after it was closed; stale ones are skipped."""
    await open_office(db)
    await sells(db, BEN, MATE)
    first, stale, third = [await on_shelf(db, title, now=NOW - 80 * DAY) for title in ("a", "b", "c")]
    for number in (first, third):
        await did(db, ANA, lambda ctx, number=number: resources.confirm(ctx, number))  # type: ignore[misc]
    monday = date(2026, 12, 7)
    saturday = NOW + 12 * DAY
    await did(db, ANA, lambda ctx: set_employment(ctx, BEN, saturday.date(), None))
    assert (
        await _refused(db, BEN, lambda ctx: paths.add_item(ctx, "ae", first))
        == "Managers and admins write learning paths."
    )
    await did(db, ANA, lambda ctx: paths.add_item(ctx, "ae", third))
    await did(db, ANA, lambda ctx: paths.add_item(ctx, "ae", first))
    await did(db, ADA, lambda ctx: paths.drop_item(ctx, "ae", first))
    await did(db, ADA, lambda ctx: paths.add_item(ctx, "ae", stale))
    await did(db, ADA, lambda ctx: paths.add_item(ctx, "ae", first, stale))
    await did(db, ADA, lambda ctx: paths.drop_item(ctx, "ae", third))
    await did(db, ADA, lambda ctx: paths.add_item(ctx, "ae", third, first))
    path = await did(db, MATE, lambda ctx: paths.load_path(ctx, ""))
    assert [each.resource.id for each in path.items] == [stale, first, third]
    assert path.changed == ("Ada", TODAY)
    assert (path.own, path.may_begin) == (None, True)

    async def turns(now: object) -> list[tuple[str, int]]:
        async with db.transaction(NORTH) as transaction:
            found = await clockwork.due(transaction, now)  # type: ignore[arg-type]
            for each in found:
                await clockwork.take_turn(acting(transaction, "", now), each)  # type: ignore[arg-type]
        return [(each.person_id, each.resource.id) for each in found]

    on_monday = saturday + 2 * DAY
    assert on_monday.date() == monday
    assert await turns(saturday - DAY) == []
    assert await turns(saturday) == []
    assert await turns(on_monday) == [(BEN, first)]
    assert await turns(on_monday + 5 * DAY) == []
    item = (await did(db, BEN, load_shelf, on_monday)).mine[0]
    await did(db, BEN, lambda ctx: assignments.decline(ctx, item.assignment.id), on_monday + DAY)
    assert await turns(on_monday + 7 * DAY) == []
    assert await turns(on_monday + 8 * DAY) == [(BEN, third)]
    path = await did(db, ANA, lambda ctx: paths.load_path(ctx, "ae"), on_monday)
    assert path.people == [("Ben", 1)]
    assert (await did(db, MATE, lambda ctx: paths.load_path(ctx, "ae"))).people == []
    assert len(await _waiting(db)) == 4
    await did(db, MATE, paths.begin)
    assert await turns(on_monday + 8 * DAY + timedelta(hours=1)) == [(MATE, first)]
    item = (await did(db, BEN, load_shelf, on_monday)).mine[0]
    await did(db, BEN, lambda ctx: assignments.done(ctx, item.assignment.id), on_monday + 9 * DAY)
    async with db.transaction(NORTH) as transaction:
        await records.forget_before(transaction, (on_monday + 10 * DAY).date())
    assert await turns(on_monday + 120 * DAY) == [], "what was read and is forgotten is not given again"
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(BEN, is_guest=True)])
    told = await _refused(db, ANA, lambda ctx: assignments.give(ctx, stale, BEN, None))
    assert told == "Ben is a guest, or not here any more."
    crowd = replace(path, people=[(BEN, 1)] * 200, items=path.items[:1])
    texts = [part["text"] for each in path_message(crowd).blocks for part in each.get("elements", ())]
    assert max(len(text) for text in texts if isinstance(text, str)) < 1_000


async def test_who_reads_what(db: Database) -> None:
    """A list and its export: whose it is and who gave it; later managers, admins and others nothing."""
    await open_office(db)
    resource_id = await on_shelf(db, "Questions that open", by=CLEO)
    item = await did(db, ANA, lambda ctx: assignments.give(ctx, resource_id, BEN, DUE))
    doors: dict[str, Callable[[Context], Awaitable[object]]] = {
        "window": lambda ctx: assignments.find_item(ctx, item.assignment.id),
        "lists": lambda ctx: _lists(ctx),
        "export": lambda ctx: _exported(ctx),
        "needs": lambda ctx: needs.needs_of(ctx.transaction, ctx.actor_id, NOW + 20 * DAY),
    }
    seen = {}
    for name, door in doors.items():
        readers = set()
        for who in EVERYBODY:
            try:
                if "Questions" in repr(await did(db, who, door)):
                    readers.add(who)
            except (NotAllowed, BadInput):
                continue
        seen[name] = readers
    assert seen == {name: {ANA, BEN} for name in doors}
    async with db.transaction(NORTH) as transaction:
        await records.forget_before(transaction, (NOW + DAY).date())
    assert (await did(db, BEN, load_shelf)).mine


async def _lists(ctx: Context) -> object:
    shelf = await load_shelf(ctx)
    return shelf.mine, shelf.given


async def _exported(ctx: Context) -> object:
    return (await records.record_of(ctx.transaction, ctx.actor_id))["assignments"]
