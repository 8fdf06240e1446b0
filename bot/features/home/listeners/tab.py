"""The App Home: opened, its tabs, and what is pressed in them."""

from collections.abc import Collection
from functools import partial

from bot.common.errors import BadInput, Refusal
from bot.features.home.listeners.drawing import draw
from bot.features.home.rules.setup import OPEN, SetupStep
from bot.features.home.rules.tabs import Tab, tab_to_draw
from bot.features.home.service import setup, teams
from bot.features.home.service.reader import load_reader
from bot.features.home.views.frame import TAB
from bot.features.home.views.setup import BY_HAND, LEAVE_OUT, STEP, setup_message, words_of
from bot.features.home.views.tabs import guest_blocks
from bot.features.home.views.team import ALL_NUMBERS, ALL_PEOPLE, PERSON, people_view, words_about
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.service.settings import settings_of
from bot.features.teams import service as org
from bot.framework.context import Contexts
from bot.framework.feature import Catalog
from bot.framework.pager import PREVIOUS_NEXT, page_actions
from bot.slack.blocks import home, section
from bot.slack.requests import ActionRequest, EventRequest, typed_by
from bot.slack.responses import Acknowledge, Ephemeral, OpenModal, PublishHome, Response, UpdateModal
from bot.slack.routes import Routes, hand_on

_OLDER = "That is from an older message: please open it anew."


async def on_not_theirs(request: EventRequest, contexts: Contexts, refusal: Refusal) -> Response:
    """Publishes an App Home that tells a person without access why it is empty."""
    return PublishHome(home([section(str(refusal))])) if request.event.get("tab") == "home" else Acknowledge()


async def on_home_opened(request: EventRequest, contexts: Contexts) -> Response:
    """Publishes the App Home: the tab that was left a moment ago, or Today; guests have no tabs."""
    if request.event.get("tab") != "home":
        return Acknowledge()
    if request.is_guest:
        return await _of_a_guest(request, contexts)
    view = request.event.get("view") or {}
    metadata = str(view.get("private_metadata") or "")
    return await draw(request, contexts, lambda tabs: tab_to_draw(metadata, request.now, tabs))


async def _of_a_guest(request: EventRequest, contexts: Contexts) -> Response:
    async with contexts.reading(request) as ctx:
        reader = await load_reader(ctx)
        may_thank = (await settings_of(ctx.transaction, KudosSettings)).open_to_guests
    return PublishHome(home(guest_blocks(reader, may_thank=may_thank)))


async def on_tab(request: ActionRequest, contexts: Contexts) -> Response:
    """Draws the tab that is pressed; Today where it is not theirs any more."""
    name = request.action_id.partition(":")[2]
    return await draw(request, contexts, partial(_pressed, name))


def _pressed(name: str, tabs: Collection[Tab]) -> Tab:
    tab = Tab.__members__.get(name, Tab.today)
    return tab if tab in tabs else Tab.today


async def on_setup(request: ActionRequest, contexts: Contexts) -> Response:
    """Leads to what is to be set up: in the App Home to its tab, elsewhere as an answer."""
    if request.view is not None and request.view["type"] == "home":
        return await draw(request, contexts, partial(_pressed, Tab.setup.name))
    async with contexts.reading(request) as ctx:
        return Ephemeral(setup_message(await setup.load_setup(ctx)))


async def on_people(request: ActionRequest, contexts: Contexts) -> Response:
    """Opens the window with all whom somebody leads, or turns its page."""
    async with contexts.reading(request) as ctx:
        shown = people_view(await teams.load_led_people(ctx), request.number())
    is_open = request.view is not None and request.view["type"] == "modal"
    return UpdateModal(shown) if is_open else OpenModal(shown)


async def on_leave_out(request: ActionRequest, contexts: Contexts) -> Response:
    """Handles "Not for us": the tab is drawn again by itself."""
    if request.value not in SetupStep.__members__:
        raise BadInput(_OLDER)
    async with contexts.writing(request) as ctx:
        await setup.leave_out(ctx, SetupStep(request.value))
    return Acknowledge()


def routes(catalog: Catalog) -> Routes:
    """The routes of the App Home; some of its buttons type a command for who presses them."""

    async def typed(request: ActionRequest, contexts: Contexts, words: str | None) -> Response:
        if words is None:
            raise BadInput(_OLDER)
        command = typed_by(request, words)
        return await hand_on(catalog.commands[command.command], command, contexts, catalog.subcommands)

    async def on_person(request: ActionRequest, contexts: Contexts) -> Response:
        return await typed(request, contexts, words_about(request.value))

    async def on_step(request: ActionRequest, contexts: Contexts) -> Response:
        return await typed(request, contexts, words_of(request.value))

    async def on_numbers(request: ActionRequest, contexts: Contexts) -> Response:
        async with contexts.reading(request) as ctx:
            team = (await org.load_org_chart(ctx.transaction)).team(request.number())
        return await typed(request, contexts, f"/metrics team {team.name}" if team else None)

    steps = [*SetupStep.__members__, BY_HAND]
    return Routes(
        actions={
            **{f"{TAB}:{tab}": on_tab for tab in Tab.__members__},
            **dict.fromkeys(page_actions(ALL_PEOPLE, PREVIOUS_NEXT), on_people),
            **{f"{STEP}:{step}": on_step for step in steps},
            **{f"{LEAVE_OUT}:{step}": on_leave_out for step in SetupStep.__members__},
            OPEN: on_setup,
            PERSON: on_person,
            ALL_NUMBERS: on_numbers,
        },
        events={"app_home_opened": on_home_opened},
        turned_away={"app_home_opened": on_not_theirs},
        for_guests=frozenset({"app_home_opened"}),
    )
