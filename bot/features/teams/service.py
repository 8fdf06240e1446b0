"""Queries about teams for the other features, and the use cases that change teams."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.common.errors import BadInput, NotAllowed
from bot.common.memory import Remembered
from bot.common.periods import local_day
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.people.service import members as people
from bot.features.teams.repository import TeamRepository
from bot.features.teams.rules.facts import TeamsOverview
from bot.features.teams.rules.org_chart import OrgChart, Team, TeamMembership
from bot.features.teams.rules.team_form import TeamForm, check_team, may_change
from bot.features.workspace import service as workspace
from bot.framework.context import Context

# Memberships by person id, earliest first.
Stays = Mapping[str, Sequence[TeamMembership]]
ORG_CHART = Remembered[OrgChart]("org chart")
STAYS = Remembered[Stays]("memberships of those who are or were in a team, by its id")


async def load_org_chart(transaction: Transaction) -> OrgChart:
    """The current teams with their members, sorted by name."""

    async def load() -> OrgChart:
        members: dict[int, list[str]] = {}
        found = {}
        for row in await answer(transaction, chart_question(transaction)):
            found[row.id] = row
            members.setdefault(row.id, []).extend(filter(None, [row.user_id]))
        return OrgChart(
            tuple(
                Team(row.id, row.name, row.manager_id, row.channel_id, tuple(sorted(members[row.id])))
                for row in sorted(found.values(), key=lambda row: (row.name.casefold(), row.id))
            )
        )

    return await transaction.memory.once(ORG_CHART, load)


def chart_question(transaction: Transaction) -> Question[Sequence[Any]]:
    """The question that `load_org_chart` asks."""
    return TeamRepository(transaction).chart()


async def stays(transaction: Transaction, team_id: int) -> Stays:
    """Memberships, in any team, of those who are or were in this one: by person id, earliest first."""
    return (await stays_in(transaction, [team_id]))[team_id]


async def stays_in(transaction: Transaction, team_ids: Collection[int]) -> Mapping[int, Stays]:
    """`stays` of each of these teams, by its id."""

    async def load(unread: Collection[int]) -> dict[int, Stays]:
        found: dict[str, list[TeamMembership]] = {}
        rows = await answer(transaction, stays_question(transaction, unread))
        for row in sorted(rows, key=lambda row: (row.user_id, row.since)):
            stay = TeamMembership(row.team_id, row.user_id, row.since, row.until)
            found.setdefault(row.user_id, []).append(stay)
        return {
            team_id: {who: own for who, own in found.items() if any(stay.team_id == team_id for stay in own)}
            for team_id in unread
        }

    return await transaction.each(STAYS, team_ids, load)


def stays_question(transaction: Transaction, team_ids: Collection[int]) -> Question[Sequence[Any]]:
    """The question that `stays_in` asks."""
    return TeamRepository(transaction).stays(team_ids)


async def there_since(transaction: Transaction, ids: Collection[str]) -> dict[str, date]:
    """First day in any team by person id; people who never were in one are missing."""
    found = {
        who: own[0].since
        for of_team in transaction.memory.known(STAYS).values()
        for who, own in of_team.items()
        if who in ids
    }
    unread = set(ids) - found.keys()
    return found | (await TeamRepository(transaction).first_days(unread) if unread else {})


async def in_teams_since(transaction: Transaction, day: date) -> tuple[str, ...]:
    """Ids of everybody who was in a team on that day or later."""
    return tuple(await TeamRepository(transaction).there_since(day))


async def require_manager(transaction: Transaction, actor_id: str, to: str) -> None:
    """NotAllowed unless the actor leads a team or is an admin; `to` completes the sentence."""
    actor = await people.actor(transaction, actor_id)
    if not actor.is_admin and not (await load_org_chart(transaction)).led_by(actor_id):
        raise NotAllowed(f"Only the managers of teams, and admins, can {to}.")


async def team_led_by(transaction: Transaction, team_id: int, actor_id: str, to: str) -> Team:
    """The team, which the actor leads or administers; a Refusal otherwise: `to` is what only they do."""
    actor = await people.actor(transaction, actor_id)
    team = (await load_org_chart(transaction)).team(team_id)
    if team is None:
        raise BadInput("That team does not exist any more.")
    if not may_change(actor, team):
        raise NotAllowed(f"Only the manager of {team.name}, and admins, {to}.")
    return team


async def overview(transaction: Transaction, actor_id: str) -> TeamsOverview:
    """The teams as the actor sees them; a Refusal when they may not act here."""
    teams = await load_org_chart(transaction)
    ids = {who for team in teams.teams for who in (team.manager_id, *team.member_ids)}
    viewer = await people.actor(transaction, actor_id)
    return TeamsOverview(viewer, teams, await people.people(transaction, {actor_id, *ids}))


async def save(ctx: Context, form: TeamForm, team_id: int | None) -> int:
    """Adds a team, or changes the one of `team_id`, and gives its id.

    A Refusal names the field: another's team, a name taken, a person in another team.
    """
    await ctx.claim()
    # Names and members are unique among teams: concurrent changes are serialised.
    await workspace.one_at_a_time(ctx.transaction)
    seen = await overview(ctx.transaction, ctx.actor_id)
    team = seen.changeable(team_id) if team_id is not None else None
    form = await _wanted(ctx.transaction, form, team, seen)
    saved_id = await _keep(ctx.transaction, form, team)
    today = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
    await _set_members(ctx.transaction, saved_id, team.member_ids if team else (), form.member_ids, today)
    return saved_id


async def _wanted(
    transaction: Transaction, form: TeamForm, team: Team | None, seen: TeamsOverview
) -> TeamForm:
    if team is None:
        await people.require_admin(transaction, seen.viewer.id, "add a team")
    else:
        form = replace(form, manager_id=form.manager_id or team.manager_id)
        if not seen.viewer.is_admin and form.manager_id != team.manager_id:
            raise NotAllowed("Only an admin of this workspace can give a team another manager.", "manager")
    known = await people.people(transaction, {form.manager_id, *form.member_ids})
    return check_team(form, known, seen.org_chart, team.id if team else None)


async def _keep(transaction: Transaction, form: TeamForm, team: Team | None) -> int:
    facts = {"name": form.name, "manager_id": form.manager_id, "channel_id": form.channel_id}
    repository = TeamRepository(transaction)
    transaction.memory.forget(ORG_CHART)
    if team is None:
        return await repository.add_team(facts)
    await repository.change_team(team.id, facts)
    return team.id


async def _set_members(
    transaction: Transaction, team_id: int, before: tuple[str, ...], after: tuple[str, ...], today: date
) -> None:
    repository = TeamRepository(transaction)
    transaction.memory.forget(ORG_CHART)
    await repository.leave(team_id, set(before) - set(after), today)
    await repository.join(team_id, set(after) - set(before), today)


async def end(ctx: Context, team_id: int) -> str:
    """Ends a team, which frees its members, and gives its name. NotAllowed for others than admins."""
    await people.require_admin(ctx.transaction, ctx.actor_id, "end a team")
    await ctx.claim()
    await workspace.one_at_a_time(ctx.transaction)
    team = (await overview(ctx.transaction, ctx.actor_id)).changeable(team_id)
    today = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
    await _set_members(ctx.transaction, team_id, team.member_ids, (), today)
    await TeamRepository(ctx.transaction).change_team(team_id, {"ended_on": today})
    ctx.transaction.memory.forget(ORG_CHART)
    return team.name
