"""Takes in what waited for an answer, once it is there."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.imports.notices import LateRejects
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.rules.columns import layout_from
from bot.features.imports.rules.facts import WEBHOOK, import_of
from bot.features.imports.rules.matching import Directory, words_of
from bot.features.imports.rules.parking import RELEASED, Parked, ParkedFor, person_called
from bot.features.imports.service.applying import SLICE
from bot.features.imports.service.loading import LoadResult, make_loader
from bot.features.imports.service.waiting import parking, questions
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace

_MOST_REASONS = 5


async def is_waiting(transaction: Transaction) -> bool:
    """Whether there is something to take in."""
    return bool(await parking.groups(transaction, *RELEASED))


async def take_slice(transaction: Transaction, now: datetime) -> bool:
    """Takes the next records in, and tells their keeper of those that cannot be; False: there were none."""
    await workspace.one_at_a_time(transaction)
    taken = [await _take_released(transaction, why, now) for why in RELEASED]
    return any(taken)


async def _take_released(transaction: Transaction, why: ParkedFor, now: datetime) -> bool:
    released = await parking.next_released(transaction, why, SLICE)
    groups: dict[tuple[str | None, str], list[Parked]] = {}
    for each in released:
        groups.setdefault((each.keeper_id, each.origin), []).append(each)
    for (keeper_id, origin), found in groups.items():
        source = found[0].source
        # Whoever is asked has confirmed them by the answer.
        loader = await make_loader(
            transaction,
            source,
            origin or f"answer:{source}"[:80],
            now,
            author_id=keeper_id,
            keeper_id=keeper_id,
            is_unasked=origin.startswith(WEBHOOK),
            apart=None if why is ParkedFor.APART else await _apart(transaction, origin),
        )
        taken = await loader.take(transaction, [each.parking.record for each in found])
        await _tell_rejected(transaction, source, keeper_id, taken, now)
    return bool(released)


async def _apart(transaction: Transaction, origin: str) -> Collection[str]:
    """Sources of which was said that a file's deals are others than theirs."""
    number = import_of(origin)
    row = await ImportRepository(transaction).find(number) if number else None
    return layout_from(row.layout).apart if row is not None and row.layout else ()


async def _tell_rejected(
    transaction: Transaction, source: str, keeper_id: str | None, taken: LoadResult, now: datetime
) -> None:
    if not taken.rejected:
        return
    reasons = Counter(reason for _, reason in taken.rejected).most_common(_MOST_REASONS)
    notice = LateRejects(tuple(reasons))
    about = sha256(f"{source}:{now.isoformat()}:{taken.rejected}".encode()).hexdigest()[:24]
    if keeper_id is None:
        await people.tell_admins(transaction, lambda _: notice, about, now)
        return
    key = f"{notice.kind}:{keeper_id}:{about}"
    await Outbox(transaction).enqueue(notice, now, to=Recipient(keeper_id), dedupe_key=key)


async def known_by_now(transaction: Transaction) -> dict[str, str]:
    """Members by the word that waited for them: those whom the directory finds by now."""
    groups = await parking.groups(transaction, ParkedFor.PERSON)
    if not groups:
        return {}
    members = await people.all_members(transaction)
    known = await ImportRepository(transaction).known_people()
    waiting = await parking.find(transaction, ParkedFor.PERSON, {each.ref for each in groups})
    found: dict[str, str] = {}
    for each in waiting:
        ref = each.parking.ref
        if ref not in found:
            person = person_called(each.parking.record, each.source, ref)
            member_id = Directory(members, known, each.source).find(person)
            if words_of(person, each.source)[:1] == [ref] and isinstance(member_id, str):
                found[ref] = member_id
    return found


async def people_joined(transaction: Transaction, found: dict[str, str], now: datetime) -> None:
    """What waited for these people comes in."""
    await workspace.one_at_a_time(transaction)
    await questions.settle(transaction, found, now)
