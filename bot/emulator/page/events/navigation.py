"""Handlers of navigation: channels, people, threads, tabs, and who acts."""

from bot.emulator.client.search import NotSeen
from bot.emulator.page.avatars import actor_menu, colleagues_menu, members_menu
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.session import UiSession
from bot.emulator.page.sidebar import browse_menu
from bot.emulator.page.view_model import NEWEST
from bot.emulator.state.world import Channel


def channel_for(desk: UiSession, channel_id: str) -> Channel:
    """The channel, if the acting person may see it; NotSeen otherwise."""
    channel = desk.world.channels.get(channel_id)
    if channel is None or desk.seat.me.id not in channel.members:
        raise NotSeen("You are not a member of that channel.")
    return channel


async def go(desk: UiSession, action: UiEvent) -> None:
    """Opens a channel in this window."""
    desk.visit(channel_for(desk, action["channel"]))


async def dm(desk: UiSession, action: UiEvent) -> None:
    """Open the direct messages with a person."""
    user = desk.world.users[action["user"]]
    if user.team_id != desk.seat.me.team_id:
        raise NotSeen(f"{user.real_name} is in another workspace.")
    desk.visit(desk.world.direct_channel(desk.seat.me.id, user.id))


async def open_app(desk: UiSession, action: UiEvent) -> None:
    """Opens the app: its messages when some are unread, else its Home."""
    bot = desk.scene.bot
    if bot is None:
        raise NotSeen("The app is not installed in this workspace.")
    channel = desk.world.direct_channel(desk.seat.me.id, bot.id)
    unread = bool(desk.reading.unread(channel, desk.seat.me.id))
    desk.visit(channel)
    if not unread:
        await _open_home(desk)


async def tab(desk: UiSession, action: UiEvent) -> None:
    """Switches between the app's Home and Messages."""
    if action["tab"] == "Home":
        await _open_home(desk)
    else:
        desk.seat.home_tab = False


async def _open_home(desk: UiSession) -> None:
    desk.seat.home_tab = True
    with desk.waiting():
        desk.tell(await desk.actor.opens_home())


async def thread(desk: UiSession, action: UiEvent) -> None:
    """Opens a thread in the right pane."""
    desk.seat.thread = action["ts"]


async def close_thread(desk: UiSession, action: UiEvent) -> None:
    """Closes the pane of the thread."""
    desk.seat.thread = None


async def actors(desk: UiSession, action: UiEvent) -> None:
    """Opens the list of people to act as."""
    desk.pop_up(actor_menu(desk.scene), action.at)


async def act_as(desk: UiSession, action: UiEvent) -> None:
    """Changes the person who acts in this window."""
    desk.act_as(desk.world.users[action["user"]])


async def members(desk: UiSession, action: UiEvent) -> None:
    """Opens the list of the channel's members."""
    desk.pop_up(members_menu(desk.scene), action.at)


async def colleagues(desk: UiSession, action: UiEvent) -> None:
    """Opens the list of people to write to."""
    desk.pop_up(colleagues_menu(desk.scene), action.at)


async def browse(desk: UiSession, action: UiEvent) -> None:
    """Opens the list of public channels."""
    desk.pop_up(browse_menu(desk.scene), action.at)


async def join(desk: UiSession, action: UiEvent) -> None:
    """Joins a public channel and opens it."""
    channel = desk.world.channels[action["channel"]]
    with desk.waiting():
        await desk.actor.joins(f"#{channel.name}")
    desk.reading.mark(channel, desk.seat.me.id)
    desk.visit(channel_for(desk, channel.id))


async def earlier(desk: UiSession, action: UiEvent) -> None:
    """Shows a hundred earlier messages."""
    desk.seat.limit += NEWEST


async def menu(desk: UiSession, action: UiEvent) -> None:
    """Opens or closes the sidebar on a narrow screen."""
    desk.seat.menu_open = not desk.seat.menu_open
