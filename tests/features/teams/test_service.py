"""The use cases of teams, on a real database."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.common.errors import AlreadyRecorded, BadInput, NotAllowed, Refusal
from bot.db.transaction import Database
from bot.features.people.service import members as people
from bot.features.teams import service
from bot.features.teams.models import TeamMember, TeamRow
from bot.features.teams.rules.org_chart import OrgChart
from bot.features.teams.rules.team_form import TeamForm
from bot.features.workspace import service as workspace
from tests.contexts import acting
from tests.features.members import member

from .cast import ANA, BEN, CLEO, DARIO, GONE, ROBOT, WINS

WORKSPACE, OTHER = "T0NORTH", "T0OTHER"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
FORM = TeamForm("Enterprise", CLEO, (BEN,), WINS)


@pytest.fixture(autouse=True)
async def cast(db: Database) -> None:
    """Ana is the admin; a bot and somebody who left; elsewhere Ben is the admin."""
    async with db.transaction(WORKSPACE) as transaction:
        everybody = [member(ANA, is_admin=True), *map(member, (BEN, CLEO, DARIO))]
        others = [member(ROBOT, is_bot=True), member(GONE, is_deactivated=True)]
        await people.keep(transaction, [*everybody, *others])
        await workspace.remember(transaction, name="North", likely_zone="America/New_York", now=MONDAY)
    async with db.transaction(OTHER) as transaction:
        await people.keep(transaction, [member(BEN, is_admin=True), member(DARIO)])


async def save(
    db: Database,
    form: TeamForm,
    team_id: int | None = None,
    *,
    who: str = ANA,
    key: str = "",
    now: datetime = MONDAY,
    of: str = WORKSPACE,
) -> int:
    """Somebody saves a form, in a transaction of its own."""
    async with db.transaction(of) as transaction:
        return await service.save(acting(transaction, who, now, key or f"{who} {form} {now}"), form, team_id)


async def end(db: Database, team_id: int, who: str = ANA, now: datetime = MONDAY) -> str:
    """Somebody ends a team."""
    async with db.transaction(WORKSPACE) as transaction:
        return await service.end(acting(transaction, who, now, f"end {team_id} {who}"), team_id)


async def org_chart(db: Database, of: str = WORKSPACE) -> OrgChart:
    """The teams as they are."""
    async with db.reading(of) as transaction:
        return await service.load_org_chart(transaction)


async def history(db: Database, team_id: int) -> set[tuple[str, int, int | None]]:
    """Who was in a team from and until which day of November, for ever."""
    async with db.reading(WORKSPACE) as transaction:
        rows = await transaction.session.scalars(select(TeamMember).where(TeamMember.team_id == team_id))
        return {(row.user_id, row.since.day, row.until.day if row.until else None) for row in rows}


async def test_a_team_is_added(db: Database) -> None:
    """Everybody finds it; nobody elsewhere does."""
    team_id = await save(db, replace(FORM, name="R & D"))

    (team,) = (await org_chart(db)).teams
    assert (team.id, team.name, team.manager_id, team.channel_id) == (team_id, "R &amp; D", CLEO, WINS)
    assert team.member_ids == (BEN,)
    assert (await org_chart(db, OTHER)).teams == ()


async def test_teams_are_in_order(db: Database) -> None:
    """By name, members by id."""
    await save(db, TeamForm("Zeta", ANA, (DARIO, BEN)))
    await save(db, TeamForm("Alpha", ANA, ()))
    teams = (await org_chart(db)).teams
    assert [(team.name, team.member_ids) for team in teams] == [("Alpha", ()), ("Zeta", (BEN, DARIO))]


@pytest.mark.parametrize(
    ("who", "why"),
    [(BEN, "Only an admin of this"), (CLEO, "Only an admin of this"), ("U0NOBODY", "another workspace")],
)
async def test_only_admins_add_teams(db: Database, who: str, why: str) -> None:
    """Not even somebody who would lead it."""
    with pytest.raises(NotAllowed, match=why):
        await save(db, FORM, who=who)
    assert (await org_chart(db)).teams == ()


async def test_a_manager_changes_the_own_team(db: Database) -> None:
    """Name, members and channel, with the manager as it is, said or not."""
    team_id = await save(db, FORM)
    await save(db, TeamForm("Large", CLEO, (DARIO,)), team_id, who=CLEO)
    await save(db, TeamForm("Larger", "", (DARIO, ANA)), team_id, who=CLEO)

    (team,) = (await org_chart(db)).teams
    assert (team.name, team.manager_id, team.channel_id) == ("Larger", CLEO, None)
    assert set(team.member_ids) == {ANA, DARIO}


async def test_a_manager_does_not_hand_the_team_on(db: Database) -> None:
    """An admin does; from then on the former manager may change nothing."""
    team_id = await save(db, FORM)
    with pytest.raises(NotAllowed, match="Only an admin of this workspace can give a team") as refused:
        await save(db, replace(FORM, name="Mine", manager_id=DARIO), team_id, who=CLEO)
    assert refused.value.field == "manager"
    assert (await org_chart(db)).named("Enterprise") is not None

    await save(db, replace(FORM, manager_id=DARIO), team_id)
    with pytest.raises(NotAllowed, match="Only the manager of Enterprise, and admins, can change it"):
        await save(db, replace(FORM, manager_id=DARIO), team_id, who=CLEO)
    assert (await org_chart(db)).manager_of(BEN) == DARIO


async def test_members_change_nothing(db: Database) -> None:
    """Nor does the admin of another workspace."""
    team_id = await save(db, FORM)
    with pytest.raises(NotAllowed, match="Only the manager of Enterprise"):
        await save(db, replace(FORM, member_ids=()), team_id, who=BEN)
    with pytest.raises(BadInput, match="That team does not exist any more"):
        await save(db, TeamForm("Mine", BEN, ()), team_id, who=BEN, of=OTHER)
    assert (await org_chart(db)).led_by(CLEO)[0].member_ids == (BEN,)


@pytest.mark.parametrize(
    "form",
    [
        replace(FORM, name="Other", member_ids=(DARIO, BEN)),
        replace(FORM, name="Other", member_ids=(DARIO, ROBOT)),
        replace(FORM, name="Other", member_ids=(DARIO, GONE)),
        replace(FORM, name="Other", member_ids=(DARIO, "U0ELSE")),
        replace(FORM, name="enterprise", member_ids=(DARIO,)),
        replace(FORM, name="", member_ids=(DARIO,)),
        replace(FORM, name="Other", manager_id=GONE, member_ids=(DARIO,)),
    ],
    ids=["in another team", "bot", "left", "unknown", "same name", "no name", "manager left"],
)
async def test_all_or_nothing(db: Database, form: TeamForm) -> None:
    """What is refused leaves no trace: no team, no member, and the same request may come again."""
    await save(db, FORM)
    other_id = await save(db, TeamForm("Small", ANA, ()))
    before = await org_chart(db)

    for team_id in (None, other_id):
        with pytest.raises(Refusal):
            await save(db, form, team_id, key="again")
    assert await org_chart(db) == before
    await save(db, TeamForm("Third", ANA, (DARIO,)), key="again")


async def test_once(db: Database) -> None:
    """A form that comes twice adds one team; an end that comes twice ends it once."""
    team_id = await save(db, FORM, key="one")
    with pytest.raises(AlreadyRecorded):
        await save(db, FORM, key="one")
    await end(db, team_id)
    with pytest.raises(AlreadyRecorded):
        await end(db, team_id)
    assert (await org_chart(db)).teams == ()


async def test_history(db: Database) -> None:
    """Who leaves was a member until that day, who comes back is one from then; in the workspace's zone."""
    late = MONDAY.replace(hour=3)  # still Sunday in New York
    team_id = await save(db, FORM, now=late)
    await save(db, replace(FORM, member_ids=(DARIO,)), team_id, now=MONDAY)
    await save(db, replace(FORM, member_ids=(DARIO, BEN)), team_id, now=MONDAY + 2 * DAY)

    assert await history(db, team_id) == {(BEN, 22, 23), (DARIO, 23, None), (BEN, 25, None)}


async def test_left_on_the_day_of_joining(db: Database) -> None:
    """That was no membership; and who is back on the day of leaving has not left."""
    team_id = await save(db, FORM)
    await save(db, replace(FORM, member_ids=(BEN, DARIO)), team_id, now=MONDAY + DAY)
    await save(db, replace(FORM, member_ids=()), team_id, now=MONDAY + DAY)
    assert await history(db, team_id) == {(BEN, 23, 24)}

    await save(db, replace(FORM, name="Back", member_ids=(BEN, DARIO)), team_id, now=MONDAY + DAY)
    assert await history(db, team_id) == {(BEN, 23, None), (DARIO, 24, None)}


async def test_from_team_to_team_and_back_in_one_day(db: Database) -> None:
    """Both teams know the days on which they had somebody."""
    one, other = await save(db, FORM), await save(db, TeamForm("Small", ANA, ()))
    empty, small = replace(FORM, member_ids=()), TeamForm("Small", ANA, (BEN,))
    tomorrow = MONDAY + DAY
    await save(db, empty, one, now=tomorrow)
    await save(db, small, other, now=tomorrow)
    assert (await history(db, one), await history(db, other)) == ({(BEN, 23, 24)}, {(BEN, 24, None)})

    await save(db, replace(small, member_ids=()), other, now=tomorrow)
    await save(db, FORM, one, now=tomorrow, key="back")
    assert (await history(db, one), await history(db, other)) == ({(BEN, 23, None)}, set())


async def test_the_workspace_moves_west(db: Database) -> None:
    """When its today is a day that it has had before, who left comes back all the same."""
    team_id = await save(db, FORM)
    await save(db, replace(FORM, member_ids=()), team_id, now=MONDAY + 2 * DAY)
    await save(db, FORM, team_id, now=MONDAY + DAY)
    assert await history(db, team_id) == {(BEN, 23, None)}


async def test_a_team_ends(db: Database) -> None:
    """It is not there any more, its name and its people are free, and its history is kept."""
    team_id = await save(db, FORM)

    assert await end(db, team_id, now=MONDAY + DAY) == "Enterprise"

    assert (await org_chart(db)).teams == ()
    assert await history(db, team_id) == {(BEN, 23, 24)}
    new_id = await save(db, FORM, now=MONDAY + DAY)
    assert (await org_chart(db)).team_of(BEN) == (await org_chart(db)).team(new_id)
    async with db.reading(WORKSPACE) as transaction:
        ends = await transaction.session.scalars(select(TeamRow.ended_on).order_by(TeamRow.id))
        assert list(ends) == [date(2026, 11, 24), None]
    with pytest.raises(BadInput, match="does not exist any more"):
        await save(db, FORM, team_id, key="late")


@pytest.mark.parametrize("who", [BEN, CLEO])
async def test_only_admins_end_teams(db: Database, who: str) -> None:
    """Its manager does not."""
    team_id = await save(db, FORM)
    with pytest.raises(NotAllowed, match="Only an admin of this workspace can end a team"):
        await end(db, team_id, who)
    assert (await org_chart(db)).team(team_id) is not None


async def test_the_overview(db: Database) -> None:
    """The viewer, the teams and their people, of whom some have left; leavers and strangers see none."""
    await save(db, FORM)
    async with db.transaction(WORKSPACE) as transaction:
        await people.keep(transaction, [member(BEN, is_deactivated=True)])
    async with db.reading(WORKSPACE) as transaction:
        seen = await service.overview(transaction, ANA)
        for nobody in ("U0NOBODY", BEN):
            with pytest.raises(NotAllowed):
                await service.overview(transaction, nobody)

    assert seen.viewer.is_admin
    assert seen.people.keys() == {ANA, BEN, CLEO}
    assert seen.people[BEN].is_deactivated
    assert seen.changeable(seen.org_chart.teams[0].id).name == "Enterprise"


async def attempt(db: Database, form: TeamForm, key: str) -> str:
    """Save it as a new team: "saved", or why not."""
    try:
        await save(db, form, key=key)
    except Refusal as refusal:
        return str(refusal)
    return "saved"


async def test_one_person_into_two_teams_at_once(db: Database) -> None:
    """One of them has him; the others are refused with its name, and nothing of them is written."""
    forms = [TeamForm(f"Team {number}", ANA, (BEN, DARIO)[:: 1 - 2 * (number % 2)]) for number in range(6)]
    outcomes = await asyncio.gather(*(attempt(db, form, form.name) for form in forms))

    (team,) = (await org_chart(db)).teams
    assert team.member_ids == (BEN, DARIO)
    assert outcomes.count("saved") == 1
    refused = [outcome for outcome in outcomes if outcome != "saved"]
    assert all(f"is in {team.name} already" in outcome for outcome in refused)


async def test_one_name_for_two_teams_at_once(db: Database) -> None:
    """One has it."""
    outcomes = await asyncio.gather(*(attempt(db, TeamForm("Small", ANA, ()), f"{n}") for n in range(6)))
    assert outcomes.count("saved") == 1
    assert len((await org_chart(db)).teams) == 1


async def test_ended_while_it_is_changed(db: Database) -> None:
    """Whoever comes second: nobody is left in a team that has ended."""
    team_id = await save(db, FORM)
    changing = save(db, replace(FORM, member_ids=(BEN, DARIO)), team_id)
    changed, ended = await asyncio.gather(changing, end(db, team_id), return_exceptions=True)
    assert ended == "Enterprise"
    assert changed == team_id or "does not exist any more" in str(changed)
    assert all(until is not None for _, _, until in await history(db, team_id))
    assert await save(db, TeamForm("Free", ANA, (BEN, DARIO)))
