"""What may be written after `/contest`. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.framework.grammar import Grammar, Verb, alone

_NUMBER = re.compile(r"(?:c|#)?([0-9]{1,9})", re.IGNORECASE)


@dataclass(frozen=True)
class ListContests:
    """The contests that the actor may see."""


@dataclass(frozen=True)
class NewContest:
    """The form in which a contest is planned."""


@dataclass(frozen=True)
class ShowContest:
    """The contest of this number, with the actor's place."""

    number: int


@dataclass(frozen=True)
class BacktestContest:
    """What the contest of this number would have come to in the past."""

    # Its name is no test of ours.
    __test__ = False
    number: int


@dataclass(frozen=True)
class LaunchContest:
    """Freezes the rules of the contest of this number."""

    number: int


@dataclass(frozen=True)
class CancelContest:
    """Ends the contest of this number before its time."""

    number: int


OfOneContest = ShowContest | BacktestContest | LaunchContest | CancelContest
ContestIntent = ListContests | NewContest | OfOneContest


def _numbered(intent: Callable[[int], ContestIntent]) -> Callable[[str, None], ContestIntent | None]:
    """Reads the number of a contest, written 3, #3 or C3."""

    def read(rest: str, _: None) -> ContestIntent | None:
        found = _NUMBER.fullmatch(rest)
        return intent(int(found[1])) if found else None

    return read


GRAMMAR = Grammar[ContestIntent, None](
    "/contest",
    Verb(
        "new",
        alone(NewContest),
        usage="new",
        meaning="plan one; it is played on the past before anybody hears of it",
    ),
    Verb("", _numbered(ShowContest), usage="3", meaning="one of them, and your place"),
    Verb("show", _numbered(ShowContest)),
    Verb("test", _numbered(BacktestContest), usage="test 3", meaning="play it on the past again"),
    Verb("launch", _numbered(LaunchContest), writes=True, usage="launch 3", meaning="freeze its rules"),
    Verb("cancel", _numbered(CancelContest), also=("end",), writes=True, usage="cancel 3", meaning="end it"),
    Verb("list", alone(ListContests)),
    bare=ListContests,
    bare_meaning="the contests that are yours to see",
    how="Write `/contest`, `/contest new`, `/contest 3`, `/contest test 3` or `/contest cancel 3`.",
)
