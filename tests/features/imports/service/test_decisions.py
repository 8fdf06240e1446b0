"""Who is who in a file, as its sender says it, on a real database."""

import pytest

from bot.common.errors import BadInput
from bot.db.transaction import Database
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.service import decisions, files
from bot.features.people.service import members as people
from bot.slack.files import SharedFile
from tests.contexts import acting
from tests.features.goals.office import ANA, BEN, NORTH, NOW, open_office
from tests.features.ledger.office import key
from tests.features.members import member

ROBOT = "U0ROBOT"


@pytest.mark.parametrize(("chosen", "why"), [("U0FOREIGN", "not a member"), (ROBOT, "not a person")])
async def test_the_unknown_people_of_a_file_are_people(db: Database, chosen: str, why: str) -> None:
    """Not an id of which Slack has not told, and no bot; a colleague, and nobody, will do."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        await people.keep(transaction, [member(ROBOT, is_bot=True)])
        file = SharedFile("F1", "deals.csv", 10, "https://files.slack.com/deals.csv")
        number = await files.receive(acting(transaction, ANA, NOW, key()), file, "D0ANA", "file")
        row = await ImportRepository(transaction).lock(number)
        assert row is not None
        row.facts = {"unknown": [["7", "", "Benny", ""], ["8", "", "Nemo", ""]]}
        await files.set_state(transaction, row, "asking", NOW)
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match=why) as refusal:
            await decisions.name_people(
                acting(transaction, ANA, NOW, key()), number, {"0": chosen, "1": None}
            )
    assert refusal.value.field == "person:0"
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(BadInput, match="not offered any more") as refusal:
            await decisions.name_people(acting(transaction, ANA, NOW, key()), number, {"2": None})
        with pytest.raises(BadInput, match="not offered any more"):
            await decisions.choose_columns(acting(transaction, ANA, NOW, key()), number, "songs", {}, {})
    assert refusal.value.field == "person:2"
    async with db.transaction(NORTH) as transaction:
        await decisions.get_open(transaction, number, ANA)
        await decisions.name_people(acting(transaction, ANA, NOW, key()), number, {"0": BEN, "1": None})
