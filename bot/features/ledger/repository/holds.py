"""The SQL of holds: until when figures are known while a file is read in."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, literal, or_

from bot.common.memory import Remembered
from bot.db.base import Instant
from bot.db.repository import ScopedRepository
from bot.features.ledger.models.rates import FigureHold

# Many statements of a transaction have it, and it is built once.
_UNTIL = Remembered[ColumnElement[datetime]]("SQL of until when figures are known")


class HoldRepository(ScopedRepository):
    """The holds of the workspace."""

    async def held_at(self, now: datetime) -> datetime | None:
        """The instant at which figures are held; None while they are not."""
        query = self.select(FigureHold, FigureHold.known_until).where(FigureHold.lapses_at > now)
        found: datetime | None = await self.session.scalar(query.order_by(FigureHold.known_until).limit(1))
        return found

    async def first_lapse(self) -> datetime | None:
        """When the first hold lapses, or has lapsed; None without any."""
        found: datetime | None = await self.session.scalar(
            self.select(FigureHold, func.min(FigureHold.lapses_at))
        )
        return found

    async def hold(self, origin: str, known_until: datetime, lapses_at: datetime) -> None:
        """Begins a hold; of one that there is only the end moves."""
        insert = self.insert(FigureHold)
        keys = [FigureHold.workspace_id, FigureHold.origin]
        statement = insert.on_conflict_do_update(index_elements=keys, set_={"lapses_at": lapses_at})
        await self.add(statement, [{"origin": origin, "known_until": known_until, "lapses_at": lapses_at}])

    async def release(self, origin: str, now: datetime) -> None:
        """Ends this hold, and all that have lapsed."""
        over = or_(FigureHold.origin == origin, FigureHold.lapses_at <= now)
        await self.session.execute(self.delete(FigureHold).where(over))


def until(repository: ScopedRepository, as_of: datetime) -> ColumnElement[datetime]:
    """SQL of `as_of`, or of the earlier instant at which figures are held while a file is read in."""
    memory = repository.memory
    found = memory.known(_UNTIL).get(as_of)
    if found is None:
        found = func.coalesce(held(repository, as_of), literal(as_of, Instant()))
        memory.keep(_UNTIL, found, as_of)
    return found


def held(repository: ScopedRepository, as_of: datetime) -> ScalarSelect[Any]:
    """SQL of the instant before `as_of` at which figures are held; NULL while they are not."""
    query = repository.select(FigureHold, func.min(FigureHold.known_until))
    return query.where(FigureHold.known_until < as_of, FigureHold.lapses_at > as_of).scalar_subquery()


def known_at(model: Any, instant: ColumnElement[datetime]) -> tuple[ColumnElement[bool], ...]:
    """SQL conditions for rows that were current at that instant."""
    return model.recorded_at <= instant, or_(model.replaced_at.is_(None), model.replaced_at > instant)
