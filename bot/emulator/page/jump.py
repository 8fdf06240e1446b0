"""The list behind Ctrl+K: channels, people, the tabs of the app, its commands."""

from collections.abc import Iterator

from bot.emulator.page.avatars import avatar
from bot.emulator.page.markup import button, esc, icon, tag
from bot.emulator.page.view_model import Scene

CENTRED = "top:64px;left:0;right:0;margin:0 auto;width:480px"


def jump_menu(scene: Scene) -> str:
    """Where to go, narrowed by what is typed; Enter takes the first."""
    search = tag(
        "input",
        type="text",
        placeholder="Jump to a channel, a person, a command",
        aria_label="Jump to",
        class_="text-field",
        data_narrow=True,
        data_autofocus=True,
        data_testid="jump-search",
    )
    rows = [*_tabs(scene), *_channels(scene), *_people(scene), *_commands(scene)]
    box = tag("div", *rows, class_="menu-list", role="listbox", data_roving=True)
    return tag("div", search, box, class_="options", data_testid="jump")


def _tabs(scene: Scene) -> Iterator[str]:
    for name in ("Home", "Messages") if scene.bot else ():
        label = f"{scene.bot.real_name} › {name}" if scene.bot else name
        yield _row(avatar(scene.bot, "tiny"), label, "", data_event="app-tab", data_tab=name)


def _channels(scene: Scene) -> Iterator[str]:
    rooms = [c for c in scene.world.channels.values() if c.is_room and not c.is_archived]
    for room in sorted(rooms, key=lambda channel: channel.name):
        if scene.me.id in room.members:
            sign = icon("lock" if room.kind == "private" else "hash")
            yield _row(sign, room.name, room.topic, data_event="go", data_channel=room.id)


def _people(scene: Scene) -> Iterator[str]:
    for user in sorted(scene.world.people(scene.me.team_id), key=lambda user: user.real_name):
        yield _row(avatar(user, "tiny"), user.real_name, user.title, data_event="dm", data_user=user.id)


def _commands(scene: Scene) -> Iterator[str]:
    for command in scene.world.app.commands:
        name, words = command["command"], command.get("description", "")
        yield _row(icon("bolt"), name, words, data_event="words", data_words=f"{name} ")


def _row(sign: str, label: str, detail: str, **data: str) -> str:
    hint = tag("span", esc(detail), class_="hint cut")
    words = tag("b", esc(label))
    return button(sign, words, hint, role="option", class_="menu-item", data_testid="jump-to", **data)
