"""Ana leads Ben: a series and a talk of theirs, for the tests of rules."""

from datetime import UTC, date, datetime

from bot.features.coaching.rules.facts import CoachingSeries, CoachingTalk, Say
from bot.features.coaching.rules.state_machine import SeriesState, TalkState

ANA, BEN, CLEO, CLOCK = "UANA", "UBEN", "UCLEO", ""
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SERIES_OF_BEN = CoachingSeries(
    1, ANA, BEN, SeriesState.running, 1, 2, None, None, 30, "UTC", None, 1, None, NOW, None
)
# What Ana and Ben have said by then: in `said` and `denied` Ana alone, in `split` Ana yes and Ben no.
SAYS = {
    "said": (Say.yes, Say.none),
    "denied": (Say.no, Say.none),
    "split": (Say.yes, Say.no),
    "unconfirmed": (Say.yes, Say.none),
    "held": (Say.yes, Say.yes),
    "missed": (Say.no, Say.no),
}


def talk(state: str | None) -> CoachingTalk:
    """A talk in this state."""
    manager, person = SAYS.get(state or "", (Say.none, Say.none))
    return CoachingTalk(
        1, 1, date(2026, 12, 1), NOW, False, 1, person, manager, TalkState(state or "planned"), None
    )
