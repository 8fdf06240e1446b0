"""The people and places of the emulator."""

import re

from bot.common.clock import SystemClock
from bot.demo.cast import add_contoso, build_world


def test_northwind_has_twelve_people() -> None:
    """Ana leads, Ben sells, Cleo is outside; nine more reps, each with a title and a zone."""
    world = build_world(SystemClock())
    team = world.teams["T0NORTHWND"]

    people = list(world.people(team.id))
    assert len(people) == 12
    assert all(person.title and "/" in person.tz and person.email for person in people)
    assert world.named("ana").is_admin
    assert world.named("marek").deleted


def test_ids_look_like_slack_s() -> None:
    """Ids have Slack's letter and upper-case alphanumerics, eleven characters at most."""
    world = build_world(SystemClock())
    add_contoso(world)

    for letter, ids in (("T", world.teams), ("U", world.users), ("C", world.channels)):
        assert all(re.fullmatch(letter + "[A-Z0-9]{9,10}", each) for each in ids), ids


def test_who_is_where() -> None:
    """Cleo is no member of #sales; the bot is in #general, #sales and #wins only."""
    world = build_world(SystemClock())
    cleo, bot = world.named("cleo").id, world.teams["T0NORTHWND"].bot_user_id

    assert {c.name for c in world.channels.values() if cleo in c.members} == {"general", "support"}
    assert {c.name for c in world.channels.values() if bot in c.members} == {"general", "sales", "wins"}
    assert world.channel_named("sales-leads").kind == "private"


def test_channels_look_alive() -> None:
    """There is some talk already, in order."""
    world = build_world(SystemClock())

    stamps = [float(m.ts) for m in world.channel_named("sales").messages]
    assert len(stamps) > 2
    assert stamps == sorted(stamps)


def test_contoso_is_a_workspace_of_its_own() -> None:
    """The second workspace has other people, other channels and another token."""
    world = build_world(SystemClock())

    contoso = add_contoso(world)

    assert contoso.token
    assert contoso.token != world.teams["T0NORTHWND"].token
    assert world.channel_named("sales", contoso.id) is not world.channel_named("sales", "T0NORTHWND")
    assert world.named("noor").team_id == contoso.id
    assert world.named("pacer", contoso.id).id == contoso.bot_user_id
