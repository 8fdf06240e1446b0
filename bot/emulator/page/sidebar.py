"""The sidebar: workspace, acting person, channels, direct messages, the app."""

from collections.abc import Iterable

from bot.emulator.page.avatars import avatar
from bot.emulator.page.emoji import emoji_html
from bot.emulator.page.markup import button, esc, icon, icon_button, tag
from bot.emulator.page.view_model import Scene, other_in
from bot.emulator.state.world import Channel, SlackMessage


def sidebar_html(scene: Scene) -> str:
    """The whole sidebar as HTML."""
    team = scene.world.teams[scene.me.team_id]
    head = tag(
        "div",
        tag("b", esc(team.name), class_="workspace"),
        icon_button("x", "Close the menu", class_="icon-button only-phone", data_event="menu"),
        class_="sidebar-head",
    )
    rooms = sorted((c for c in _mine(scene) if c.is_room), key=lambda channel: channel.name)
    return "".join(
        [
            head,
            _actor_button(scene),
            tag(
                "nav",
                _section("Channels", [*(_room(scene, c) for c in rooms), _browse()]),
                _section("Direct messages", [*(_direct(scene, c) for c in _directs(scene)), _new_message()]),
                _section("Apps", _apps(scene)),
                aria_label="Channels",
            ),
        ]
    )


def _mine(scene: Scene) -> Iterable[Channel]:
    return (c for c in scene.world.channels.values() if scene.me.id in c.members and not c.is_archived)


def _directs(scene: Scene) -> list[Channel]:
    """Direct messages within the workspace that have a message or are open; the app's is left out."""
    return sorted(
        (
            c
            for c in _mine(scene)
            if not c.is_room and not scene.with_app(c) and (c.messages or c.id == scene.seat.place)
        ),
        key=lambda channel: scene.names.get(channel.id, ""),
    )


def _actor_button(scene: Scene) -> str:
    words = tag(
        "span",
        tag("span", "Acting as", class_="hint"),
        tag("b", esc(scene.me.real_name), _status(scene), data_testid="acting-as"),
        tag("span", esc(scene.me.title), class_="hint"),
        class_="grow",
    )
    return button(
        avatar(scene.me),
        words,
        icon("down-small"),
        class_="actor",
        aria_haspopup="menu",
        aria_label=f"Acting as {scene.me.real_name}. Change",
        data_event="actors",
        data_testid="actor-menu",
    )


def _status(scene: Scene) -> str:
    me = scene.me
    over = me.status_expiration is not None and me.status_expiration <= scene.when.now
    return "" if over or not me.status_emoji else f" {emoji_html(me.status_emoji.strip(':'))}"


def _section(title: str, items: Iterable[str]) -> str:
    return tag("div", tag("div", title, class_="section-title"), *items, class_="sidebar-section")


def _room(scene: Scene, channel: Channel) -> str:
    unread = scene.reading.unread(channel, scene.me.id)
    named = [m for m in unread if f"<@{scene.me.id}" in m.text]
    sign = icon("lock" if channel.kind == "private" else "hash")
    return _item(scene, channel, sign, channel.name, unread, badge=len(named))


def _direct(scene: Scene, channel: Channel) -> str:
    if channel.kind == "mpim":
        return _group(scene, channel)
    other = other_in(channel, scene.me)
    unread = scene.reading.unread(channel, scene.me.id)
    name = scene.names.get(channel.id, "") + (" (you)" if other == scene.me.id else "")
    return _item(
        scene, channel, avatar(scene.world.users.get(other), "tiny"), name, unread, badge=len(unread)
    )


def _group(scene: Scene, channel: Channel) -> str:
    unread = scene.reading.unread(channel, scene.me.id)
    sign = tag("span", str(len(channel.members) - 1), class_="avatar tiny", aria_hidden="true")
    return _item(scene, channel, sign, scene.names.get(channel.id, ""), unread, badge=len(unread))


def _apps(scene: Scene) -> Iterable[str]:
    if scene.bot is None:
        return
    channel = next((c for c in _mine(scene) if scene.with_app(c)), None)
    unread = scene.reading.unread(channel, scene.me.id) if channel else []
    face = avatar(scene.bot, "tiny")
    here = channel is not None and channel.id == scene.seat.place
    yield _button(
        scene.bot.real_name, face, here=here, unread=len(unread), badge=len(unread), data_event="app"
    )


def _item(
    scene: Scene, channel: Channel, sign: str, name: str, unread: list[SlackMessage], badge: int
) -> str:
    here = channel.id == scene.seat.place
    return _button(
        name, sign, here=here, unread=len(unread), badge=badge, data_event="go", data_channel=channel.id
    )


def _browse() -> str:
    return _button("Browse channels", icon("plus"), here=False, unread=0, badge=0, data_event="browse")


def _new_message() -> str:
    return _button("New message", icon("plus"), here=False, unread=0, badge=0, data_event="colleagues")


def _button(name: str, sign: str, *, here: bool, unread: int, badge: int, **data: str) -> str:
    count = tag("span", str(badge), class_="count", aria_label=f"{badge} unread") if badge else ""
    return button(
        sign,
        tag("span", esc(name), class_="grow"),
        count,
        class_=f"item{' here' if here else ''}{' unread' if unread else ''}",
        aria_current="page" if here else None,
        data_testid=f"channel-{name}",
        **data,
    )


def browse_menu(scene: Scene) -> str:
    """The public channels of the workspace; a click joins or opens them."""
    team_id = scene.me.team_id
    channels = [c for c in scene.world.channels.values() if (c.team_id, c.kind) == (team_id, "public")]
    rows = (
        _browsed(scene, c) for c in sorted(channels, key=lambda channel: channel.name) if not c.is_archived
    )
    return tag(
        "div", tag("div", "All public channels", class_="menu-title"), *rows, data_roving=True, role="menu"
    )


def _browsed(scene: Scene, channel: Channel) -> str:
    joined = scene.me.id in channel.members
    words = tag(
        "span",
        tag("b", "# ", esc(channel.name)),
        tag("span", esc(channel.topic), class_="hint"),
        class_="grow",
    )
    return button(
        words,
        tag("span", "Joined" if joined else "Join", class_="hint" if joined else "btn"),
        role="menuitem",
        class_="menu-item tall",
        data_event="go" if joined else "join",
        data_channel=channel.id,
        data_testid=f"browse-{channel.name}",
    )
