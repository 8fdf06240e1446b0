"""The Inspector: traffic, faults, clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.emulator.client.time_input import next_such
from bot.emulator.page.events.event import Deed
from bot.emulator.page.inspector import jump_to
from bot.emulator.page.session import Desk


async def inspector(desk: Desk, deed: Deed) -> None:
    """Open or close the drawer."""
    desk.seat.inspector_open = not desk.seat.inspector_open


async def exchange(desk: Desk, deed: Deed) -> None:
    """Unfold an exchange, or fold it again."""
    key = int(deed["exchange"])
    desk.seat.exchange = None if desk.seat.exchange == key else key


async def fault(desk: Desk, deed: Deed) -> None:
    """Switch a fault."""
    value = deed.given if isinstance(deed.given, bool) else int(deed.given or 0)
    desk.emulator.faults.change({deed["fault"]: value})
    desk.world.changed()


async def presence(desk: Desk, deed: Deed) -> None:
    """Be away, want quiet, or be back."""
    now, zone = desk.emulator.clock.now(), desk.seat.me.tz
    with desk.waiting():
        if deed["presence"] == "holiday":
            friday = next_such(now, "friday", "17:00", zone)
            await desk.actor.sets_status("palm_tree", "Vacationing", friday)
        elif deed["presence"] == "pause":
            await desk.actor.pauses_notifications(now + timedelta(hours=2))
        else:
            await desk.actor.sets_status("")
            await desk.actor.pauses_notifications(None)


async def clock(desk: Desk, deed: Deed) -> None:
    """Move the box's clock, by a button or to the date and time entered (in the acting person's zone)."""
    zone = desk.seat.me.tz
    with desk.waiting():
        if deed.given:
            entered = datetime.fromisoformat(str(deed.given))
            await desk.emulator.move_clock(entered.replace(tzinfo=ZoneInfo(zone)))
        else:
            # An hour after where the clock is going, should it be on its way.
            await desk.emulator.move_clock(lambda now: jump_to(deed["jump"], now, zone))
