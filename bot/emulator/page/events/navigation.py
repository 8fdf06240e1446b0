"""Handlers of navigation: channels, people, threads, tabs, and who acts."""

from bot.emulator.client.search import NotSeen
from bot.emulator.page.avatars import actor_menu, colleagues_menu, members_menu
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.jump import CENTRED, jump_menu
from bot.emulator.page.session import UiSession
from bot.emulator.page.sidebar import browse_menu
from bot.emulator.page.view_model import NEWEST, Popup
from bot.emulator.state.world import Channel


def channel_for(ui: UiSession, channel_id: str) -> Channel:
    """The channel, if the acting person may see it; NotSeen otherwise."""
    channel = ui.world.channels.get(channel_id)
    if channel is None or ui.seat.me.id not in channel.members:
        raise NotSeen("You are not a member of that channel.")
    return channel


async def go(ui: UiSession, action: UiEvent) -> None:
    """Opens a channel in this window."""
    ui.visit(channel_for(ui, action["channel"]))


async def dm(ui: UiSession, action: UiEvent) -> None:
    """Open the direct messages with a person."""
    user = ui.world.users[action["user"]]
    if user.team_id != ui.seat.me.team_id:
        raise NotSeen(f"{user.real_name} is in another workspace.")
    ui.visit(ui.world.direct_channel(ui.seat.me.id, user.id))


async def open_app(ui: UiSession, action: UiEvent) -> None:
    """Opens the app: its messages when some are unread, else its Home."""
    channel = _app_channel(ui)
    unread = bool(ui.reading.unread(channel, ui.seat.me.id))
    ui.visit(channel)
    if not unread:
        await _open_home(ui)


def _app_channel(ui: UiSession) -> Channel:
    bot = ui.scene.bot
    if bot is None:
        raise NotSeen("The app is not installed in this workspace.")
    return ui.world.direct_channel(ui.seat.me.id, bot.id)


async def app_tab(ui: UiSession, action: UiEvent) -> None:
    """Opens the app at its Home or Messages."""
    ui.visit(_app_channel(ui))
    await tab(ui, action)


async def jump(ui: UiSession, action: UiEvent) -> None:
    """Opens the list of all places and commands."""
    ui.seat.popup = Popup(jump_menu(ui.scene), CENTRED)


async def words(ui: UiSession, action: UiEvent) -> None:
    """Puts words into the message box."""
    ui.seat.home_tab = False
    ui.fill(action["words"])


async def tab(ui: UiSession, action: UiEvent) -> None:
    """Switches between the app's Home and Messages."""
    if action["tab"] == "Home":
        await _open_home(ui)
    else:
        ui.seat.home_tab = False


async def _open_home(ui: UiSession) -> None:
    ui.seat.home_tab = True
    with ui.waiting():
        ui.tell(await ui.actor.opens_home())


async def thread(ui: UiSession, action: UiEvent) -> None:
    """Opens a thread in the right pane."""
    ui.seat.thread = action["ts"]


async def close_thread(ui: UiSession, action: UiEvent) -> None:
    """Closes the pane of the thread."""
    ui.seat.thread = None


async def actors(ui: UiSession, action: UiEvent) -> None:
    """Opens the list of people to act as."""
    ui.pop_up(actor_menu(ui.scene), action.at)


async def act_as(ui: UiSession, action: UiEvent) -> None:
    """Changes the person who acts in this window."""
    ui.act_as(ui.world.users[action["user"]])


async def members(ui: UiSession, action: UiEvent) -> None:
    """Opens the list of the channel's members."""
    ui.pop_up(members_menu(ui.scene), action.at)


async def colleagues(ui: UiSession, action: UiEvent) -> None:
    """Opens the list of people to write to."""
    ui.pop_up(colleagues_menu(ui.scene), action.at)


async def browse(ui: UiSession, action: UiEvent) -> None:
    """Opens the list of public channels."""
    ui.pop_up(browse_menu(ui.scene), action.at)


async def join(ui: UiSession, action: UiEvent) -> None:
    """Joins a public channel and opens it."""
    channel = ui.world.channels[action["channel"]]
    with ui.waiting():
        await ui.actor.joins(f"#{channel.name}")
    ui.reading.mark(channel, ui.seat.me.id)
    ui.visit(channel_for(ui, channel.id))


async def earlier(ui: UiSession, action: UiEvent) -> None:
    """Shows a hundred earlier messages."""
    ui.seat.limit += NEWEST


async def menu(ui: UiSession, action: UiEvent) -> None:
    """Opens or closes the sidebar on a narrow screen."""
    ui.seat.menu_open = not ui.seat.menu_open
