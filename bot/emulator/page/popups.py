"""Menus and dialogs: select options, overflow, emoji, message actions, confirmation."""

from collections.abc import Container, Iterable, Mapping, Sequence

from bot.emulator.page.avatars import avatar
from bot.emulator.page.blocks.render_context import plain
from bot.emulator.page.blocks.selection import options_of
from bot.emulator.page.composer import shortcut_item
from bot.emulator.page.emoji import COMMON, EMOJI
from bot.emulator.page.markup import button, esc, icon, tag
from bot.emulator.page.mrkdwn import mrkdwn_to_html, plain_to_html
from bot.emulator.page.view_model import Scene
from bot.emulator.state.world import Block

Address = Mapping[str, str]  # the data attributes of the element that the menu belongs to


def options_menu(scene: Scene, element: Block, chosen: Container[str], address: Address) -> str:
    """The options of a select, with a filter field; multi-selects show ticks."""
    many = str(element["type"]).startswith("multi_")
    rows: list[str] = []
    group = ""
    for label, value, words, sign in offered(scene, element):
        if label != group:
            rows.append(tag("div", esc(label), class_="menu-title"))
            group = label
        rows.append(_option(words, value, sign, value in chosen, many, address))
    search = tag(
        "input",
        type="text",
        placeholder="Search",
        aria_label="Search",
        class_="text-field",
        data_narrow=True,
        data_autofocus=True,
        data_testid="option-search",
    )
    rows = rows or [tag("div", "Nothing to choose from.", class_="menu-title")]
    box = tag("div", *rows, class_="menu-list", role="listbox", data_roving=True, aria_multiselectable=many)
    done = button("Done", class_="btn btn-primary", data_event="popup-close") if many else ""
    return tag("div", search, box, done, class_="options")


def offered(scene: Scene, element: Block) -> Iterable[tuple[str, str, str, str]]:
    """Group label, value, words as HTML and picture of each option of a select."""
    kind = str(element["type"]).removeprefix("multi_")
    if kind == "users_select":
        for user in sorted(scene.world.people(scene.me.team_id), key=lambda user: user.real_name):
            yield "", user.id, esc(user.real_name), avatar(user, "tiny")
    elif kind in ("channels_select", "conversations_select"):
        yield from _places(scene, element)
    else:
        for label, option in options_of(element):
            hint = (
                tag("span", esc(plain(option.get("description"))), class_="hint")
                if option.get("description")
                else ""
            )
            yield label, str(option.get("value", "")), plain_to_html(plain(option.get("text"))) + hint, ""


def _places(scene: Scene, element: Block) -> Iterable[tuple[str, str, str, str]]:
    wanted = (element.get("filter") or {}).get("include") or ["public", "private", "im"]
    kinds = ["public"] if "channels" in str(element["type"]) else wanted
    for channel in scene.world.channels.values():
        mine = scene.me.id in channel.members
        visible = channel.team_id == scene.me.team_id and (mine or channel.kind == "public")
        if visible and channel.kind in kinds and not channel.is_archived:
            sign = {"private": icon("lock"), "public": icon("hash")}.get(channel.kind, icon("at"))
            yield "", channel.id, esc(scene.names.get(channel.id, channel.name)), sign


def _option(words: str, value: str, sign: str, chosen: bool, many: bool, address: Address) -> str:
    return button(
        sign,
        tag("span", words, class_="grow"),
        icon("check") if chosen else "",
        role="option",
        aria_selected="true" if chosen else "false",
        class_="menu-item",
        data_event="toggle" if many else "pick",
        data_value=value,
        data_testid="option",
        **address,
    )


def overflow_menu(element: Block, address: Address) -> str:
    """The options of an overflow menu."""
    rows = (
        button(
            tag("span", plain_to_html(plain(option.get("text"))), class_="grow"),
            role="menuitem",
            class_="menu-item",
            data_event="pick",
            data_value=str(option.get("value", "")),
            data_testid="option",
            **address,
        )
        for _, option in options_of(element)
    )
    return tag("div", *rows, role="menu", data_roving=True)


def emoji_menu(holder: str) -> str:
    """A dozen common emoji, and a field for all others by name."""
    search = tag(
        "input",
        type="text",
        placeholder="Find an emoji by name",
        aria_label="Find an emoji by name",
        class_="text-field",
        data_narrow=True,
        data_autofocus=True,
        data_testid="emoji-search",
    )
    names = [*COMMON, *(name for name in EMOJI if name not in COMMON)]
    cells = (
        button(
            EMOJI[name],
            role="option",
            title=f":{name}:",
            aria_label=name,
            class_="emoji-cell",
            data_event="react",
            data_holder=holder,
            data_emoji=name,
            data_testid=f"emoji-{name}",
        )
        for name in names
    )
    return tag("div", search, tag("div", *cells, class_="emoji-grid", role="listbox", data_roving=True))


def actions_menu(scene: Scene, holder: str) -> str:
    """Menu of the app's message shortcuts."""
    rows = [
        shortcut_item(scene, shortcut, data_event="shortcut", data_holder=holder)
        for shortcut in scene.world.app.shortcuts
        if shortcut.get("type") == "message"
    ]
    nothing = tag("div", "The app has no message shortcuts.", class_="menu-title")
    return tag("div", *(rows or [nothing]), role="menu", data_roving=True)


def confirm_dialog(scene: Scene, confirm: Block) -> str:
    """The confirmation dialog of an element."""
    style = "btn-danger" if confirm.get("style") == "danger" else "btn-primary"
    text = confirm.get("text") or {}
    words = plain(text)
    shown = (
        mrkdwn_to_html(words, scene.names, scene.when)
        if text.get("type") == "mrkdwn"
        else plain_to_html(words)
    )
    return tag(
        "div",
        tag("h2", plain_to_html(plain(confirm.get("title")))),
        tag("div", shown),
        tag(
            "div",
            button(
                plain_to_html(plain(confirm.get("deny")) or "Cancel"),
                class_="btn big",
                data_event="popup-close",
                data_testid="confirm-no",
            ),
            button(
                plain_to_html(plain(confirm.get("confirm")) or "Yes"),
                class_=f"btn big {style}",
                data_event="confirm",
                data_testid="confirm-yes",
                data_autofocus=True,
            ),
            class_="modal-foot",
        ),
        class_="confirm",
        role="alertdialog",
    )


def beside(at: Sequence[float]) -> str:
    """The CSS position of a menu: below the element, or above it in the lower half of the window."""
    left, top, _, bottom, width, height = at
    x = max(8.0, min(left, width - 336))
    y = (
        f"top:{bottom + 4:.0f}px"
        if (top + bottom) / 2 < height * 0.55
        else f"bottom:{height - top + 4:.0f}px"
    )
    return f"left:{x:.0f}px;{y}"
