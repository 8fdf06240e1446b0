"""The whole database is looked through for a way from an answer to its author. There is none."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import SENT, WAITING
from bot.features.pulse.forms import PulseAnswerForm
from bot.features.pulse.models import PulseAnswer, PulseTicket
from bot.features.pulse.repository import PulseRepository
from bot.features.pulse.rules.pulses import About, PulsePlan, Said
from bot.features.pulse.service import answers, lifecycle, queries
from bot.features.teams import service as teams
from bot.registry import METADATA
from tests.contexts import acting
from tests.features.goals.office import NORTH, NOW, TODAY
from tests.features.ledger.office import key
from tests.features.pulse.office import ADA, ANA, CLEO, SECRETS, TEAM, answered, asked


async def everything(db: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    async with db.system() as session:
        return {
            table.name: [dict(row._mapping) for row in await session.execute(table.select())]
            for table in METADATA.sorted_tables
        }


async def test_no_row_holds_an_answer_and_somebody(db: Database) -> None:
    """Words stand in one table alone, in which nothing names anybody or any time."""
    pulse_id = await asked(db)
    for who in TEAM[:6]:
        await answered(db, pulse_id, who)
    for name, rows in (await everything(db)).items():
        if name == PulseAnswer.__tablename__:
            assert len(rows) == 6
            assert set(rows[0]) == {"id", "workspace_id", "pulse_id", "score", "words"}
            continue
        for row in rows:
            assert "secret of" not in str(row), name
    columns = set(PulseTicket.__table__.columns.keys())
    assert columns == {"workspace_id", "pulse_id", "member_id", "is_used"}


async def test_nothing_is_kept_of_what_is_typed(db: Database) -> None:
    """Other forms keep what is typed for whoever types it; of this one that would lead to the author."""
    pulse_id = await asked(db)
    async with db.transaction(NORTH) as transaction:
        form = PulseAnswerForm.draw(await answers.to_answer(transaction, pulse_id, TEAM[0]))
    fields = [block for block in form["blocks"] if block["type"] == "input"]
    assert len(fields) == 2
    assert not any(block.get("dispatch_action") for block in fields)


@pytest.mark.parametrize("state", [WAITING, SENT])
async def test_nothing_tells_when_somebody_answered(db: Database, state: str) -> None:
    """What waits for them goes on waiting; what is there is not taken back: it stays."""
    pulse_id = await asked(db)
    async with db.transaction(NORTH) as transaction:
        await transaction.session.execute(update(Delivery).values(state=state))
    before = {name: len(rows) for name, rows in (await everything(db)).items()}
    await answered(db, pulse_id, TEAM[6])
    after = await everything(db)
    changed = {name for name, rows in after.items() if len(rows) != before[name]}
    assert changed == {"pulse_answers", "handled_requests"}
    assert not any(TEAM[6] in str(row) for row in after["handled_requests"])
    outgoing = [(row["kind"], row["state"]) for row in after["deliveries"] if row["target"] == TEAM[6]]
    assert sorted(outgoing) == [("pulse.asked", state), ("pulse.reminded", state)]
    answered_at = NOW + timedelta(minutes=6)
    elsewhere = [name for name, rows in after.items() if name != "handled_requests"]
    for name in elsewhere:
        assert not any(answered_at in row.values() for row in after[name]), name


async def test_no_order_tells_who_was_last(db: Database) -> None:
    """Names, places on the disk and writing transactions: none grows with the order of the answers."""
    pulse_id = await asked(db)
    seen: list[int] = []
    names: set[str] = set()
    for who in TEAM[:7]:
        await answered(db, pulse_id, who)
        async with db.system() as session:
            rows = (await session.execute(text("SELECT id, words FROM pulse_answers"))).all()
            newest = {row.id for row in rows}
            assert not newest & names, "every row has a new name with each answer"
            names |= newest
            seen.append([row.words for row in rows].index(SECRETS[who]))
            if db.is_postgres:
                writers = await session.execute(text("SELECT DISTINCT xmin::text FROM pulse_answers"))
                assert len(writers.all()) == 1
    # Always last would be one way in 5,040; seven in a row at their own place tells of no shuffling.
    assert seen != list(range(7))


async def test_a_table_without_row_numbers(db: Database) -> None:
    """SQLite would number the rows as they come."""
    if db.is_postgres:
        return
    async with db.system() as session:
        created = await session.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'pulse_answers'"))
    assert "WITHOUT ROWID" in str(created)


async def test_four_answers_show_nothing(db: Database) -> None:
    """To nobody, even when it is closed; five do, to those who were asked and who asked."""
    pulse_id = await asked(db)
    for who in TEAM[:4]:
        await answered(db, pulse_id, who)
    async with db.transaction(NORTH) as transaction:
        assert (await queries.standing(transaction, pulse_id, ANA)).result is None
    other = await _second(db, TEAM[:4])
    async with db.transaction(NORTH) as transaction:
        assert (await queries.standing(transaction, other, ANA)).result is None
    five = await _second(db, TEAM[:5])
    for who in (ANA, *TEAM):
        async with db.transaction(NORTH) as transaction:
            found = (await queries.standing(transaction, five, who)).result
        assert found is not None
        assert sorted(found.words) == sorted(SECRETS[each] for each in TEAM[:5])
    for who in (ADA, CLEO):
        async with db.transaction(NORTH) as transaction:
            with pytest.raises(BadInput, match="no such pulse"):
                await queries.standing(transaction, five, who)


async def _second(db: Database, who_answers: tuple[str, ...]) -> int:
    """Another pulse, answered by these and closed."""
    async with db.transaction(NORTH) as transaction:
        team = (await teams.load_org_chart(transaction)).named("Eight")
        assert team is not None
        plan = PulsePlan(team.id, About.team, "We help each other", 5, TODAY + timedelta(days=7))
        pulse_id = (await lifecycle.ask(acting(transaction, ANA, NOW, key()), plan)).id
    for who in who_answers:
        await answered(db, pulse_id, who)
    async with db.transaction(NORTH) as transaction:
        await lifecycle.close(acting(transaction, "", NOW), pulse_id)
    return pulse_id


async def test_once_and_only_the_asked(db: Database) -> None:
    """Nobody answers twice, for somebody else, or after it is closed; only whoever leads a team asks it."""
    pulse_id = await asked(db)
    await answered(db, pulse_id, TEAM[0])
    refused = ((TEAM[0], "answered already"), (CLEO, "no such pulse"), (ADA, "no such"), (ANA, "no such"))
    for who, why in refused:
        async with db.transaction(NORTH) as transaction:
            with pytest.raises(BadInput, match=why):
                await answers.answer(acting(transaction, who, NOW, key()), pulse_id, Said(3, "again"))
    for who in TEAM[1:]:
        await answered(db, pulse_id, who)
    async with db.reading(NORTH) as reading:
        assert len(await PulseRepository(reading).answers(pulse_id)) == 8
        assert not await PulseRepository(reading).open(), "it closes when everybody has answered"
        pulse = (await queries.listed(reading, ANA))[0].pulse
        assert pulse.closes_on == TODAY, "on that day, not in the week that was planned"
    async with db.transaction(NORTH) as transaction:
        plan = PulsePlan(1, About.team, "We help each other", 5, TODAY + timedelta(days=7))
        with pytest.raises(NotAllowed):
            await lifecycle.ask(acting(transaction, TEAM[0], NOW, key()), plan)
