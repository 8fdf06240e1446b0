"""The people and places of the demo's workspace, Northwind. Contoso, a second one, is for tests only."""

from typing import Any
from zoneinfo import ZoneInfo

from bot.common.clock import Clock
from bot.emulator.state import workspaces
from bot.emulator.state.slack_app import SlackApp
from bot.emulator.state.workspaces import ChannelSpec, MessageSpec, PersonSpec, WorkspaceSpec
from bot.emulator.state.world import SlackTeam, World

NORTHWIND = "T0NORTHWND"
ANA, BEN, SALES = "U0ANA4SLV7", "U0BEN2WLK9", "C0SALES2NW"
CAST_ZONE = ZoneInfo("Europe/London")
CONTOSO = "T0CONTOSO1"

# handle, real name, title, time zone, id
_NORTHWIND_PEOPLE = (
    PersonSpec("ana", "Ana Silva", "Sales Manager", "Europe/London", ANA, is_admin=True),
    PersonSpec("ben", "Ben Walker", "Account Executive", "Europe/London", BEN),
    PersonSpec("cleo", "Cleo Dubois", "Support Lead", "Europe/Paris", "U0CLEO6DB3"),
    PersonSpec("dario", "Dario Conti", "Account Executive", "Europe/Rome", "U0DARIO8C1"),
    PersonSpec("emeka", "Emeka Obi", "Account Executive", "Africa/Lagos", "U0EMEKA5B2"),
    PersonSpec("fatima", "Fatima Zahra Idrissi", "Sales Development Rep", "Africa/Casablanca", "U0FATIMA3Z"),
    PersonSpec("grace", "Grace Kim", "Senior Account Executive", "Asia/Seoul", "U0GRACE7K4"),
    PersonSpec("hugo", "Hugo Martin", "Account Executive", "Europe/Paris", "U0HUGO9MT6"),
    PersonSpec("ingrid", "Ingrid Larsen", "Sales Development Rep", "Europe/Oslo", "U0INGRID2L"),
    PersonSpec("jamal", "Jamal Carter", "Senior Account Executive", "America/New_York", "U0JAMAL5C8"),
    PersonSpec("kavya", "Kavya Rao", "Account Executive", "Asia/Kolkata", "U0KAVYA1R3"),
    PersonSpec("lucia", "Lucía Fernández", "Account Manager", "America/Mexico_City", "U0LUCIA6F5"),
    PersonSpec("marek", "Marek Nowak", "Account Executive", "Europe/Warsaw", "U0MAREK4NW", deleted=True),
    PersonSpec("oncall", "On-call", id="U0ONCALL8B", is_bot=True),
)
_CONTOSO_PEOPLE = (
    PersonSpec("noor", "Noor Haddad", "Head of Sales", "Asia/Dubai", "U0NOOR3HD1", is_admin=True),
    PersonSpec("owen", "Owen Price", "Account Executive", "Europe/London", "U0OWEN8PR2"),
    PersonSpec("priya", "Priya Nair", "Account Executive", "Asia/Singapore", "U0PRIYA4N6"),
)
_SALES = ("ana", "ben", "dario", "emeka", "fatima", "grace", "hugo", "ingrid", "jamal", "kavya", "lucia")

_TALK = (
    MessageSpec("general", "ana", 94, "Morning all. Q4 kick-off deck is in the usual folder."),
    MessageSpec(
        "general", "cleo", 85, "Thanks Ana! Support is staffed through the holidays, rota to follow."
    ),
    MessageSpec("sales", "ana", 88, "Pipeline review at 3, please have your next steps filled in."),
    MessageSpec("sales", "jamal", 81, "Done. Two of mine moved to legal this morning."),
    MessageSpec("sales", "kavya", 70, "Anybody have a good one-pager for hospitals?"),
    MessageSpec("sales", "grace", 62, "Sending you the one I used for St. Mary's."),
    MessageSpec("wins", "lucia", 58, "Bancorp renewed for three years :tada:"),
    MessageSpec("wins", "ben", 51, "Huge. That one took patience."),
    MessageSpec("support", "cleo", 30, "Invoice export is fixed, customers may need to reload the page."),
    MessageSpec("sales-leads", "ana", 91, "Territories for next year: first draft by Thursday?"),
    MessageSpec("sales", "ben", 42, "Acme signed off on security. Contract goes out today."),
)

NORTHWIND_WORKSPACE = WorkspaceSpec(
    "Northwind",
    _NORTHWIND_PEOPLE,
    channels=(
        ChannelSpec("general", None, "Company-wide news", has_app=True, id="C0GENERAL1"),
        ChannelSpec("sales", _SALES, "Ana's team: deals, goals, help", has_app=True, id=SALES),
        ChannelSpec("wins", _SALES, "Ring the bell", has_app=True, id="C0WINS3NWD"),
        ChannelSpec("support", ("cleo", "ana", "oncall"), "Support desk", id="C0SUPPORT4"),
        ChannelSpec("sales-leads", ("ana", "grace", "jamal"), "Leads only", is_private=True, id="C0LEADS5NW"),
    ),
    messages=_TALK,
    id=NORTHWIND,
    first_channel="sales",
)
CONTOSO_WORKSPACE = WorkspaceSpec(
    "Contoso",
    _CONTOSO_PEOPLE,
    channels=(
        ChannelSpec("general", None, "Everyone at Contoso", has_app=True, id="C0CTGENER1"),
        ChannelSpec("sales", None, "Contoso sales", has_app=True, id="C0CTSALES2"),
    ),
    id=CONTOSO,
    first_channel="sales",
)


def pacer_app(manifest: dict[str, Any] | None = None) -> SlackApp:
    """Pacer as Slack knows it, with this manifest or (for what needs none) with its name alone."""
    named: dict[str, Any] = {"display_information": {"name": "Pacer"}}
    return SlackApp(named | (manifest or {}), id="A0PACER7Q2", client_id="7340912265.8120447731")


def build_world(clock: Clock, manifest: dict[str, Any] | None = None) -> World:
    """Northwind with its people, channels and some talk, and the manifest's app installed in it."""
    return workspaces.build_world(clock, pacer_app(manifest), [NORTHWIND_WORKSPACE])


def add_contoso(world: World) -> SlackTeam:
    """A second workspace with its own people and channels; the app is installed there with its own token."""
    return workspaces.add_workspace(world, CONTOSO_WORKSPACE)
