"""Handlers of the Inspector: traffic, faults, clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.emulator.client.time_input import next_such
from bot.emulator.page.events.event import UiEvent
from bot.emulator.page.inspector import jump_to
from bot.emulator.page.session import UiSession


async def inspector(ui: UiSession, action: UiEvent) -> None:
    """Opens or closes the Inspector."""
    ui.seat.inspector_open = not ui.seat.inspector_open


async def exchange(ui: UiSession, action: UiEvent) -> None:
    """Expands or collapses one exchange."""
    key = int(action["exchange"])
    ui.seat.exchange = None if ui.seat.exchange == key else key


async def fault(ui: UiSession, action: UiEvent) -> None:
    """Switches a fault on or off."""
    value = action.given if isinstance(action.given, bool) else int(action.given or 0)
    ui.emulator.faults.change({action["fault"]: value})
    ui.world.changed()


async def people(ui: UiSession, action: UiEvent) -> None:
    """Lets the others act by themselves, or not."""
    ui.emulator.people_act = bool(action.given)
    ui.world.changed()


async def presence(ui: UiSession, action: UiEvent) -> None:
    """Sets status and paused notifications of the acting person."""
    now, zone = ui.emulator.clock.now(), ui.seat.me.tz
    with ui.waiting():
        if action["presence"] == "holiday":
            friday = next_such(now, "friday", "17:00", zone)
            await ui.actor.sets_status("palm_tree", "Vacationing", friday)
        elif action["presence"] == "pause":
            await ui.actor.pauses_notifications(now + timedelta(hours=2))
        else:
            await ui.actor.sets_status("")
            await ui.actor.pauses_notifications(None)


async def clock(ui: UiSession, action: UiEvent) -> None:
    """Moves the clock, by a button or to a date and time in the acting person's zone."""
    zone = ui.seat.me.tz
    with ui.waiting():
        if action.given:
            entered = datetime.fromisoformat(str(action.given))
            await ui.emulator.move_clock(entered.replace(tzinfo=ZoneInfo(zone)))
        else:
            # An hour after the target, if the clock is moving.
            await ui.emulator.move_clock(lambda now: jump_to(action["jump"], now, zone))
