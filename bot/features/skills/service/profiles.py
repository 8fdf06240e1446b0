"""Who sells what, and the rubrics as the workspace has changed them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.common.errors import BadInput
from bot.common.memory import Remembered
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.skills.models import SellerProfileRow
from bot.features.skills.repository.cards import ProfileRepository
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.rules.rubric import RUBRICS, SKILL_NAMES, RoleRubric, Skill
from bot.framework.context import Context

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


async def skill_names_of(transaction: Transaction, person_id: str) -> tuple[str, ...]:
    """Names of the skills of somebody's role; of all roles where nobody has told."""
    role = (await profile_of(transaction, person_id)).role
    return tuple(each.name for each in RUBRICS[role].skills) if role else tuple(SKILL_NAMES.values())


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
