"""Who says what people sell, and what is said where nobody has."""

from collections.abc import Collection
from dataclasses import replace

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.skills.notices import RoleAsked
from bot.features.skills.repository.cards import ProfileRepository
from bot.features.skills.rules.facts import NoRole, SellerProfile
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.service.notifications import tell
from bot.features.skills.service.profiles import PROFILES, profile_of, profiles
from bot.features.teams import service as teams
from bot.framework.context import Context

LONGEST_SEGMENT = 40


async def check_role(transaction: Transaction, person: Person, reader_id: str) -> SellerProfile:
    """What somebody sells. NoRole: nobody has told; it says who can."""
    profile = await profile_of(transaction, person.id)
    if profile.role:
        return profile
    is_own, settable = person.id == reader_id, await _settable(transaction, reader_id)
    untold = "Nobody has said yet what you sell" if is_own else f"Nobody has said what {person.name} sells"
    if person.id in {each.id for each in settable}:
        raise NoRole(f"{untold}: choose a role in `/skills roles`.", may_set=True)
    manager = await _manager(transaction, person.id)
    if manager is not None:
        ask = manager.name if is_own else ""
        raise NoRole(f"{untold}: {manager.name} does, with `/skills roles`.", ask_name=ask)
    if is_own and settable:
        raise NoRole(
            "Nobody leads you, so nobody says what you sell. Choose what each of your people sells.",
            may_set=True,
        )
    whose = (
        "you are in no team yet. An admin adds you"
        if is_own
        else f"{person.name} is in no team yet. An admin adds them"
    )
    raise NoRole(f"{untold}: {whose} with `/pacer teams`.")


async def _manager(transaction: Transaction, person_id: str) -> Person | None:
    """Who leads somebody, and is there to be asked."""
    manager_id = (await teams.load_org_chart(transaction)).manager_of(person_id)
    manager = await people.person(transaction, manager_id) if manager_id else None
    return manager if manager is not None and manager.is_active_person else None


async def _settable(transaction: Transaction, actor_id: str) -> list[Person]:
    actor, org_chart = await people.actor(transaction, actor_id), await teams.load_org_chart(transaction)
    ids = org_chart.people_of(actor_id)
    if actor.is_admin:
        ids |= {who for team in org_chart.teams for who in team.member_ids}
    known = await people.people(transaction, ids)
    found = [each for each in known.values() if each.is_active_person and not each.is_guest]
    return sorted(found, key=lambda person: (person.name.casefold(), person.id))


async def whose_roles(transaction: Transaction, actor_id: str) -> list[Person]:
    """The people whose role the actor may set, by name: those whom they lead; of an admin, all in teams.

    NoRole: there are none; it tells who may.
    """
    if found := await _settable(transaction, actor_id):
        return found
    if (await people.actor(transaction, actor_id)).is_admin:
        raise NoRole("Nobody is in a team yet: add teams with `/pacer teams`.")
    manager = await _manager(transaction, actor_id)
    is_untold = not (await profile_of(transaction, actor_id)).role
    ask = manager.name if manager is not None and is_untold else ""
    raise NoRole("Only the managers of teams, and admins, say what their people sell.", ask_name=ask)


async def ask_for_role(ctx: Context) -> str:
    """Asks whoever leads the actor to say what they sell, once a week, and gives the sentence that tells so.

    NoRole: nobody leads them. BadInput: it is told meanwhile.
    """
    await ctx.claim()
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    if (await profile_of(ctx.transaction, actor.id)).role:
        raise BadInput("Somebody has said it meanwhile: write `/skills` again.")
    manager = await _manager(ctx.transaction, actor.id)
    if manager is None:
        await check_role(ctx.transaction, actor, actor.id)
        raise BadInput("Nobody leads you: an admin adds you to a team.")
    year, week, _ = ctx.now.isocalendar()
    key = f"{RoleAsked.kind}:{actor.id}:{manager.id}:{year}-{week}"
    await tell(ctx, RoleAsked(actor.name), manager.id, key)
    return f"{manager.name} is asked to choose your role."


async def set_roles(ctx: Context, wanted: Collection[SellerProfile]) -> int:
    """Stores what these people sell, and tells of how many it changed.

    NotAllowed: one of them is nobody whom the actor leads. BadInput: an unknown role, or a long segment.
    """
    await ctx.claim()
    may_set = {person.id for person in await whose_roles(ctx.transaction, ctx.actor_id)}
    before = await profiles(ctx.transaction)
    changed = []
    for each in wanted:
        profile = replace(each, segment=" ".join(each.segment.split()) if each.role else "")
        _check(profile, may_set)
        if profile != before.get(profile.member_id, SellerProfile(profile.member_id)):
            changed.append(profile)
    rows = [
        {
            "member_id": each.member_id,
            "role": each.role,
            "segment": each.segment,
            "set_by": ctx.actor_id,
            "recorded_at": ctx.now,
        }
        for each in changed
    ]
    await ProfileRepository(ctx.transaction).keep(rows)
    ctx.transaction.memory.forget(PROFILES)
    return len(changed)


def _check(profile: SellerProfile, may_set: Collection[str]) -> None:
    if profile.member_id not in may_set:
        raise NotAllowed("Only the manager of somebody, and admins, say what they sell.")
    if profile.role and profile.role not in RUBRICS:
        raise BadInput("There is no such role: choose one of the list.")
    if len(profile.segment) > LONGEST_SEGMENT:
        raise BadInput(f"A segment has at most {LONGEST_SEGMENT} characters, not {len(profile.segment)}.")
