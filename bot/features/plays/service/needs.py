"""What waits for somebody of plays: losses without a reason; for managers, people who tell none."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.notifications.service.duty import people_led
from bot.features.people.service import members as people
from bot.features.plays.repository.asks import PlayAskRepository
from bot.features.plays.rules.ids import LOSS, LOSSES
from bot.features.teams import service as teams
from bot.framework.needs import Need, NeedRank, first_names, fitted

_WAITS_FOR = timedelta(days=14)
_MANY, _LATELY = 5, timedelta(days=28)


async def questions(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Question[Any]]:
    """Their losses without a reason, and how many of people led have none."""
    repository, led = PlayAskRepository(transaction), await _led(transaction, person_id)
    silent = [repository.silent_losses(led, now - _LATELY)] if led else []
    return [repository.open_losses(person_id), *silent]


async def _led(transaction: Transaction, person_id: str) -> frozenset[str]:
    person = await people.person(transaction, person_id)
    return people_led(person, await teams.load_org_chart(transaction))


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """Own losses of the last fortnight, one row each; for who leads, people with five untold in 28 days."""
    rows = await answer(transaction, PlayAskRepository(transaction).open_losses(person_id))
    fresh = sorted((row for row in rows if row.at > now - _WAITS_FOR), key=lambda row: int(row.id))
    return [*map(_own, fresh), *await _untold(transaction, person_id, now)]


def _own(row: Any) -> Need:
    return Need(
        f"plays.loss:{row.id}",
        fitted("", row.name, " was lost. Why, mostly?"),
        "Say why",
        LOSS,
        NeedRank.write,
        since=row.at,
        value=str(row.id),
        sign=":thinking_face:",
    )


async def _untold(transaction: Transaction, person_id: str, now: datetime) -> list[Need]:
    led = await _led(transaction, person_id)
    if not led:
        return []
    since = now - _LATELY
    rows = await answer(transaction, PlayAskRepository(transaction).silent_losses(led, since))
    many = {row.owner_id: int(row.times) for row in rows if row.times >= _MANY}
    called = first_names(await people.names(transaction, many.keys())) if many else {}
    return [
        Need(
            f"plays.untold:{who}",
            fitted(f"{called.get(who, 'somebody')}: ", f"{times} lost deals without a reason"),
            "Show lost deals",
            LOSSES,
            NeedRank.gap,
            since=since,
            about_id=who,
            name=called.get(who, "somebody"),
        )
        for who, times in sorted(many.items())
    ]
