"""The Inspector: the clock, faults, and the traffic between Slack and the app."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.emulator.client.time_input import next_such
from bot.emulator.page.dates import clock_time
from bot.emulator.page.markup import button, esc, icon, icon_button, tag
from bot.emulator.page.messages import MessageRow
from bot.emulator.page.view_model import Scene
from bot.emulator.state.world import Exchange

SHOWN = 150
SWITCHES = {
    "api_latency_ms": "Slack's API answers later (ms)",
    "rate_limit_every": "429 at every nth call",
    "server_error_every": "503 at every nth call",
    "internal_error_every": "500 at every nth call",
    "drop_acks": "The app's acks are lost",
    "deliver_twice": "Everything is delivered twice",
    "refuse_new_blocks": "Newer blocks are refused",
    "older_client": "The client does not know layouts",
}
JUMPS = {"hour": "+1 hour", "tomorrow": "Tomorrow 09:00", "monday": "Monday 09:00"}


def inspector_head() -> str:
    """Title and close button of the Inspector."""
    close = icon_button("x", "Close the Inspector", data_event="inspector", data_testid="inspector-close")
    return tag("div", tag("h2", "Inspector"), class_="pane-title grow") + close


def clock_html(scene: Scene) -> str:
    """The time in the acting person's zone, and controls that move it."""
    here = scene.when.now.astimezone(ZoneInfo(scene.when.zone))
    buttons = (
        button(label, class_="btn", data_event="clock", data_jump=jump, data_testid=f"clock-{jump}")
        for jump, label in JUMPS.items()
    )
    field = tag(
        "input",
        type="datetime-local",
        class_="picker",
        aria_label="Move the clock to",
        data_field=True,
        data_change="clock",
        value=f"{here:%Y-%m-%dT%H:%M}",
        data_testid="clock-field",
    )
    now = tag(
        "div", tag("b", f"{here:%a}, {here:%b} {here.day}, {clock_time(here)}"), " ", esc(scene.when.zone)
    )
    people = "" if scene.people_act is None else _people(scene.people_act)
    return tag("section", tag("h3", "Clock"), now, tag("div", *buttons, field, class_="actions"), people)


def _people(act: bool) -> str:
    box = tag(
        "input",
        type="checkbox",
        checked=act,
        role="switch",
        data_change="people",
        data_field=True,
        data_testid="people-act",
    )
    return tag("label", tag("span", "People act by themselves", class_="grow"), box, class_="switch")


PRESENCES = {
    "holiday": "On holiday until Friday",
    "pause": "Pause notifications for 2 hours",
    "back": "Back, and open to all",
}


def presence_html(scene: Scene) -> str:
    """The acting person's status and notifications, and controls that change them."""
    me, now = scene.me, scene.when.now
    away = bool(me.status_emoji) and (me.status_expiration is None or me.status_expiration > now)
    paused = me.paused_until is not None and me.paused_until > now
    state = " ".join(filter(None, ["On holiday." if away else "", "Notifications paused." if paused else ""]))
    buttons = (
        button(label, class_="btn", data_event="presence", data_presence=name, data_testid=f"presence-{name}")
        for name, label in PRESENCES.items()
    )
    words = tag("div", tag("b", esc(me.real_name)), " ", state or "Here.", data_testid="presence")
    return tag("section", tag("h3", "Status"), words, tag("div", *buttons, class_="actions"))


def jump_to(jump: str, now: datetime, zone: str) -> datetime:
    """Where a button of the clock leads: an aware instant after `now`; ValueError for an unknown button."""
    if jump not in JUMPS:
        raise ValueError(f"the clock has no button {jump}")
    if jump == "hour":
        return now + timedelta(hours=1)
    if jump == "monday":
        return next_such(now, "monday", "09:00", zone)
    midnight = next_such(now, None, "00:00", zone)
    return next_such(midnight, None, "09:00", zone)


def faults_title(switches: Mapping[str, Any]) -> str:
    """Heading of the faults, with the number that is on."""
    on = sum(bool(switches.get(name)) for name in SWITCHES)
    return "Faults" + (tag("span", str(on), class_="count") if on else "") + icon("down-small")


def faults_html(switches: Mapping[str, Any]) -> str:
    """The faults with their switches."""
    return "".join(_switch(name, label, switches.get(name)) for name, label in SWITCHES.items())


def _switch(name: str, label: str, value: Any) -> str:
    common: dict[str, Any] = {"data_change": "fault", "data_field": True, "data_fault": name}
    if name in ("drop_acks", "deliver_twice", "refuse_new_blocks", "older_client"):
        box = tag(
            "input",
            type="checkbox",
            checked=bool(value),
            role="switch",
            data_testid=f"fault-{name}",
            **common,
        )
    else:
        box = tag("input", type="number", min=0, value=str(value or 0), data_testid=f"fault-{name}", **common)
    return tag("label", tag("span", label, class_="grow"), box, class_="switch")


def traffic_rows(scene: Scene) -> list[MessageRow]:
    """Exchanges, newest first; the expanded one shows its request and response."""
    newest = list(scene.world.traffic)[-SHOWN:][::-1]
    return [MessageRow(str(id(exchange)), _exchange(scene, exchange)) for exchange in newest]


def _exchange(scene: Scene, exchange: Exchange) -> str:
    key = id(exchange)
    unfolded = scene.seat.exchange == key
    arrow, words = ("→", "to the app") if exchange.direction == "to app" else ("←", "from the app")
    line = button(
        tag("span", arrow, class_="arrow", title=words, aria_label=words),
        tag(
            "span",
            tag("b", esc(exchange.name or exchange.kind)),
            tag("span", esc(exchange.kind), class_="hint"),
            class_="grow",
        ),
        tag("span", esc(exchange.outcome), class_="outcome" if exchange.ok else "outcome bad"),
        tag(
            "span",
            f"{exchange.milliseconds:.1f} ms"
            if exchange.milliseconds < 100
            else f"{exchange.milliseconds:.0f} ms",
            class_="ms",
        ),
        class_=f"exchange {'out' if exchange.direction == 'to app' else 'in'}",
        aria_expanded="true" if unfolded else "false",
        data_event="exchange",
        data_exchange=str(key),
        data_testid="exchange",
    )
    return line + ("".join(_bodies(exchange)) if unfolded else "")


def _bodies(exchange: Exchange) -> Iterable[str]:
    for title, body in (("Request", exchange.request), ("Response", exchange.response)):
        words = json.dumps(body, indent=2, ensure_ascii=False, default=str) if body is not None else "(none)"
        yield tag("div", tag("h4", title), tag("pre", esc(words)), class_="json", data_testid="json")
