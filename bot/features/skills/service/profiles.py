"""Who sells what, and the rubrics as the workspace has changed them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.common.errors import BadInput, NotAllowed
from bot.common.memory import Remembered
from bot.db.transaction import Transaction
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.skills.models import SellerProfileRow
from bot.features.skills.repository.cards import ProfileRepository
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.rules.rubric import RUBRICS, RoleRubric, Skill
from bot.features.teams import service as teams
from bot.framework.context import Context

LONGEST_SEGMENT = 40
PROFILES = Remembered[Mapping[str, SellerProfile]]("seller profiles")


async def profiles(transaction: Transaction) -> Mapping[str, SellerProfile]:
    """What everybody sells of whom that is told, by id; roles that Pacer does not know any more are none."""

    async def load() -> Mapping[str, SellerProfile]:
        rows = await ProfileRepository(transaction).newest()
        return {row.member_id: _profile(row) for row in rows if row.role in RUBRICS}

    return await transaction.memory.once(PROFILES, load)


def _profile(row: SellerProfileRow) -> SellerProfile:
    return SellerProfile(row.member_id, row.role, row.segment, row.recorded_at)


async def profile_of(transaction: Transaction, person_id: str) -> SellerProfile:
    """What somebody sells; a profile without a role where nobody has told."""
    return (await profiles(transaction)).get(person_id, SellerProfile(person_id))


async def check_role(transaction: Transaction, person: Person, reader_id: str) -> SellerProfile:
    """What somebody sells. BadInput: nobody has told; it says to the person themselves who can."""
    profile = await profile_of(transaction, person.id)
    if not profile.role and person.id == reader_id:
        raise BadInput("Nobody has said yet what you sell: whoever leads you does, with `/skills roles`.")
    if not profile.role:
        raise BadInput(f"Nobody has said what {person.name} sells: choose a role in `/skills roles`.")
    return profile


async def whose_roles(transaction: Transaction, actor_id: str) -> list[Person]:
    """The people whose role the actor may set, by name: those whom they lead; of an admin, all in teams.

    NotAllowed: there are none.
    """
    actor, org_chart = await people.actor(transaction, actor_id), await teams.load_org_chart(transaction)
    ids = org_chart.people_of(actor_id)
    if actor.is_admin:
        ids |= {who for team in org_chart.teams for who in team.member_ids}
    known = await people.people(transaction, ids)
    found = [each for each in known.values() if each.is_active_person and not each.is_guest]
    if not found:
        raise NotAllowed("Only the managers of teams, and admins, say what their people sell.")
    return sorted(found, key=lambda person: (person.name.casefold(), person.id))


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


async def rubric(transaction: Transaction, role: str) -> RoleRubric:
    """The rubric of a role with the lines that admins have changed; hidden ones are "". KeyError: no role."""
    shipped = RUBRICS[role]
    rows = await ProfileRepository(transaction).lines(role)
    changed = {(row.skill, row.level): "" if row.is_hidden else row.text for row in rows}
    return replace(
        shipped,
        skills=tuple(
            replace(
                skill,
                lines=tuple(
                    changed.get((skill.key, level), line) for level, line in enumerate(skill.lines, 1)
                ),
            )
            for skill in shipped.skills
        ),
    )


async def skill_of(transaction: Transaction, role: str, key: str) -> Skill:
    """One skill of a role with its lines as they are here. BadInput: there is none."""
    found = (await rubric(transaction, role)).skills if role in RUBRICS else ()
    for skill in found:
        if skill.key == key:
            return skill
    raise BadInput("There is no such skill any more.")


async def change_lines(ctx: Context, role: str, skill_key: str, lines: Sequence[str]) -> None:
    """Replaces the lines of a skill; an empty one is hidden, one as shipped is no change.

    NotAllowed: the actor is no admin. BadInput: there is no such skill, or all lines are empty.
    """
    await people.require_admin(ctx.transaction, ctx.actor_id, "change the lines of a rubric")
    await ctx.claim()
    known = RUBRICS.get(role)
    shipped = next((each for each in known.skills if each.key == skill_key), None) if known else None
    if shipped is None:
        raise BadInput("There is no such skill any more.")
    written = [" ".join(line.split()) for line in lines]
    if not any(written):
        raise BadInput("Keep one line at least: a skill without lines cannot be rated.")
    rows = [
        {
            "role": role,
            "skill": skill_key,
            "level": level,
            "text": line,
            "is_hidden": not line,
            "changed_by": ctx.actor_id,
            "changed_at": ctx.now,
        }
        for level, (line, before) in enumerate(zip(written, shipped.lines, strict=True), 1)
        if line != before
    ]
    await ProfileRepository(ctx.transaction).keep_lines(role, skill_key, rows)
