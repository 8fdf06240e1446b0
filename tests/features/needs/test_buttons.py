"""The buttons of rows about somebody begin with that person, for who may do it."""

import pytest

from bot.common.errors import NotAllowed, Refusal
from bot.db.transaction import Database
from bot.registry import CATALOG
from tests.features.asking import pressed
from tests.features.goals.office import ANA, BEN, CLEO, open_office


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ana leads Ben."""
    await open_office(db)


@pytest.mark.parametrize(
    ("action_id", "told"),
    [
        ("goals.new", f"'initial_user': '{BEN}'"),
        ("feedback.give", "Ben"),
        ("recognition.thank", f"'initial_users': ['{BEN}']"),
        ("metrics.numbers", "Ben"),
    ],
)
async def test_it_is_about_them(db: Database, action_id: str, told: str) -> None:
    """The form, or the figures, of this person."""
    answer = await CATALOG.actions[action_id](pressed(ANA, action_id, BEN), db)
    assert told in str(answer)


@pytest.mark.parametrize("value", ["U0NOBODY", "no id", "<!channel>"])
@pytest.mark.parametrize("action_id", ["goals.new", "feedback.give", "metrics.numbers", "metrics.decide"])
async def test_a_made_up_person_is_nobody(db: Database, action_id: str, value: str) -> None:
    """A sentence, or the form without anybody in it."""
    try:
        answer = await CATALOG.actions[action_id](pressed(ANA, action_id, value), db)
    except Refusal:
        return
    assert value not in str(answer)


async def test_anothers_numbers_stay_closed(db: Database) -> None:
    """Whoever makes up the button sees no more than with the command."""
    with pytest.raises(NotAllowed):
        await CATALOG.actions["metrics.numbers"](pressed(CLEO, "metrics.numbers", BEN), db)
