"""The top bar, and the heads of the panes."""

from bot.emulator.page.avatars import avatar
from bot.emulator.page.dates import clock_time
from bot.emulator.page.markup import button, esc, icon, icon_button, tag
from bot.emulator.page.view_model import Scene, other_in


def topbar_html(scene: Scene) -> str:
    """Menu button (narrow screens), clock, and the button of the Inspector."""
    here = scene.when.now.astimezone(scene.when.local(0).tzinfo)
    time = f"{here:%A}, {here:%B} {here.day} · {clock_time(here)}"
    return "".join(
        [
            icon_button(
                "menu",
                "Open the menu",
                class_="icon-button only-phone",
                data_event="menu",
                data_testid="menu",
            ),
            button(
                icon("clock"),
                tag("span", time, data_testid="clock"),
                class_="clock-pill",
                title=f"The playground's clock, in {scene.me.tz}. Click to move it.",
                data_event="inspector",
            ),
            icon_button("search", "Jump to… (Ctrl+K)", data_event="jump", data_testid="jump-open"),
            icon_button("shade", "Light or dark", data_colours=True, data_testid="colours"),
            button(
                icon("pulse"),
                tag("span", "Inspector", class_="not-phone"),
                class_="top-button",
                aria_label="Inspector",
                aria_expanded="true" if scene.seat.inspector_open else "false",
                data_event="inspector",
                data_testid="inspector-toggle",
            ),
        ]
    )


def channel_head(scene: Scene) -> str:
    """Name, topic and members of the channel; for the app its two tabs."""
    channel = scene.channel
    if channel.kind == "im":
        other = scene.world.users.get(other_in(channel, scene.me))
        title = tag("div", avatar(other, "small"), tag("h1", esc(scene.label(channel))), class_="pane-title")
        return title + (_tabs(scene) if scene.with_app(channel) else "")
    if channel.kind == "mpim":
        name = tag("h1", esc(scene.label(channel)), data_testid="channel-title")
        title = tag("div", name, class_="pane-title")
        return title + _members(scene)
    sign = icon("lock" if channel.kind == "private" else "hash")
    title = tag("div", sign, tag("h1", esc(channel.name), data_testid="channel-title"), class_="pane-title")
    topic = tag("div", esc(channel.topic), class_="topic")
    return title + topic + _members(scene)


def _members(scene: Scene) -> str:
    members = [scene.world.users[m] for m in sorted(scene.channel.members) if m in scene.world.users]
    people = [user for user in members if not user.is_bot]
    return button(
        *(avatar(user, "tiny") for user in people[:3]),
        tag("span", str(len(members))),
        class_="members",
        aria_label=f"{len(members)} members",
        aria_haspopup="menu",
        data_event="members",
        data_testid="members",
    )


def _tabs(scene: Scene) -> str:
    return tag("div", *(_tab(scene, name) for name in ("Home", "Messages")), class_="tabs", role="tablist")


def _tab(scene: Scene, name: str) -> str:
    on = scene.seat.home_tab == (name == "Home")
    return button(
        name,
        role="tab",
        class_="tab on" if on else "tab",
        aria_selected="true" if on else "false",
        data_event="tab",
        data_tab=name,
        data_testid=f"tab-{name.lower()}",
    )


def thread_head(scene: Scene) -> str:
    """Head of the thread pane."""
    where = tag("span", esc(scene.label(scene.channel)), class_="hint")
    close = icon_button("x", "Close thread", data_event="close-thread", data_testid="close-thread")
    return tag("div", tag("h2", "Thread"), where, class_="pane-title grow") + close
