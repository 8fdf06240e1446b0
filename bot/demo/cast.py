"""The people and channels of the demo: Ana's sales team at Northwind, and Contoso as a second workspace."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Literal

from bot.common.clock import Clock
from bot.emulator.state.installing import install
from bot.emulator.state.slack_app import SlackApp
from bot.emulator.state.world import Channel, SlackMessage, SlackTeam, User, World

NORTHWIND = "T0NORTHWND"
CONTOSO = "T0CONTOSO1"

# id, handle, real name, title, time zone
_NORTHWIND_PEOPLE = (
    ("U0ANA4SLV7", "ana", "Ana Silva", "Sales Manager", "Europe/London"),
    ("U0BEN2WLK9", "ben", "Ben Walker", "Account Executive", "Europe/London"),
    ("U0CLEO6DB3", "cleo", "Cleo Dubois", "Support Lead", "Europe/Paris"),
    ("U0DARIO8C1", "dario", "Dario Conti", "Account Executive", "Europe/Rome"),
    ("U0EMEKA5B2", "emeka", "Emeka Obi", "Account Executive", "Africa/Lagos"),
    ("U0FATIMA3Z", "fatima", "Fatima Zahra Idrissi", "Sales Development Rep", "Africa/Casablanca"),
    ("U0GRACE7K4", "grace", "Grace Kim", "Senior Account Executive", "Asia/Seoul"),
    ("U0HUGO9MT6", "hugo", "Hugo Martin", "Account Executive", "Europe/Paris"),
    ("U0INGRID2L", "ingrid", "Ingrid Larsen", "Sales Development Rep", "Europe/Oslo"),
    ("U0JAMAL5C8", "jamal", "Jamal Carter", "Senior Account Executive", "America/New_York"),
    ("U0KAVYA1R3", "kavya", "Kavya Rao", "Account Executive", "Asia/Kolkata"),
    ("U0LUCIA6F5", "lucia", "Lucía Fernández", "Account Manager", "America/Mexico_City"),
)
_CONTOSO_PEOPLE = (
    ("U0NOOR3HD1", "noor", "Noor Haddad", "Head of Sales", "Asia/Dubai"),
    ("U0OWEN8PR2", "owen", "Owen Price", "Account Executive", "Europe/London"),
    ("U0PRIYA4N6", "priya", "Priya Nair", "Account Executive", "Asia/Singapore"),
)
_COLOURS = ("#4a154b", "#1264a3", "#2bac76", "#e01e5a", "#b7791f", "#0b7285", "#5f3dc4", "#c2255c")
_SALES = ("ana", "ben", "dario", "emeka", "fatima", "grace", "hugo", "ingrid", "jamal", "kavya", "lucia")

# channel, author, minutes ago, text
_TALK = (
    ("general", "ana", 94, "Morning all. Q4 kick-off deck is in the usual folder."),
    ("general", "cleo", 85, "Thanks Ana! Support is staffed through the holidays, rota to follow."),
    ("sales", "ana", 88, "Pipeline review at 3, please have your next steps filled in."),
    ("sales", "jamal", 81, "Done. Two of mine moved to legal this morning."),
    ("sales", "kavya", 70, "Anybody have a good one-pager for hospitals?"),
    ("sales", "grace", 62, "Sending you the one I used for St. Mary's."),
    ("wins", "lucia", 58, "Bancorp renewed for three years :tada:"),
    ("wins", "ben", 51, "Huge. That one took patience."),
    ("support", "cleo", 30, "Invoice export is fixed, customers may need to reload the page."),
    ("sales-leads", "ana", 91, "Territories for next year: first draft by Thursday?"),
    ("sales", "ben", 42, "Acme signed off on security. Contract goes out today."),
)


def build_world(clock: Clock, manifest: dict[str, Any] | None = None) -> World:
    """A world with Northwind, its people, channels and some messages.

    The manifest's app is installed in it.
    """
    world = World(clock, _new_app(manifest or {}))
    team = SlackTeam(NORTHWIND, "Northwind", "northwind")
    world.teams[team.id] = team
    _add_people(world, team, _NORTHWIND_PEOPLE)
    world.named("ana").is_admin = True
    _add_special_users(world, team)
    for channel in _northwind_channels(world):
        world.channels[channel.id] = channel
    install(world, team, {"general", "sales", "wins"})
    _add_talk(world)
    return world


def add_contoso(world: World) -> SlackTeam:
    """A second workspace with its own people and channels; the app is installed there with its own token."""
    team = SlackTeam(CONTOSO, "Contoso", "contoso")
    world.teams[team.id] = team
    _add_people(world, team, _CONTOSO_PEOPLE)
    world.named("noor").is_admin = True
    everybody = [handle for _, handle, *_ in _CONTOSO_PEOPLE]
    for channel in (
        _channel(world, team.id, "C0CTGENER1", "general", everybody, topic="Everyone at Contoso"),
        _channel(world, team.id, "C0CTSALES2", "sales", everybody, topic="Contoso sales"),
    ):
        world.channels[channel.id] = channel
    install(world, team, {"general", "sales"})
    return team


def _new_app(manifest: dict[str, Any]) -> SlackApp:
    name = str(manifest.get("display_information", {}).get("name", "Pacer"))
    return SlackApp(
        id="A0PACER7Q2",
        name=name,
        app_token=f"xapp-1-A0PACER7Q2-{secrets.token_hex(16)}",
        signing_secret=secrets.token_hex(16),
        client_id="7340912265.8120447731",
        client_secret=secrets.token_hex(16),
        verification_token=secrets.token_hex(12),
        manifest=manifest,
    )


def _add_people(world: World, team: SlackTeam, people: Iterable[tuple[str, str, str, str, str]]) -> None:
    for number, (user_id, handle, real_name, title, zone) in enumerate(people):
        world.users[user_id] = User(
            id=user_id,
            team_id=team.id,
            name=handle,
            real_name=real_name,
            title=title,
            tz=zone,
            email=f"{handle}@{team.domain}.example",
            colour=_COLOURS[number % len(_COLOURS)],
        )


def _add_special_users(world: World, team: SlackTeam) -> None:
    world.users["U0MAREK4NW"] = User(
        "U0MAREK4NW",
        team.id,
        "marek",
        "Marek Nowak",
        title="Account Executive",
        tz="Europe/Warsaw",
        email=f"marek@{team.domain}.example",
        deleted=True,
    )
    world.users["U0ONCALL8B"] = User("U0ONCALL8B", team.id, "oncall", "On-call", is_bot=True)


def _northwind_channels(world: World) -> list[Channel]:
    everybody = [handle for _, handle, *_ in _NORTHWIND_PEOPLE]
    team_id = NORTHWIND
    return [
        _channel(world, team_id, "C0GENERAL1", "general", everybody, topic="Company-wide news"),
        _channel(world, team_id, "C0SALES2NW", "sales", _SALES, topic="Ana's team: deals, goals, help"),
        _channel(world, team_id, "C0WINS3NWD", "wins", _SALES, topic="Ring the bell"),
        _channel(world, team_id, "C0SUPPORT4", "support", ["cleo", "ana", "oncall"], topic="Support desk"),
        _channel(
            world,
            team_id,
            "C0LEADS5NW",
            "sales-leads",
            ["ana", "grace", "jamal"],
            "Leads only",
            kind="private",
        ),
    ]


def _channel(
    world: World,
    team_id: str,
    channel_id: str,
    name: str,
    handles: Iterable[str],
    topic: str,
    *,
    kind: Literal["public", "private"] = "public",
) -> Channel:
    members = {world.named(handle, team_id).id for handle in handles}
    return Channel(channel_id, team_id, name, kind, topic, members)


def _add_talk(world: World) -> None:
    now = world.clock.now()
    for channel_name, handle, minutes, text in _TALK:
        channel = world.channel_named(channel_name, NORTHWIND)
        said_at = int((now - timedelta(minutes=minutes)).timestamp())
        channel.messages.append(
            SlackMessage(f"{said_at}.000100", channel.id, world.named(handle, NORTHWIND).id, text)
        )
