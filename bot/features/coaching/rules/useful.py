"""Whether talks were useful: what may be said of it, and when anything is shown. Pure."""

from collections import Counter
from datetime import date, timedelta
from enum import StrEnum

from bot.common.date_ranges import DateRange

FEWEST_VOTES, FEWEST_PEOPLE = 8, 4
SHOWN_AFTER = timedelta(days=5)
TOO_FEW = "Too few answers to show."


class Use(StrEnum):
    """What somebody says of a talk; stored. The value is the label's name."""

    useful = "useful"
    so_so = "so_so"
    not_useful = "not"


LABELS = {Use.useful: "Useful", Use.so_so: "So-so", Use.not_useful: "Not useful"}


def is_shown(quarter: DateRange, today: date) -> bool:
    """Whether anything is said of a fiscal quarter: from five days after its end on."""
    return today >= quarter.end + SHOWN_AFTER


def told(votes: Counter[str], people: int) -> str:
    """The share of *Useful*, rounded to tens, or that there are too few answers."""
    count = votes.total()
    if count < FEWEST_VOTES or people < FEWEST_PEOPLE:
        return TOO_FEW
    tens = (10 * votes[Use.useful.value] + count // 2) // count
    return f"About {tens * 10}% of answers say that the 1:1 was useful."
