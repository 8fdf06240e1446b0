"""The first minutes with Pacer, step by step, as the page proposes them."""

from collections.abc import Sequence

from bot.demo.cast import BEN, SALES
from bot.emulator.page.view_model import Tip
from bot.emulator.state.world import User

_MESSAGES = ("app-tab", {"tab": "Messages"})
_SALES = ("go", {"channel": SALES})
_BE_BEN = ("actor", {"user": BEN})


def first_kudos(user: User) -> Sequence[Tip]:
    """A kudos to a colleague whom everybody at Northwind knows."""
    friend = "ben" if user.name != "ben" else "ana"
    return (Tip("Thank a colleague:", "Try it", fill=f"/kudos @{friend} closed Acme"),)


def first_minutes(user: User) -> Sequence[Tip]:
    """Ana's morning, a question, a Monday, the same Monday as Ben; then what else there is."""
    return (
        Tip("Ana's morning: what needs her, a button each. Answer Ingrid, and the row goes.", "Next"),
        Tip(
            "Ask in your own words; the answer comes into the thread:",
            "Ask",
            (_MESSAGES,),
            "how is ben doing?",
        ),
        Tip(
            "On Monday the team reads how its week went, and Ana how her people stand.",
            "Go to Monday 9:00",
            (("clock", {"jump": "monday"}), _SALES),
        ),
        Tip("Ben is asked how his goals stand; a tap is an answer.", "Be Ben", (_BE_BEN, _MESSAGES)),
        *(Tip(tip.words, tip.label, (_SALES,), tip.fill) for tip in first_kudos(user)),
        Tip("Plan a contest that is fair to everybody:", "Try it", (_SALES,), "/contest new"),
        Tip(
            "The Inspector moves the clock, breaks Slack, and shows all that is sent.",
            "Open it",
            (("inspector", {}),),
        ),
    )
