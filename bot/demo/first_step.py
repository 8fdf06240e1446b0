"""What the page proposes to a newcomer."""

from bot.emulator.page.view_model import FirstStep
from bot.emulator.state.world import User


def first_kudos(user: User) -> FirstStep:
    """A kudos to a colleague whom everybody at Northwind knows."""
    friend = "ben" if user.name != "ben" else "ana"
    return FirstStep("Thank a colleague", f"/kudos @{friend} closed Acme")
