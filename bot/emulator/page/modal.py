"""Modals and the App Home as HTML."""

from bot.emulator.page.avatars import avatar
from bot.emulator.page.blocks.render import block_html, blocks_html
from bot.emulator.page.markup import button, esc, icon_button, tag
from bot.emulator.page.messages import MessageRow
from bot.emulator.page.mrkdwn import plain_to_html
from bot.emulator.page.view_model import Scene
from bot.emulator.state.world import View


def top_modal(scene: Scene) -> View | None:
    """The modal on top for the acting person; None without one."""
    stack = scene.world.modals.get(scene.me.id)
    return stack[-1] if stack else None


def modal_head(scene: Scene, view: View) -> str:
    """The app's icon, the title, and the close button."""
    return tag(
        "div",
        avatar(scene.bot, "small"),
        tag("h2", plain_to_html(view.title), id="modal-title", data_testid="modal-title"),
        icon_button("x", "Close", data_event="close", data_all="yes", data_testid="modal-x"),
        class_="modal-head",
    )


def modal_rows(scene: Scene, view: View) -> list[MessageRow]:
    """The blocks as separate rows, so that typing in one survives a change of another."""
    look = scene.look(view.id, view.state, view.errors)
    return [
        MessageRow(f"{view.id} {block.get('block_id') or number}", block_html(block, look))
        for number, block in enumerate(view.blocks)
    ]


def modal_foot(view: View, *, waiting: bool) -> str:
    """Close and submit buttons; submit shows a spinner while `waiting`."""
    has_input = any(block.get("type") == "input" for block in view.blocks)
    submit = view.submit or ("Submit" if has_input else None)
    spinner = tag("span", class_="spinner", aria_label="Working") if waiting else ""
    buttons = [
        button(
            esc(view.close or ("Cancel" if submit else "Close")),
            class_="btn big",
            data_event="close",
            data_testid="modal-close",
        ),
        button(
            spinner,
            plain_to_html(submit),
            class_="btn big btn-primary",
            disabled=waiting,
            data_event="submit",
            data_testid="modal-submit",
        )
        if submit
        else "",
    ]
    return tag("div", *buttons, class_="modal-foot")


def home_html(scene: Scene) -> str:
    """The App Home of the acting person, or what Slack shows while there is none."""
    view = scene.world.homes.get(scene.me.id)
    if view is None:
        app = esc(scene.world.app.name)
        return tag("div", f"This is {app}'s Home. It has not published anything for you yet.", class_="empty")
    look = scene.look(view.id, view.state)
    return tag(
        "div", blocks_html(view.blocks, look), class_="blocks home", data_surface=view.id, data_testid="home"
    )
