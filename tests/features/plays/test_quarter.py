"""A quarter of plays and learning paths by the clock: twelve reps of two managers."""

import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.ledger.service.quotas import set_employment
from bot.features.library.models import AssignmentRow
from bot.features.library.rules.words import ResourceWords
from bot.features.library.service import assignments, paths, resources
from bot.features.library.service import clockwork as library
from bot.features.people.service import members as people
from bot.features.plays.models import PlayAskRow
from bot.features.plays.service import clockwork as plays
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.service import roles
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.ledger.office import deal, key, take
from tests.features.members import member

NORTH, START, DAY = "T0NORTH", datetime(2026, 9, 28, 9, tzinfo=UTC), timedelta(days=1)
MANAGERS, ADMIN = ("U0MA", "U0MB"), "U0ADA"
REPS = tuple(f"U0REP{number:02}" for number in range(12))
ITEMS = 4


async def _open(db: Database) -> None:
    """Two teams of six, of whom three have just begun; a path of four; five wins of each long ago."""
    async with db.transaction(NORTH) as transaction:
        everybody = (*MANAGERS, *REPS, ADMIN)
        await people.keep(transaction, [member(who, is_admin=who == ADMIN) for who in everybody])
        for number, manager in enumerate(MANAGERS):
            form = TeamForm(f"Team {number}", manager, REPS[6 * number : 6 * number + 6])
            await teams.save(acting(transaction, ADMIN, START, key()), form, None)
        sellers = [SellerProfile(who, "ae", "") for who in REPS]
        await roles.set_roles(acting(transaction, ADMIN, START, key()), sellers)
        for who in REPS[:3]:
            await set_employment(acting(transaction, ADMIN, START, key()), who, START.date(), None)
        for number in range(1, ITEMS + 1):
            words = ResourceWords(f"https://x.io/{number}", f"Item {number}", "discovery", 10)
            await resources.add_resource(acting(transaction, MANAGERS[0], START, key()), words)
            await paths.add_item(acting(transaction, MANAGERS[0], START, key()), "ae", number)
    for who in REPS:
        old = [deal(100, (START - n * DAY).date(), external_id=f"{who}-old{n}") for n in range(30, 36)]
        await take(db, START.date(), *old, owner=who)


async def _clock(db: Database, now: datetime) -> None:
    for job in (plays, library):
        async with db.reading(NORTH) as reading:
            found = await job.due(reading, now)
        for turn in found:
            async with db.transaction(NORTH) as transaction:
                await job.take_turn(acting(transaction, "", now), turn)


@pytest.mark.slow
async def test_a_quarter(db: Database) -> None:
    """One question for a play a fortnight at most; of a path one item at a time, two reminders of each."""
    await _open(db)
    luck = random.Random(28)
    for number in range(91):
        now = START + number * DAY
        for who in REPS:
            if luck.random() < 0.12:
                won = deal(200 + 10 * number, now.date(), external_id=f"{who}-{number}")
                await take(db, now.date(), won, owner=who)
        await _clock(db, now)
        # Of the new ones the first finishes each item within days, the second declines, the third is silent.
        async with db.transaction(NORTH) as transaction:
            query = select(AssignmentRow).where(AssignmentRow.state == "assigned")
            listed = (await transaction.session.scalars(query)).all()
            assert max(Counter(row.person_id for row in listed).values(), default=0) <= 1
            for row in listed:
                step = {REPS[0]: assignments.done, REPS[1]: assignments.decline}.get(row.person_id)
                if step is not None and luck.random() < 0.4:
                    await step(acting(transaction, row.person_id, now, key()), row.id)
    async with db.reading(NORTH) as reading:
        asks = (await reading.session.scalars(select(PlayAskRow).order_by(PlayAskRow.at))).all()
        sent = (await reading.session.execute(select(Delivery.kind, Delivery.target, Delivery.facts))).all()
        given = (await reading.session.scalars(select(AssignmentRow))).all()
    moments = defaultdict(list)
    for ask in asks:
        moments[ask.owner_id].append(ask.at)
    assert len(moments) > 6
    for times in moments.values():
        assert all(later - before >= 14 * DAY for before, later in pairwise(times))
    walked = {who: [row for row in given if row.person_id == who] for who in REPS}
    assert {who: len(rows) for who, rows in walked.items() if rows} == {
        REPS[0]: ITEMS,
        REPS[1]: ITEMS,
        REPS[2]: 1,
    }
    for rows in walked.values():
        ended = [row.closed_at or now for row in rows[:-1]]
        begun = [row.given_at for row in rows[1:]]
        assert all(next_at - end >= 7 * DAY for end, next_at in zip(ended, begun, strict=True))
    reminded = Counter(facts["assignment_id"] for kind, _, facts in sent if kind == "library.reminder")
    assert max(reminded.values()) <= 2
    assert max(Counter(target for kind, target, _ in sent if kind == "plays.ask").values()) <= 7
