"""The first minutes with Pacer, step by step, as the page proposes them."""

from collections.abc import Sequence

from bot.demo.cast import ANA, BEN, SALES
from bot.emulator.page.view_model import Tip
from bot.emulator.state.world import User

_MESSAGES = ("app-tab", {"tab": "Messages"})
_SALES = ("go", {"channel": SALES})
_BE_ANA, _BE_BEN = ("actor", {"user": ANA}), ("actor", {"user": BEN})


def first_kudos(user: User) -> Sequence[Tip]:
    """A kudos to a colleague whom everybody at Northwind knows."""
    friend = "ben" if user.name != "ben" else "ana"
    return (Tip("Thank a colleague:", "Try it", fill=f"/kudos @{friend} closed Acme"),)


def first_minutes(user: User) -> Sequence[Tip]:
    """Ana's morning, a question, a Monday, the same Monday as Ben; then what else there is."""
    return (
        Tip("Ana's morning: what needs her, a button each. Answer Ingrid, and the row goes.", "Next"),
        Tip("Ask in your own words:", "Ask", (_MESSAGES,), "how is ben doing?", says=True),
        Tip(
            "On Monday #sales reads how its week went.",
            "Go to Monday 9:00",
            (("clock", {"jump": "monday"}), _SALES),
        ),
        Tip("Ana reads how her people stand.", "Show it", (_MESSAGES,)),
        Tip("Ben is asked how his goals stand; a tap each is an answer.", "Be Ben", (_BE_BEN, _MESSAGES)),
        *(Tip(tip.words, tip.label, (_SALES,), tip.fill) for tip in first_kudos(user)),
        Tip(
            "Be Ana again, and plan a contest that is fair to everybody:",
            "Try it",
            (_BE_ANA, _SALES),
            "/contest new",
        ),
        Tip(
            "The Inspector moves the clock, breaks Slack, and shows all that is sent.",
            "Open it",
            (("inspector", {}),),
        ),
    )
