"""What people booked a day, summed up in SQL: of locked days as it was known when these were locked."""

from collections.abc import Collection, Sequence

from bot.common.memory import Remembered
from bot.db.transaction import Transaction
from bot.features.ledger.repository.facts import FactRepository
from bot.features.ledger.rules.facts import CreditFact
from bot.features.ledger.rules.locking.locks import Slice

# By person, slices, and whether the kinds of the deals as they are now are told.
_Key = tuple[str, tuple[Slice, ...], bool]
DAY_SUMS = Remembered[Sequence[CreditFact]]("sums of credits by person and slices, a day each")


async def day_sums(
    transaction: Transaction, ids: Sequence[str], slices: tuple[Slice, ...], *, with_kinds: bool
) -> tuple[CreditFact, ...]:
    """Credits of these people that count on the days of the slices, those of one day as one, of no deal.

    `with_kinds`: a sum for each kind of deals; else their category is "".
    """

    async def load(keys: Collection[_Key]) -> dict[_Key, list[CreditFact]]:
        unread = [who for who, *_ in keys]
        found: dict[_Key, list[CreditFact]] = {key: [] for key in keys}
        for row in await FactRepository(transaction).day_sums(unread, slices, with_kinds=with_kinds):
            amount, member_id, day, is_overlay, *kind = row
            fact = CreditFact(0, 0, member_id, "", day, amount, is_overlay, kind[0] if kind else "")
            found[member_id, slices, with_kinds].append(fact)
        return found

    own = await transaction.each(DAY_SUMS, [(who, slices, with_kinds) for who in ids], load)
    return tuple(fact for facts in own.values() for fact in facts)
