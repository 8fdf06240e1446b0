"""The menu: every door that somebody sees leads somewhere, and each one they do not see does not."""

import re

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.actor import Actor
from bot.emulator.client.outsiders import add_guest
from bot.features.doors.rules import Menu
from bot.framework.doors import MANAGERS, Area, WorkspaceRole, open_doors
from bot.registry import CATALOG

from .goals_office import said, with_team
from .people import received

WHO = {
    "ben": {WorkspaceRole.member, WorkspaceRole.in_team},
    "ana": {WorkspaceRole.member, WorkspaceRole.leads, WorkspaceRole.admin},
    "cleo": {WorkspaceRole.member},
    "gina": {WorkspaceRole.guest},
}
# What is said to who has no door there: it is not theirs, or there is nothing of theirs.
REFUSALS = (
    "Only ",
    "Guests",
    "You lead no team",
    "You are in no team",
    "You have no numbers",
    "No quota is set",
)


@pytest.fixture
async def office(stage: Stage) -> Stage:
    """Ana, an admin, leads Enterprise; Ben is in it, Cleo in no team; Gina is a guest."""
    await with_team(stage)
    world = stage.emulator.world
    add_guest(world, NORTHWIND, "gina", "Gina Rossi", world.channel_named("sales", NORTHWIND))
    return stage


def menu(name: str) -> Menu:
    """What the menu holds for somebody."""
    return Menu(name, open_doors(CATALOG.doors, WHO[name]))


async def opens(actor: Actor, area: Area) -> None:
    """Opens the menu, and one area of it."""
    await actor.types("/pacer")
    assert (await actor.clicks(area)).ok


@pytest.mark.parametrize("name", WHO)
async def test_every_door_leads_somewhere(office: Stage, name: str) -> None:
    """Pressed one by one: a window, or an answer that is no error."""
    actor = office.actor(name).goes_to("#general" if name == "cleo" else "#sales")
    for area in menu(name).areas:
        for door in menu(name).within(area):
            await opens(actor, area)
            before = len(actor.sees())
            outcome = await actor.clicks(door.label)
            assert outcome.ok, (door.label, outcome.error)
            assert actor.modal is not None or len(actor.sees()) > before, door.label
            shown = str(actor.modal.blocks if actor.modal else said(actor.sees()[-1]))
            assert "went wrong" not in shown, (door.label, shown)
            if actor.modal is not None:
                await actor.closes(clear=True)


async def test_who_sees_what(office: Stage) -> None:
    """Areas without a door for somebody are left out of their menu."""
    for name in WHO:
        actor = office.actor(name).goes_to("#general" if name == "cleo" else "#sales")
        await actor.types("/pacer help")
        shown = said(actor.sees()[-1])
        assert [area for area in Area if f"'{area}'" in shown] == list(menu(name).areas), name


async def test_back_and_again(office: Stage) -> None:
    """The menu is one message: an area takes its place, Back the area's."""
    ben = office.actor("ben").goes_to("#sales")
    await ben.types("/pacer")
    before, first = len(ben.sees()), said(ben.sees()[-1])

    await ben.clicks("Goals")
    assert "Goal tree" in said(ben.sees()[-1])
    await ben.clicks("Back")

    assert len(ben.sees()) == before
    assert [block["type"] for block in ben.sees()[-1].blocks] == ["section", "actions", "context"]
    assert "What would you like to do, Ben?" in first


async def test_words_that_lead_nowhere(office: Stage) -> None:
    """They are told back, harmless and short, with the nearest doors."""
    ben = office.actor("ben").goes_to("#sales")
    await ben.types("/pacer gaols")
    assert "I don't know “gaols”. Did you mean:" in said(ben.sees()[-1])
    assert (await ben.clicks("My goals")).ok

    await ben.types("/pacer <!channel> " + "x" * 500)
    assert "Shorter, please" in said(ben.sees()[-1])

    await ben.types("/pacer <!channel> " + "x" * 80)
    assert "<!channel>" not in said(ben.sees()[-1])
    await ben.clicks("Everything")
    assert "What would you like to do, Ben?" in said(ben.sees()[-1])


async def test_home_leads_there(office: Stage) -> None:
    """[Everything] opens the menu in a window, whose doors open on top."""
    ben = office.actor("ben")
    await ben.opens_home()
    await ben.clicks("Everything")
    assert ben.modal is not None
    await ben.clicks("Goals")
    await ben.clicks("Goal tree")
    assert "tree" in str(ben.modal).lower() or "goal" in str(ben.modal).lower()


async def test_shortcuts_open_forms(office: Stage) -> None:
    """What is done most, from everywhere: five at most."""
    ben = office.actor("ben").goes_to("#sales")
    for name, title in (
        ("Give kudos", "Give kudos"),
        ("Set a goal", "Set a goal"),
        ("Log a won deal", "A won deal"),
    ):
        assert (await ben.uses_shortcut(name)).ok
        assert ben.modal is not None
        assert ben.modal.title == title
        await ben.closes(clear=True)

    await ben.types("/goal Close 12 deals by 31 Dec")
    assert (await ben.uses_shortcut("Check in")).ok
    assert "Close 12 deals" in str(ben.modal)


async def test_a_person_alone_opens_the_form(office: Stage) -> None:
    """With them in it, the points and who sees it; nobody to thank is told."""
    ben = office.actor("ben").goes_to("#sales")
    grace = office.emulator.world.named("grace", NORTHWIND).id

    await ben.types("/kudos private @grace +2")
    assert grace in str(ben.modal)
    await ben.submits({"What for?": "the demo"})
    assert await received(office, "grace") == 2
    await ben.closes(clear=True)

    await ben.types("/kudos @ben")
    assert ben.modal is None


@pytest.mark.parametrize("name", ["ben", "cleo"])
async def test_what_is_not_shown_is_refused_or_empty(office: Stage, name: str) -> None:
    """A manager's or admin's command, typed by who has no button for it, opens no form and offers nothing."""
    actor = office.actor(name).goes_to("#general" if name == "cleo" else "#sales")
    words = {door.words for door in menu(name).doors}
    told: dict[str, str] = {}
    for door in CATALOG.doors:
        if door.words and door.words not in words and door.roles <= MANAGERS:
            await actor.types(door.words)
            assert actor.modal is None, door.words
            told[door.words] = said(actor.sees()[-1])
    offered = {
        key: re.findall(r"'type': 'button', 'text': {'type': 'plain_text', 'text': '([^']+)'", shown)
        for key, shown in told.items()
        if not any(each in shown for each in REFUSALS)
    }
    assert {key: buttons for key, buttons in offered.items() if buttons} == {}
