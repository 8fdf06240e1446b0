"""The composer of messages, and its completions."""

import json
from typing import Any

from bot.emulator.client.messaging import TURNED_OFF
from bot.emulator.page.avatars import initials
from bot.emulator.page.emoji import EMOJI
from bot.emulator.page.markup import button, esc, icon, icon_button, tag
from bot.emulator.page.view_model import Scene
from bot.emulator.state.world import Channel, User


def composer_html(scene: Scene, thread: str | None = None) -> str:
    """The message box of the channel, or of the thread."""
    channel, name = scene.channel, "thread-" if thread else ""
    if scene.world.is_closed_to_words(channel):
        return tag("div", esc(TURNED_OFF), class_="composer composer-off", data_testid=f"{name}composer-off")
    label = "Reply…" if thread else f"Message {scene.label(channel)}"
    area = tag(
        "textarea",
        rows=1,
        placeholder=label,
        aria_label=label,
        autocomplete="off",
        data_composer="thread" if thread else "main",
        data_draft=f"{scene.me.id} {channel.id} {thread or ''}",
        data_channel=channel.id,
        data_thread=thread,
        data_fill=None if thread else scene.seat.fill[1] or None,
        data_fill_count=scene.seat.fill[0],
        data_testid=f"{name}composer",
    )
    tools = [
        icon_button("plus", "Slash commands", data_type="/"),
        "" if thread else _attach(scene),
        icon_button("smile", "Emoji", data_type=" :"),
        icon_button("at", "Mention someone", data_type=" @"),
        "" if thread else icon_button("bolt", "Shortcuts", data_event="shortcuts", data_testid="shortcuts"),
        tag("span", class_="grow"),
        icon_button("send", "Send now", class_="icon-button send", data_send=True, data_testid=f"{name}send"),
    ]
    hints = tag("div", class_="hints", role="listbox", data_testid="hints", hidden=True)
    return tag("div", hints, area, tag("div", *tools, class_="composer-bar"), class_="composer")


def _attach(scene: Scene) -> str:
    """Button for picking a file, which is sent with the typed text."""
    picker = tag(
        "input",
        type="file",
        aria_label="Attach a file",
        data_upload=scene.channel.id,
        data_as=scene.me.name,
        data_workspace=scene.me.team_id,
        data_testid="attach",
    )
    return tag("label", icon("clip"), picker, class_="icon-button attach", title="Attach a file")


def hints_html(scene: Scene) -> str:
    """What can be completed, for `page.js`: for each sign a list of value, label, detail and picture."""
    offers = json.dumps(offers_for(scene), ensure_ascii=False, separators=(",", ":"))
    return tag("div", hidden=True, id="offers", data_offers=offers)


def offers_for(scene: Scene) -> dict[str, list[dict[str, str]]]:
    """By sign: the app's commands, the people, the channels of the acting person, the emoji."""
    people = sorted(scene.world.people(scene.me.team_id), key=lambda user: user.real_name)
    bots = [scene.bot] if scene.bot else []
    channels = [c for c in scene.world.channels.values() if c.is_room and scene.me.id in c.members]
    return {
        "/": [_command(c) for c in scene.world.app.commands],
        "@": [_person(user) for user in [*people, *bots]],
        "#": [_channel(c) for c in sorted(channels, key=lambda channel: channel.name)],
        ":": [{"value": f":{name}:", "label": f":{name}:", "face": face} for name, face in EMOJI.items()],
    }


def _command(command: dict[str, Any]) -> dict[str, str]:
    return {
        "value": command["command"],
        "label": command["command"],
        "usage": command.get("usage_hint", ""),
        "detail": command.get("description", ""),
    }


def _person(user: User) -> dict[str, str]:
    return {
        "value": f"@{user.name}",
        "label": user.real_name,
        "detail": user.title or user.name,
        "face": initials(user.real_name),
        "colour": user.colour,
    }


def _channel(channel: Channel) -> dict[str, str]:
    return {"value": f"#{channel.name}", "label": f"#{channel.name}", "detail": channel.topic}


def shortcuts_menu(scene: Scene) -> str:
    """Menu of the app's global shortcuts."""
    rows = [
        shortcut_item(scene, shortcut, data_event="shortcut")
        for shortcut in scene.world.app.shortcuts
        if shortcut.get("type") == "global"
    ]
    nothing = tag("div", "The app has no shortcuts.", class_="hint menu-title")
    return tag(
        "div",
        tag("div", "Shortcuts", class_="menu-title"),
        *(rows or [nothing]),
        data_roving=True,
        role="menu",
    )


def shortcut_item(scene: Scene, shortcut: dict[str, str], **data: str) -> str:
    """One shortcut in a menu."""
    words = tag(
        "span",
        tag("b", esc(shortcut.get("name", ""))),
        tag("span", esc(shortcut.get("description", "")), class_="hint"),
        class_="grow",
    )
    return button(
        icon("bolt"),
        words,
        tag("span", esc(scene.world.app.name), class_="hint"),
        role="menuitem",
        class_="menu-item tall",
        data_shortcut=shortcut.get("callback_id", ""),
        **data,
    )
