"""When a rep is told of a likely gap."""

from dataclasses import replace
from datetime import timedelta

from bot.features.skills.rules.card_making import make_card
from bot.features.skills.rules.cards import is_told
from tests.features.skills.rules.people_like_you import MONDAY, given, sold

OTHERS = [sold(80, 30, 600_000, 120)] * 5
LIKELY, NOTHING = (
    make_card(given(sold(80, 12, 240_000), OTHERS)),
    make_card(given(sold(80, 30, 600_000), OTHERS)),
)


def test_only_what_is_new_and_once_in_four_weeks() -> None:
    """L: a likely gap on the card of that week; the last one decides."""
    rows = [
        ("L", True),
        ("-", False),
        ("LL", False),
        ("-L", True),
        ("L-L", False),
        ("L--L", False),
        ("L---L", True),
        ("L-L-L", True),
        ("LLLLLL", False),
    ]
    for weeks, told in rows:
        cards = [
            replace(LIKELY if each == "L" else NOTHING, week=MONDAY + timedelta(weeks=number))
            for number, each in enumerate(weeks)
        ]
        assert is_told(cards) is told, weeks
