"""Givings by reaction, and what they second."""

from collections.abc import Collection, Sequence

from bot.db.repository import ScopedRepository
from bot.features.kudos.models import Kudos, KudosLine


class KudosReactionRepository(ScopedRepository):
    """Givings of the workspace by reaction."""

    async def lock_reaction(self, giver_id: str, keys: Collection[str]) -> Kudos | None:
        """What this person gave by a reaction of one of these keys, if it still counts; kept from others."""
        query = self.select(Kudos).where(
            Kudos.reacted_to.in_(keys), Kudos.giver_id == giver_id, Kudos.undone_at.is_(None)
        )
        return (await self.session.scalars(query.limit(1).with_for_update())).one_or_none()

    async def lock_giving(self, kudos_id: int) -> Kudos | None:
        """The giving with this id, kept from others until the transaction ends."""
        return await self.lock_row(Kudos, Kudos.id == kudos_id)

    async def receivers(self, kudos_id: int) -> list[str]:
        """Ids of those whom a giving thanks, in its order."""
        query = self.select(KudosLine, KudosLine.receiver_id).where(KudosLine.kudos_id == kudos_id)
        return list(await self.session.scalars(query.order_by(KudosLine.id)))

    async def seconds_of(self, kudos_id: int) -> Sequence[Kudos]:
        """The givings by reaction that second this one and still count."""
        query = self.select(Kudos).where(Kudos.seconded_id == kudos_id, Kudos.undone_at.is_(None))
        return (await self.session.scalars(query.order_by(Kudos.giver_id))).all()
