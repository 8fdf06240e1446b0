"""The elements of one window, and the part of the scene that each shows."""

from collections.abc import Mapping
from typing import Any

from nicegui import ui

from bot.emulator.page.composer import composer_html, hints_html
from bot.emulator.page.header import channel_head, thread_head, topbar_html
from bot.emulator.page.inspector import (
    clock_html,
    faults_html,
    faults_title,
    inspector_head,
    presence_html,
    traffic_rows,
)
from bot.emulator.page.live import LiveRows, region, show
from bot.emulator.page.markup import esc, icon_button, tag
from bot.emulator.page.messages import message_rows
from bot.emulator.page.modal import home_html, modal_foot, modal_head, modal_rows, top_modal
from bot.emulator.page.sidebar import sidebar_html
from bot.emulator.page.tips import tip_html
from bot.emulator.page.view_model import Scene


class Frame:
    """The fixed parts of the page, top to bottom; `draw` updates all of them."""

    def __init__(self) -> None:
        with ui.element().classes("app"):
            self._topbar = region("topbar", "header")
            with ui.element().classes("desk") as self._desk:
                self._sidebar = region("sidebar", "aside").props('data-testid="sidebar"')
                self._main = _MainPane()
                self._thread = _ThreadPane()
                self._inspector = _Inspector()
            self._modal = _Modal()
            self._popup = region("popup-layer")
            self._toast = region("toast-layer")
            self._offers = region("offers")

    def draw(self, scene: Scene, faults: Mapping[str, Any]) -> None:
        """Show the scene; parts that did not change are not sent."""
        seat = scene.seat
        self._topbar.content = topbar_html(scene)
        self._sidebar.content = sidebar_html(scene)
        show(self._sidebar, "open", seat.menu_open)
        show(self._desk, "with-thread", seat.thread is not None)
        self._main.draw(scene)
        self._thread.draw(scene)
        self._inspector.draw(scene, faults)
        self._modal.draw(scene)
        self._popup.content = _popup(scene)
        _inert(self._desk, top_modal(scene) is not None)
        self._toast.content = _toast(scene) + (tag("div", class_="busy") if seat.waiting else "")
        self._offers.content = hints_html(scene)


class _MainPane:
    def __init__(self) -> None:
        with ui.element("main").classes("pane main"):
            self._head = region("pane-head")
            self._list = ui.element().classes("list-holder")
            self._rows = LiveRows(self._list, scroller="scroller", classes="messages")
            self._home = region("scroller plain")
            self._tip = region("tip-holder")
            self._composer = region("composer-holder")

    def draw(self, scene: Scene) -> None:
        home = scene.seat.home_tab and scene.with_app(scene.channel)
        self._head.content = channel_head(scene)
        self._home.content = home_html(scene) if home else ""
        show(self._home, "closed", not home)
        show(self._list, "closed", home)
        self._tip.content = tip_html(scene)
        self._composer.content = "" if home else composer_html(scene)
        if not home:
            self._rows.show(f"{scene.me.id} {scene.channel.id}", message_rows(scene, scene.channel))


class _ThreadPane:
    def __init__(self) -> None:
        with (
            ui.element("section")
            .classes("pane side closed")
            .props('aria-label="Thread" data-testid="thread"') as pane
        ):
            self._pane = pane
            self._head = region("pane-head")
            self._rows = LiveRows(
                ui.element().classes("list-holder"), scroller="scroller", classes="messages"
            )
            self._composer = region("composer-holder")

    def draw(self, scene: Scene) -> None:
        thread = scene.seat.thread
        show(self._pane, "closed", thread is None)
        self._composer.content = composer_html(scene, thread) if thread else ""
        if thread:
            self._head.content = thread_head(scene)
            self._rows.show(f"{scene.me.id} {thread}", message_rows(scene, scene.channel, thread))


class _Inspector:
    def __init__(self) -> None:
        pane = ui.element("section").classes("pane inspector closed")
        with pane.props('aria-label="Inspector" data-testid="inspector"') as self._pane:
            region("pane-head").content = inspector_head()
            with ui.element().classes("scroller plain"):
                self._clock = region("clock")
                with ui.element("details").classes("faults").props('data-testid="faults"'):
                    self._faults_title = region("", "summary")
                    self._faults = region("")
                region("traffic-title").content = "Traffic, newest first"
                self._traffic = LiveRows(ui.element(), classes="traffic")

    def draw(self, scene: Scene, faults: Mapping[str, Any]) -> None:
        show(self._pane, "closed", not scene.seat.inspector_open)
        if scene.seat.inspector_open:
            self._clock.content = clock_html(scene) + presence_html(scene)
            self._faults_title.content = faults_title(faults)
            self._faults.content = faults_html(faults)
            self._traffic.show("traffic", traffic_rows(scene))


class _Modal:
    def __init__(self) -> None:
        with ui.element().classes("scrim closed") as self._scrim:
            form = (
                ui.element()
                .classes("modal")
                .props('role="dialog" aria-modal="true" aria-labelledby="modal-title"')
            )
            with form.props('data-testid="modal"') as self._form:
                self._head = region("")
                self._body = LiveRows(
                    ui.element().classes("list-holder"), scroller="modal-body", classes="blocks"
                )
                self._foot = region("")

    def draw(self, scene: Scene) -> None:
        view = top_modal(scene)
        show(self._scrim, "closed", view is None)
        if view is None:
            self._head.content = self._foot.content = ""
            self._body.show("", [])
            return
        self._form.props(f'data-surface="{esc(view.id)}"')
        self._head.content = modal_head(scene, view)
        self._body.show(view.id, modal_rows(scene, view))
        self._foot.content = modal_foot(view, waiting=scene.seat.submitting)


def _inert(element: ui.element, on: bool) -> None:
    if bool(element.props.get("inert")) != on:
        element.props(add="inert" if on else None, remove=None if on else "inert")


def _popup(scene: Scene) -> str:
    popup = scene.seat.popup
    if popup is None:
        return ""
    box = tag("div", popup.html, class_=f"popup {popup.kind}", style=popup.style, data_testid="popup")
    return tag("div", box, class_="scrim over") if popup.kind == "dialog" else box


def _toast(scene: Scene) -> str:
    if not scene.seat.toast:
        return ""
    close = icon_button("x", "Dismiss", data_event="dismiss-toast")
    words = tag("span", esc(scene.seat.toast), class_="grow")
    return tag("div", words, close, class_="toast", role="alert", data_testid="toast")
