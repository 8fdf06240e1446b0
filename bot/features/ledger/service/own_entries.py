"""What an own entry is, whom it waits for, and what it may be."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.common.errors import BadInput
from bot.db.asking import Question
from bot.db.transaction import Transaction
from bot.features.ledger.repository.own_entries import OwnEntryRepository
from bot.features.ledger.rules.deals import SAME_WITHIN, entries_told, is_same_deal
from bot.features.ledger.rules.own_entries import TOGETHER, OwnEntry, OwnEntryState, check_may_decide
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart


async def deciders_of(transaction: Transaction, person_id: str, org_chart: OrgChart) -> tuple[str, ...]:
    """Ids of those who decide about a person's numbers: their manager, else the other admins; maybe none."""
    manager_id = org_chart.manager_of(person_id)
    if manager_id and manager_id != person_id:
        manager = await people.person(transaction, manager_id)
        if manager.is_active_person:
            return (manager_id,)
    found = [admin.id for admin in await people.admins(transaction) if admin.id != person_id]
    return tuple(found[: people.MOST_ADMINS_TOLD])


async def enter(transaction: Transaction, deal_id: int, owner_id: str, now: datetime) -> None:
    """Stores that this deal waits for a nod, in one message with what its rep wrote just before."""
    repository = OwnEntryRepository(transaction)
    together = [each.batch for each in await repository.of_owner(owner_id, now - TOGETHER)]
    starts = {each.deal_id: each.logged_at for each in await repository.of_deals(together)}
    batch = next((each for each, at in starts.items() if at > now - TOGETHER), deal_id)
    facts = {"deal_id": deal_id, "owner_id": owner_id, "batch": batch, "logged_at": now, "twin_id": None}
    facts |= {"state": OwnEntryState.waiting.value, "told": "", "reason": "", "source": ""}
    await repository.enter({**facts, "decided_by": None, "decided_at": None, "reminded_at": None})


async def waiting(
    transaction: Transaction, owner_ids: Collection[str] | None = None, as_of: datetime | None = None
) -> list[OwnEntry]:
    """Entries that wait for a nod, of these people or (None) of all, oldest first.

    `as_of`: that waited then, whatever has become of them.
    """
    return await OwnEntryRepository(transaction).waiting(owner_ids, as_of)


def waits_question(transaction: Transaction) -> Question[bool]:
    """Whether any entry of the workspace waits for a nod."""
    return OwnEntryRepository(transaction).waits()


def waited_question(transaction: Transaction, owner_id: str, as_of: datetime) -> Question[bool]:
    """Whether any entry of this person waited for a nod then."""
    return OwnEntryRepository(transaction).waited(owner_id, as_of)


async def waiting_for(
    transaction: Transaction, decider_id: str, as_of: datetime | None = None
) -> list[OwnEntry]:
    """Entries that wait for this person's nod, oldest first; with `as_of`: that waited then."""
    entries = await OwnEntryRepository(transaction).waiting(None, as_of)
    org_chart = await teams.load_org_chart(transaction) if entries else OrgChart(())
    owners = {each.owner_id for each in entries}
    theirs = {who for who in owners if decider_id in await deciders_of(transaction, who, org_chart)}
    return [each for each in entries if each.owner_id in theirs]


async def in_message(transaction: Transaction, batch: int) -> list[OwnEntry]:
    """All entries that are asked about in one message, oldest first."""
    return await OwnEntryRepository(transaction).of_batch(batch)


async def one(transaction: Transaction, deal_id: int) -> OwnEntry | None:
    """The entry of this deal; None where nobody was asked about it."""
    return next(iter(await OwnEntryRepository(transaction).of_deals([deal_id])), None)


async def changed(transaction: Transaction) -> list[int]:
    """Messages, by `batch`, that do not say what became of an entry, or what it may be."""
    repository = OwnEntryRepository(transaction)
    found = dict.fromkeys(await repository.untold())
    for entry in await repository.waiting():
        if entry.told and await look_for_twin(transaction, entry) != entry.twin_id:
            found[entry.batch] = None
    return list(found)


async def told(transaction: Transaction, entries: Sequence[OwnEntry]) -> None:
    """Keeps that a message says what these entries are now."""
    repository = OwnEntryRepository(transaction)
    for each in entries:
        await repository.change_entries([each.deal_id], {"told": each.state.value})


async def with_twin(transaction: Transaction, entry: OwnEntry) -> OwnEntry:
    """The entry with the source's deal that it may be as of now, which is kept."""
    twin_id = await look_for_twin(transaction, entry) if entry.waits else entry.twin_id
    if twin_id == entry.twin_id:
        return entry
    await OwnEntryRepository(transaction).change_entries([entry.deal_id], {"twin_id": twin_id})
    return await one(transaction, entry.deal_id) or entry


async def reminded(transaction: Transaction, entries: Sequence[OwnEntry], now: datetime) -> None:
    """Keeps that somebody was reminded of these entries."""
    ids = [each.deal_id for each in entries]
    await OwnEntryRepository(transaction).change_entries(ids, {"reminded_at": now})


async def own_line(transaction: Transaction, entry: OwnEntry) -> int | None:
    """Id of the newest line that the rep has of an entry, for a dispute; None without one."""
    return await OwnEntryRepository(transaction).newest_line(entry.deal_id, entry.owner_id)


async def entry_to_decide(transaction: Transaction, actor_id: str, deal_id: int) -> OwnEntry:
    """The entry, for somebody who may decide it. NotAllowed: others. BadInput: it is gone, or decided."""
    repository = OwnEntryRepository(transaction)
    await repository.lock(deal_id)
    found = next(iter(await repository.of_deals([deal_id])), None)
    if found is None:
        raise BadInput("That deal is not in the books any more.")
    await check_decider(transaction, actor_id, found.owner_id)
    if not found.waits:
        raise BadInput(await _already(transaction, found))
    return found


async def _already(transaction: Transaction, entry: OwnEntry) -> str:
    names = await people.names(transaction, [entry.decided_by or ""])
    by = names.get(entry.decided_by or "", "Somebody")
    said = {
        OwnEntryState.confirmed: f"{by} has confirmed *{entry.name}* already.",
        OwnEntryState.declined: f"{by} has declined *{entry.name}* already.",
        OwnEntryState.taken_over: f"{entry.source} has told of *{entry.name}*: it counts already.",
    }
    return said.get(entry.state, f"*{entry.name}* was taken back.")


async def check_decider(transaction: Transaction, actor_id: str, owner_id: str) -> None:
    """NotAllowed for whose deal it is, and for all but their manager and admins."""
    actor, org_chart = await people.actor(transaction, actor_id), await teams.load_org_chart(transaction)
    ids = await deciders_of(transaction, owner_id, org_chart)
    names = await people.names(transaction, [owner_id, *ids])
    deciders = [names[who] for who in ids if who in names]
    check_may_decide(actor, owner_id, names.get(owner_id, "that person"), org_chart, deciders)


async def is_waiting(transaction: Transaction, deal_id: int) -> bool:
    """Whether this deal is a rep's own entry that waits for a nod."""
    found = await OwnEntryRepository(transaction).of_deals([deal_id])
    return bool(found) and found[0].waits


async def is_declined(transaction: Transaction, deal_id: int) -> bool:
    """Whether this deal is a rep's own entry that was declined."""
    found = await OwnEntryRepository(transaction).of_deals([deal_id])
    return bool(found) and found[0].state is OwnEntryState.declined


async def look_for_twin(transaction: Transaction, entry: OwnEntry) -> int | None:
    """The source's won deal that an entry may be, by name or amount; None where nothing is like it."""
    repository = OwnEntryRepository(transaction)
    first, last = entry.closed_on - SAME_WITHIN, entry.closed_on + SAME_WITHIN
    won = await repository.won([entry.owner_id], first, last, by_hand=False)
    own: dict[str, Any] = {"owner_id": entry.owner_id, "name": entry.name, "closed_on": entry.closed_on}
    for said in won:
        is_equal = (said["amount"], said["currency"]) == (entry.amount, entry.currency)
        if is_equal or is_same_deal(own, said):
            return int(said["deal_id"])
    return None


async def declined_before(transaction: Transaction, entry: OwnEntry) -> OwnEntry | None:
    """What was declined of this rep under the same name within two weeks; None without it."""
    earlier = await OwnEntryRepository(transaction).of_owner(entry.owner_id, entry.logged_at - SAME_WITHIN)
    same = [each for each in earlier if each.state is OwnEntryState.declined and _key(each) == _key(entry)]
    return same[-1] if same else None


def _key(entry: OwnEntry) -> str:
    return " ".join(entry.name.casefold().split())


async def own_entries_told(
    transaction: Transaction,
    fresh: Mapping[int, Mapping[str, Any]],
    before: Mapping[int, Mapping[str, Any]],
) -> dict[int, Mapping[str, Any]]:
    """What a source says now of deals that were entered by hand, by the id of the entry; these are locked.

    `fresh` are its new and changed deals, `before` what was known of them. A deal that was the same before
    was there when the entry was written: whether it is the same, the manager is asked.
    """
    won = {
        deal_id: facts for deal_id, facts in fresh.items() if facts["status"] == "won" and facts["owner_id"]
    }
    if not won:
        return {}
    repository = OwnEntryRepository(transaction)
    days, owners = (
        [facts["closed_on"] for facts in won.values()],
        {facts["owner_id"] for facts in won.values()},
    )
    rows = await repository.won(owners, min(days) - SAME_WITHIN, max(days) + SAME_WITHIN, by_hand=True)
    found = entries_told(
        [
            (row, facts)
            for row in rows
            for deal_id, facts in won.items()
            if _is_new(row, facts, before.get(deal_id))
        ]
    )
    for deal_id in found:
        # Somebody may decide about it, or undo it, meanwhile.
        await repository.lock(deal_id)
    return found


def _is_new(own: Mapping[str, Any], facts: Mapping[str, Any], known: Mapping[str, Any] | None) -> bool:
    was = known is not None and known["status"] == "won" and is_same_deal(own, known)
    return is_same_deal(own, facts) and not was
