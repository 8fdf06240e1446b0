"""What waits for somebody, asked of one feature or of all, for the tests of needs."""

import re
from datetime import datetime

from bot.db.transaction import Database
from bot.features.needs import service
from bot.framework.feature import NeedsOf
from bot.framework.needs import LONGEST_LINE, Need
from bot.registry import CATALOG
from tests.contexts import acting
from tests.features.goals.office import NORTH, NOW

_INTERNAL = re.compile(r"\bG\d+\b|<[@#]|[a-z]+:\d+|\n|[0-9a-f]{12}")


async def needs_by(db: Database, needs_of: NeedsOf, person_id: str, now: datetime = NOW) -> dict[str, Need]:
    """What one feature tells, by key; each one fit to be drawn."""
    async with db.reading(NORTH) as transaction:
        return checked(await needs_of(transaction, person_id, now))


async def all_needs(db: Database, person_id: str, now: datetime = NOW) -> dict[str, Need]:
    """What all features tell, by key."""
    async with db.reading(NORTH) as transaction:
        return checked(await service.load_needs(acting(transaction, "", now), person_id))


def checked(found: object) -> dict[str, Need]:
    """By key, each told once: a short line without ids, and a button that somebody answers."""
    needs: list[Need] = list(found)  # type: ignore[call-overload]
    for need in needs:
        assert len(need.text) <= LONGEST_LINE, need
        assert not _INTERNAL.search(need.text), need
        assert need.action_id in CATALOG.actions, need
        assert need.label, need
    by_key = {need.key: need for need in needs}
    assert len(by_key) == len(needs)
    return by_key


def told(needs: dict[str, Need]) -> list[str]:
    """Text and button, as they are drawn."""
    return [f"{need.text} [{need.label}]" for need in needs.values()]
