"""A veto is read by its writer alone: nobody else sees anything of it at any door, nor in what is kept."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import select

from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.mentors.repository.mentors import MentorRepository
from bot.features.mentors.service import offers, records
from bot.features.privacy import service as privacy
from bot.registry import CATALOG
from bot.slack.requests import EventRequest
from bot.slack.routes import hand_on
from tests.features.asking import pressed, typed
from tests.features.goals.office import ADA, ANA
from tests.features.ledger.office import key
from tests.features.mentors.office import MATE, MIA, NOE, NORTH, NOW, did, open_mentors
from tests.features.outsiders import let_in

# Whoever writes it, whom it is about, a mentor of both, their manager, an admin.
READERS = (MATE, NOE, MIA, ANA, ADA)
OF_PACER = ("record", "deliveries", "settings", "me")


def doors(db: Database) -> Iterator[tuple[str, Callable[[str], Awaitable[object]]]]:
    """Every command, the buttons of mentors with values from elsewhere, App Home, export: by name."""
    for command in CATALOG.commands:
        for words in ("", *(OF_PACER if command == "/pacer" else ())):

            async def type_it(who: str, command: str = command, words: str = words) -> object:
                asked = await let_in(db, typed(who, command, words))
                return await hand_on(CATALOG.commands[command], asked, db, CATALOG.subcommands)

            yield f"{command} {words}", type_it
    for name in (each for each in CATALOG.actions if each.startswith("mentors.")):
        for value in ("1", NOE, MATE):

            async def press(who: str, name: str = name, value: str = value) -> object:
                return await CATALOG.actions[name](await let_in(db, pressed(who, name, value)), db)

            yield f"[{name}] {value}", press

    async def open_home(who: str) -> object:
        (listener,) = [
            each.events["app_home_opened"] for each in CATALOG.routes if "app_home_opened" in each.events
        ]
        facts = {"workspace_id": NORTH, "actor_id": who, "now": NOW, "key": key(), "type": "app_home_opened"}
        request = EventRequest(**facts, bot_user_id="U0BOT", event={"tab": "home"})  # type: ignore[arg-type]
        return await listener(await let_in(db, request), db)

    async def export(who: str) -> object:
        async with db.reading(NORTH) as reading:
            on_record = await privacy.on_record(reading, who, NOW)
            return await privacy.record_of(reading, who, on_record, NOW)

    yield "home", open_home
    yield "export", export


async def seen(db: Database) -> dict[tuple[str, str], str]:
    """What everybody sees at each door that changes nothing, by who and door."""
    found = {}
    for who in READERS:
        for name, door in doors(db):
            try:
                found[who, name] = str(await door(who))
            except Refusal as refusal:
                found[who, name] = str(refusal)
            except (ValueError, KeyError, IndexError):
                found[who, name] = "a value that no button has"
    return found


@pytest.mark.slow
async def test_nobody_but_its_writer_sees_a_veto(db: Database, capfd: pytest.CaptureFixture[str]) -> None:
    """All that everybody sees is the same with it and without it; Mate's page and export alone tell of it."""
    await open_mentors(db)
    before, still = await seen(db), await seen(db)
    await did(db, MATE, lambda ctx: offers.veto(ctx, NOE))
    after = await seen(db)
    # Whatever differs by itself, as it carries a number of its own, says nothing here.
    steady = {door for door, shown in before.items() if still[door] == shown}
    assert len(steady) > 0.9 * len(before)
    told = sorted({door for door in steady if after[door] != before[door]})
    assert {who for who, _ in told} == {MATE}
    assert {"export", "/mentor "} <= {name for _, name in told}
    assert all(name.startswith(("/mentor", "[mentors.", "export")) for _, name in told)
    async with db.reading(NORTH) as reading:
        sent = list(await reading.session.scalars(select(Delivery.facts)))
    assert NOE not in str(sent)
    logged = capfd.readouterr()
    assert "veto" not in (logged.out + logged.err).lower()


async def test_a_veto_outlives_what_is_forgotten(db: Database) -> None:
    """It is a wish for the time to come, no record of what was: only its writer ends it."""
    await open_mentors(db)
    await did(db, MATE, lambda ctx: offers.veto(ctx, NOE))
    async with db.transaction(NORTH) as transaction:
        await records.forget_before(transaction, date.max)
    async with db.reading(NORTH) as reading:
        assert list(await MentorRepository(reading).vetoes_by(MATE)) == [NOE]
    await did(db, MATE, lambda ctx: offers.unveto(ctx, NOE))
    async with db.reading(NORTH) as reading:
        assert list(await MentorRepository(reading).vetoes_by(MATE)) == []
