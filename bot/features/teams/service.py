"""What the other features ask about teams, and the deeds by which teams change."""

from dataclasses import dataclass
from datetime import datetime

from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.handled import once
from bot.db.transaction import Transaction
from bot.features.people import service as people
from bot.features.people.rules import Person
from bot.features.teams.models import TeamRow
from bot.features.teams.repository import TeamRepository
from bot.features.teams.rules import Roster, Team, TeamForm, already_in, check_team
from bot.features.workspace import service as workspace


@dataclass(frozen=True)
class Overview:
    """The teams as somebody sees them; `names` by id of everybody in them."""

    viewer: Person
    roster: Roster
    names: dict[str, str]

    def may_change(self, team: Team) -> bool:
        """Whether the viewer may change this team."""
        return _may_change(self.viewer, team)


async def roster(transaction: Transaction) -> Roster:
    """The teams as they are now, by name."""
    repository = TeamRepository(transaction)
    members = await repository.members()
    return Roster(
        tuple(
            Team(row.id, row.name, row.manager_id, row.channel_id, members.get(row.id, ()))
            for row in await repository.living()
        )
    )


async def overview(transaction: Transaction, actor_id: str) -> Overview:
    """The teams, for somebody to look at."""
    teams = await roster(transaction)
    ids = {who for team in teams.teams for who in (team.manager_id, *team.member_ids)}
    return Overview(await people.person(transaction, actor_id), teams, await people.names(transaction, ids))


async def save(
    transaction: Transaction, form: TeamForm, team_id: int | None, actor_id: str, key: str, now: datetime
) -> int:
    """Add a team, or change the one of this id; its id. A Refusal says why not, beside its field."""
    await once(transaction, key, now)
    repository, actor = TeamRepository(transaction), await people.person(transaction, actor_id)
    row = await _changeable(transaction, team_id, actor) if team_id is not None else None
    if row is None:
        await people.require_admin(transaction, actor_id, "add a team")
    elif not actor.is_admin and form.manager_id != row.manager_id:
        raise NotAllowed("Only an admin of this workspace can give a team another manager.", field="manager")
    known = await people.people(transaction, {form.manager_id, *form.member_ids})
    before = await roster(transaction)
    form = check_team(form, known, before, team_id)
    if row is None:
        facts = {"name": form.name, "manager_id": form.manager_id, "channel_id": form.channel_id}
        team_id = await repository.add_team(facts)
    else:
        row.name, row.manager_id, row.channel_id = form.name, form.manager_id, form.channel_id
        team_id = row.id
    await _set_members(transaction, team_id, form, before, known, now)
    return team_id


async def _set_members(
    transaction: Transaction,
    team_id: int,
    form: TeamForm,
    before: Roster,
    known: dict[str, Person],
    now: datetime,
) -> None:
    repository = TeamRepository(transaction)
    today = local_day(now, await workspace.zone_of(transaction))
    team = before.team(team_id)
    there = set(team.member_ids) if team else set()
    await repository.leave(team_id, there - set(form.member_ids), today)
    wanted = [who for who in form.member_ids if who not in there]
    refused = set(wanted) - await repository.join(team_id, wanted, today)
    if refused:
        # Somebody else has put them into another team a moment ago.
        raise already_in(known[min(refused)].name, "another team")


async def end(transaction: Transaction, team_id: int, actor_id: str, key: str, now: datetime) -> str:
    """A team ends, its members are free for others; its name. NotAllowed for all but admins."""
    await people.require_admin(transaction, actor_id, "end a team")
    await once(transaction, key, now)
    actor = await people.person(transaction, actor_id)
    row = await _changeable(transaction, team_id, actor)
    today = local_day(now, await workspace.zone_of(transaction))
    members = (await TeamRepository(transaction).members()).get(team_id, ())
    await TeamRepository(transaction).leave(team_id, members, today)
    row.ended_on = today
    return row.name


async def _changeable(transaction: Transaction, team_id: int, actor: Person) -> TeamRow:
    row = await TeamRepository(transaction).lock(team_id)
    if row is None:
        raise BadInput("That team does not exist any more.")
    if not _may_change(actor, Team(row.id, row.name, row.manager_id, row.channel_id, ())):
        raise NotAllowed(f"Only the manager of {row.name}, and admins, can change it.")
    return row


def _may_change(actor: Person, team: Team) -> bool:
    return actor.is_admin or actor.id == team.manager_id
