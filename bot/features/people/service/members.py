"""Queries about members, for the other features, and what changes them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.common.memory import Remembered
from bot.common.moments import WallClock
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.deliveries.notices import Notice
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.people.repository import MemberRepository
from bot.features.people.rules import FOREIGN, Person, QuietTime, check_actor, known_zone, says_absence

# At most so many admins are notified, the first by id.
MOST_ADMINS_TOLD = 5
MEMBERS = Remembered[Person]("members by id")
WORTH_TELLING_FOR = timedelta(days=3)


async def people(transaction: Transaction, user_ids: Collection[str]) -> dict[str, Person]:
    """Those of these ids that are members, by id."""

    async def load(unread: Collection[str]) -> dict[str, Person]:
        rows = await answer(transaction, people_question(transaction, unread))
        return {row.user_id: _person(row) for row in rows}

    return await transaction.memory.each(MEMBERS, sorted(set(user_ids)), load)


def people_question(transaction: Transaction, user_ids: Collection[str]) -> Question[Sequence[Any]]:
    """The question that `people` asks about those of these ids that it does not know."""
    known = transaction.memory.known(MEMBERS)
    return MemberRepository(transaction).find(sorted({who for who in user_ids if who not in known}))


async def everybody(transaction: Transaction) -> list[Person]:
    """Active people by id; no bots, nobody deactivated."""
    return [_person(member) for member in await MemberRepository(transaction).active()]


async def all_members(transaction: Transaction) -> list[Person]:
    """All members by id, bots and deactivated ones included."""
    return [_person(member) for member in await MemberRepository(transaction).everybody()]


async def person(transaction: Transaction, user_id: str) -> Person:
    """The member with this id, or a `stranger` when Slack has not told of them."""
    return (await people(transaction, [user_id])).get(user_id) or stranger(user_id)


async def clock_of(transaction: Transaction, user_id: str, now: datetime) -> WallClock:
    """The clock by which this person reads, in the zone that they have in Slack."""
    return WallClock((await person(transaction, user_id)).zone, now)


async def actor(transaction: Transaction, user_id: str, *, guests: bool = False) -> Person:
    """Who acts, for the services to ask; NotAllowed unless an active person of this workspace does.

    `guests`: whether guests may, with what is their own.
    """
    found = (await people(transaction, [user_id])).get(user_id)
    if found is None:
        raise NotAllowed(FOREIGN)
    check_actor(found, guests=guests)
    return found


def stranger(user_id: str) -> Person:
    """Placeholder for an unknown member: named "Someone", not active, without rights, in UTC."""
    return Person(user_id, "Someone", known_zone("UTC"), is_unknown=True)


async def names(transaction: Transaction, user_ids: Collection[str]) -> dict[str, str]:
    """Names by id; unknown ids are left out."""
    return {known.id: known.name for known in (await people(transaction, user_ids)).values()}


async def managers(transaction: Transaction) -> list[Person]:
    """The workspace's managers, by name."""
    return [_person(member) for member in await MemberRepository(transaction).managers()]


async def admins(transaction: Transaction) -> list[Person]:
    """The workspace's active admins, by id."""
    return [_person(member) for member in await MemberRepository(transaction).admins()]


async def tell_admins(
    transaction: Transaction,
    notice_for: Callable[[Person], Notice],
    about: str,
    now: datetime,
    due: datetime | None = None,
) -> None:
    """Enqueues a notice for each admin (at most 5), once for each `about`; `due` None: at once."""
    told = [(admin.id, notice_for(admin)) for admin in await _admins_told(transaction)]
    outgoing = [
        OutgoingNotice(
            notice,
            to=Recipient(admin_id),
            dedupe_key=told_key(notice.kind, admin_id, about),
            due=due,
            expires_after=WORTH_TELLING_FOR,
        )
        for admin_id, notice in told
    ]
    await Outbox(transaction).enqueue_all(outgoing, now)


async def admins_told(transaction: Transaction) -> list[str]:
    """Ids of the admins whom `tell_admins` tells."""
    return [admin.id for admin in await _admins_told(transaction)]


async def _admins_told(transaction: Transaction) -> list[Person]:
    return (await admins(transaction))[:MOST_ADMINS_TOLD]


def told_key(kind: str, admin_id: str, about: str) -> str:
    """Dedupe key of what `tell_admins` tells this admin about that."""
    return f"{kind}:{admin_id}:{about}"


async def require_admin(transaction: Transaction, actor_id: str, to: str = "change Pacer's settings") -> None:
    """NotAllowed unless the actor is an admin; `to` completes "Only an admin of this workspace can ..."."""
    if not (await actor(transaction, actor_id)).is_admin:
        raise NotAllowed(f"Only an admin of this workspace can {to}.")


async def set_managers(transaction: Transaction, user_ids: Sequence[str]) -> None:
    """Makes exactly these members managers; BadInput (field `managers`) for a guest, bot or inactive one."""
    found = await people(transaction, user_ids)
    for user_id in user_ids:
        candidate = found.get(user_id)
        if candidate is None or not candidate.is_active_person or candidate.is_guest:
            name = candidate.name if candidate else "That person"
            raise BadInput(f"{name} is not an active member, so cannot be a manager.", field="managers")
    await MemberRepository(transaction).set_managers(user_ids)
    transaction.memory.forget(MEMBERS)


async def keep(transaction: Transaction, members: Sequence[Mapping[str, Any]]) -> None:
    """Stores what Slack tells of these users; each as `rules.member_facts` gives it."""
    await MemberRepository(transaction).keep([dict(member) for member in members])
    transaction.memory.forget(MEMBERS)


async def keep_quiet(transaction: Transaction, quiet: Mapping[str, QuietTime]) -> None:
    """Stores the do-not-disturb of these members by id, as `rules.quiet_time` gives it.

    Unknown ids are ignored.
    """
    # Most people of a zone share Slack's default hours: one statement for each time, not for each person.
    by_time: dict[QuietTime, list[str]] = {}
    for user_id, quiet_time in sorted(quiet.items()):
        by_time.setdefault(quiet_time, []).append(user_id)
    for (quiet_from, quiet_until), user_ids in by_time.items():
        await MemberRepository(transaction).set_quiet(user_ids, quiet_from, quiet_until)
    transaction.memory.forget(MEMBERS)


def _person(member: Any) -> Person:
    return Person(
        id=member.user_id,
        name=member.name,
        zone=known_zone(member.zone),
        email=member.email or "",
        is_bot=member.is_bot,
        is_deactivated=member.is_deactivated,
        # People who left, or were never here, have no rights.
        is_admin=member.is_admin and _is_there(member),
        is_manager=member.is_manager and _is_there(member),
        is_guest=member.is_guest,
        is_foreign=member.is_foreign,
        away_until=member.status_until if says_absence(member.status_emoji) else None,
        quiet_from=member.quiet_from,
        quiet_until=member.quiet_until,
        title=member.title,
    )


def _is_there(member: Any) -> bool:
    return not (member.is_bot or member.is_deactivated or member.is_foreign or member.is_guest)
