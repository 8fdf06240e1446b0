"""Teams: everybody looks, admins add and end them, a manager changes the own one."""

from bot.demo.cast import NORTHWIND
from bot.demo.seed.teams import seed_teams
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.features.teams import service

from .people import newest

FORM = {"Name": "Enterprise", "Manager": "lucia", "Members": ["ben", "grace"], "Channel": "#sales"}


async def at_teams(stage: Stage, name: str) -> Actor:
    """Somebody who looks at the teams."""
    actor = stage.actor(name).goes_to("#general")
    await actor.types("/pacer teams")
    return actor


async def with_enterprise(stage: Stage) -> Actor:
    """Ana, who has just added Enterprise by the form."""
    ana = await at_teams(stage, "ana")
    await ana.clicks("Add a team")
    await ana.submits(FORM)
    return ana


async def teams_of(stage: Stage) -> dict[str, tuple[str, list[str]]]:
    """Manager and members of each team, by its name."""
    names = {user.id: user.name for user in stage.emulator.world.people(NORTHWIND)}
    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        teams = (await service.load_org_chart(transaction)).teams
    return {team.name: (names[team.manager_id], [names[who] for who in team.member_ids]) for team in teams}


async def test_ana_adds_a_team(stage: Stage) -> None:
    """By the form, once, though Slack sends it twice; everybody sees it then."""
    ana = await at_teams(stage, "ana")
    assert "There are no teams yet" in newest(ana.sees())
    await ana.clicks("Add a team")
    stage.emulator.faults.deliver_twice = True
    await ana.submits(FORM)
    stage.emulator.faults.deliver_twice = False
    assert ana.modal is not None
    assert "*Enterprise* is saved, with 2 members." in str(ana.modal.blocks)

    cleo = await at_teams(stage, "cleo")
    channel = stage.emulator.world.channel_named("sales", NORTHWIND).id
    told = f"*Enterprise*, led by Lucía Fernández, in <#{channel}>\\nBen Walker and Grace Kim"
    assert told in newest(cleo.sees())
    assert await teams_of(stage) == {"Enterprise": ("lucia", ["ben", "grace"])}


async def test_refused_beside_the_field(stage: Stage) -> None:
    """The form stays open until it is right; until then nothing is written."""
    ana = await with_enterprise(stage)
    await ana.closes()
    await ana.clicks("Add a team")
    view = ana.modal
    assert view is not None
    for values, field, sentence in (
        ({"Name": "enterprise", "Manager": "ana"}, "name", "There is a team “Enterprise” already"),
        ({"Name": "R & D", "Manager": "oncall"}, "manager", "Not an active person of this workspace"),
        ({"Manager": "ana", "Members": ["hugo", "ben"]}, "members", "Ben Walker is in Enterprise already"),
        ({"Members": ["hugo", "ana"]}, "members", "Ana Silva leads the team"),
    ):
        await ana.submits(values)
        assert view.errors.keys() == {field}
        assert sentence in view.errors[field]
    assert list(await teams_of(stage)) == ["Enterprise"]

    await ana.submits({"Members": ["hugo"]})
    assert (await teams_of(stage))["R &amp; D"] == ("ana", ["hugo"])


async def test_ben_and_cleo_only_look(stage: Stage) -> None:
    """Neither the member nor the outsider is offered anything."""
    await with_enterprise(stage)
    for name in ("ben", "cleo"):
        actor = await at_teams(stage, name)
        assert "*Enterprise*" in newest(actor.sees())
        assert "teams." not in newest(actor.sees())


async def test_ben_cannot_with_what_he_had(stage: Stage) -> None:
    """Forms and buttons from when he was an admin are refused, and change nothing."""
    await with_enterprise(stage)
    before = await teams_of(stage)
    user = stage.emulator.world.named("ben", NORTHWIND)
    user.is_admin = True
    await stage.pacer.run_jobs()
    ben = await at_teams(stage, "ben")
    await ben.clicks("Add a team")
    user.is_admin = False
    await stage.pacer.run_jobs()

    outcome = await ben.submits({"Name": "Mine", "Manager": "ben"})
    assert "Only an admin of this workspace can add a team" in str(outcome.error)
    await ben.closes()
    for label, sentence in (
        ("End the team", "Only an admin of this workspace can end a team"),
        ("Change the team", "Only the manager of Enterprise, and admins, can change it"),
        ("Add a team", "Only an admin of this workspace can add a team"),
    ):
        await ben.clicks(label)
        assert ben.modal is None
        assert sentence in newest(ben.sees())
    assert await teams_of(stage) == before


async def test_a_manager_changes_members(stage: Stage) -> None:
    """Of the own team only, and not who leads it."""
    await with_enterprise(stage)
    lucia = await at_teams(stage, "lucia")
    assert "teams.add" not in newest(lucia.sees())
    assert "teams.end" not in newest(lucia.sees())
    await lucia.clicks("Change the team")
    view = lucia.modal
    assert view is not None
    assert "Led by Lucía Fernández" in str(view.blocks)

    await lucia.submits({"Members": ["lucia"]})
    assert "leads the team" in view.errors["members"]
    await lucia.submits({"Name": "Large accounts", "Members": ["grace", "hugo"]})

    assert await teams_of(stage) == {"Large accounts": ("lucia", ["grace", "hugo"])}
    ben = await at_teams(stage, "ben")
    assert "Grace Kim and Hugo Martin" in newest(ben.sees())


async def test_another_manager(stage: Stage) -> None:
    """Ana gives the team to Jamal: what was there is filled in, and Lucía is offered nothing any more."""
    ana = await with_enterprise(stage)
    await ana.closes()
    await at_teams(stage, "ana")
    await ana.clicks("Change the team")
    await ana.submits({"Manager": "jamal"})

    assert await teams_of(stage) == {"Enterprise": ("jamal", ["ben", "grace"])}
    lucia = await at_teams(stage, "lucia")
    assert "teams." not in newest(lucia.sees())


async def test_a_team_ends(stage: Stage) -> None:
    """After a question; the list is drawn afresh, and its people are free."""
    ana = await with_enterprise(stage)
    await ana.closes()
    await at_teams(stage, "ana")
    await ana.clicks("End the team", confirm=False)
    assert list(await teams_of(stage)) == ["Enterprise"]
    await ana.clicks("End the team")

    assert "Enterprise has ended" in newest(ana.sees())
    assert "There are no teams yet" in newest(ana.sees())
    await ana.clicks("Add a team")
    await ana.submits(FORM)
    assert await teams_of(stage) == {"Enterprise": ("lucia", ["ben", "grace"])}


async def test_a_member_who_left(stage: Stage) -> None:
    """Ben is not shown any more, and the next change of the team takes him out."""
    await with_enterprise(stage)
    stage.emulator.world.named("ben", NORTHWIND).deleted = True
    await stage.pacer.run_jobs()
    lucia = await at_teams(stage, "lucia")
    assert "Ben Walker" not in newest(lucia.sees())
    await lucia.clicks("Change the team")
    await lucia.submits({"Name": "Large accounts"})

    async with stage.pacer.db.reading(NORTHWIND) as transaction:
        (team,) = (await service.load_org_chart(transaction)).teams
    assert team.member_ids == (stage.emulator.world.named("grace", NORTHWIND).id,)


async def test_northwinds_teams(stage: Stage) -> None:
    """What the demo begins with; a part of a name finds one of them."""
    await seed_teams(stage.pacer.db, stage.emulator.world, stage.emulator.clock.now())

    assert await teams_of(stage) == {
        "Enterprise": ("ana", ["ben", "grace", "jamal", "kavya"]),
        "Mid-market": ("lucia", ["dario", "emeka", "hugo"]),
        "Sales development": ("ana", ["fatima", "ingrid"]),
    }
    ben = stage.actor("ben").goes_to("#sales")
    await ben.types("/pacer teams mid")
    assert "*Mid-market*, led by Lucía Fernández\\nDario Conti, Emeka Obi and Hugo Martin" in newest(
        ben.sees()
    )
    assert "Enterprise" not in newest(ben.sees())


async def test_no_contest_without_teams(stage: Stage) -> None:
    """An admin hears what is missing; who may not hold one hears that."""
    for name, sentence in (
        ("ana", "There are no teams yet"),
        ("ben", "Only the managers"),
    ):
        actor = stage.actor(name).goes_to("#general")
        await actor.types("/contest new")
        assert sentence in newest(actor.sees())
