"""Two weeks, and a year, of the demo's company by the clock: how much each hears, and when."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest

from .by_clock import MONDAY, SELLERS, WEEK, Business, Clockwork, Got, company

pytestmark = pytest.mark.slow  # ten seconds of processor for the weeks, minutes for the year

HOUR = timedelta(hours=1)
# What the same two weeks took before reminders were bundled: words to people, and in channels.
WORDS_BEFORE = {False: (5934, 546), True: (6039, 546)}


def days(got: list[Got]) -> list[str]:
    """On which days it came."""
    return [f"{each.at:%a}" for each in got]


async def weeks(path: Path, *, answers: bool) -> Clockwork:
    """Two weeks from the Monday after the demo's first Friday."""
    async with company(path) as opened:
        await opened.stage.emulator.move_clock(MONDAY)
        opened.collect()
        opened.got.clear()
        await opened.lives_until(MONDAY + 2 * WEEK, answers=answers)
        return opened


@pytest.mark.parametrize("answers", [False, True])
async def test_two_weeks(sqlite_file: Path, answers: bool) -> None:
    """Who answers nothing gets five and six; who answers gets less; no two within an hour; half the words."""
    lived = await weeks(sqlite_file, answers=answers)
    ben, ana = days(lived.of("ben")), days(lived.of("ana"))
    if answers:
        assert len(ben) <= 5
        assert lived.answered
    else:
        assert ben == ["Mon", "Tue", "Wed", "Mon", "Tue"]
        assert ana == ["Mon", "Tue", "Wed", "Mon", "Tue", "Thu"]
        # Two weeks, one with an anniversary, and a contest's end; the board is as it was on Friday.
        assert days(lived.of("#sales")) == ["Mon", "Mon", "Tue"]
        assert not _pairs(lived)
    told = [each for each in lived.got if not each.whose.startswith("#")]
    people, channels = WORDS_BEFORE[answers]
    assert sum(each.words for each in told) <= people / 2
    assert sum(each.words for each in lived.got) - sum(each.words for each in told) <= channels / 2


def _pairs(lived: Clockwork) -> list[tuple[str, str, str]]:
    """Two that came to one person within an hour."""
    found = []
    for whose in {each.whose for each in lived.got}:
        own = sorted(lived.of(whose), key=lambda each: each.at)
        found += [
            (whose, one.first, two.first)
            for one, two in pairwise(own)
            if two.at - one.at < HOUR and not whose.startswith("#")
        ]
    return found


REPS = {*SELLERS, "fatima", "ingrid"}
# Words to everybody in ten weeks of the same business before, when each reminder was a message of its own.
TEN_WEEKS_BEFORE = 25960


@pytest.mark.parametrize("count", [10, 52])
async def test_a_year(sqlite_file: Path, count: int) -> None:
    """People sell, propose, ask and answer: a rep's weeks have two in the middle, never seven."""
    async with company(sqlite_file) as opened:
        await opened.stage.emulator.move_clock(MONDAY)
        opened.collect()
        opened.got.clear()
        business = Business(opened)
        for week in range(count):
            begins = MONDAY + week * WEEK
            await opened.lives_until(begins + timedelta(days=2, hours=11), answers=True)
            await business.a_week()
            await opened.lives_until(begins + WEEK, answers=True)
    told = [each for each in opened.got if not each.whose.startswith("#")]
    heard = Counter((each.whose, each.week) for each in told)
    weeks = [MONDAY.date() + number * timedelta(days=7) for number in range(count)]
    counts = sorted(heard[who, week] for who in REPS for week in weeks)
    assert median(counts) <= 2
    assert counts[len(counts) * 95 // 100] <= 4
    assert counts[-1] <= 6
    if count == 10:
        assert sum(each.words for each in told) <= TEN_WEEKS_BEFORE / 2
