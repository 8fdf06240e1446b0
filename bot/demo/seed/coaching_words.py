"""What Northwind's people talk about, agree on and note, for the demo's 1:1s."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeededSeries:
    """1:1s of a manager and a person: every so many weeks, on a weekday (0 is Monday), at an hour."""

    manager: str
    person: str
    weeks: int
    weekday: int
    hour: int


SERIES = (
    SeededSeries("ana", "ben", 2, 1, 10),
    SeededSeries("ana", "jamal", 2, 2, 15),
    SeededSeries("ana", "grace", 2, 3, 9),
    SeededSeries("ana", "kavya", 1, 0, 11),
    SeededSeries("ana", "fatima", 3, 3, 14),
    SeededSeries("ana", "ingrid", 3, 3, 15),
    SeededSeries("lucia", "dario", 2, 1, 16),
    SeededSeries("lucia", "hugo", 2, 2, 16),
    SeededSeries("lucia", "emeka", 2, 4, 16),
)
# What each sells, and to whom.
PROFILES = (
    # One segment: with seven of them each has six others beside whom to stand.
    *((name, "ae", "") for name in ("ben", "grace", "jamal", "kavya", "dario", "emeka", "hugo")),
    *((name, "sdr", "") for name in ("fatima", "ingrid")),
)
TOPICS = (
    "Discount handling",
    "The deal at Globex is stuck",
    "Who signs at Bancorp",
    "A call I want to take apart",
    "How I plan my week",
    "Where I want to be in a year",
    "My pipeline for next quarter",
    "Too many first calls without a second",
    "The new price list",
    "What slows me down",
)
# What is done, and for which skill.
ACTIONS = (
    ("Recap mail after each demo", "discovery"),
    ("Ask who else has to agree before a price is named", "discovery"),
    ("Three new accounts a week from the hospital list", "prospecting"),
    ("Plan with days up to the signature for Globex", "dealplan"),
    ("Trade each discount for a longer term", "negotiation"),
    ("Next step with a day after each meeting", "dealplan"),
    ("Mark lost deals within a week", "forecast"),
    ("Listen to one call of a colleague", "value"),
)
SDR_ACTIONS = (("Twenty calls before eleven", "rhythm"), ("Ask for the need before booking", "qualification"))
NOTES = (
    "Went well: the buyer did most of the talking. Less slides next time.",
    "We looked at two lost deals. Both times we heard of the buyer's boss too late.",
    "Price came up in the first ten minutes again. We practised the other way round.",
    "Pipeline is thin for January; two mornings a week for new accounts.",
    "Good quarter. Wants to work on larger deals.",
)
PRIVATE_NOTE = "Seems tired. Ask about the move."
OPEN_TOPICS = (("Discount handling", False), ("My part in the Acme deal", False), ("Bancorp", True))
# Ben's discovery is two apart; Grace and Jamal teach what they offer help with.
LEVELS = {
    ("ben", "discovery"): (3, 1),
    ("grace", "discovery"): (4, 4),
    ("jamal", "negotiation"): (3, 3),
    ("jamal", "closing"): (3, 3),
    ("hugo", "negotiation"): (1, 1),
}
