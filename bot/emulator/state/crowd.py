"""A large workspace: as many people as one likes, spread over a few time zones."""

from bot.emulator.state.workspaces import PersonSpec

_ZONES = ("America/New_York", "Europe/London", "Asia/Kolkata", "Europe/Berlin")


def crowd(number: int) -> list[PersonSpec]:
    """So many people; handles `person00001` and on, ids in the same order; most in the first zone."""
    return [
        PersonSpec(
            f"person{each:05}", f"Person {each:05}", tz=_ZONES[max(0, each % 10 - 6)], id=f"U0CROWD{each:05}"
        )
        for each in range(1, number + 1)
    ]
