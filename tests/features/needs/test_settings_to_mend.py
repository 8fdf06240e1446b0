"""Settings that cannot be read are told to admins, with the way to the form that mends them."""

import pytest

from bot.db.repository import ScopedRepository
from bot.db.transaction import Database
from bot.features.workspace.models import SettingsRow
from tests.features.goals.office import ADA, ANA, BEN, NORTH, NOW, open_office
from tests.features.needs.office import all_needs


@pytest.mark.parametrize(
    ("group", "value", "leads_to"),
    [
        ("kudos", {"allowances": "many"}, ("doors.type:0", "/pacer settings")),
        ("ledger", {"currency": ["no"]}, ("doors.area:setup", "setup")),
        ("kudos", {"min_reason": 5}, None),
        ("of a newer Pacer", {"much": "more"}, None),
    ],
)
async def test_who_is_told(db: Database, group: str, value: object, leads_to: tuple[str, str] | None) -> None:
    """Only admins, and only of what this version should be able to read."""
    await open_office(db)
    async with db.transaction(NORTH) as transaction:
        row = {"name": group, "value": value, "changed_by": ADA, "changed_at": NOW}
        repository = ScopedRepository(transaction)
        await repository.add(repository.insert(SettingsRow), [row])

    found = {
        who: [need for need in (await all_needs(db, who)).values() if need.kind == "settings.unreadable"]
        for who in (ADA, ANA, BEN)
    }
    assert [(need.action_id, need.value) for need in found[ADA]] == ([leads_to] if leads_to else [])
    assert all(need.text.startswith(f"Settings of *{group}*") for need in found[ADA])
    assert found[ANA] == found[BEN] == []
