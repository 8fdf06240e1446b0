"""How loudly, when, how often: tiers, streaks, moved dates, room in a channel; and every text there is."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.celebrations.rules.selection import (
    APART,
    CelebrationKind,
    CelebrationSettings,
    CelebrationTone,
    Hours,
    Tier,
    Week,
    Wish,
    dates_said_on,
    has_room,
    is_record,
    is_renewal,
    passed,
    streak,
    tier_of,
)
from bot.features.celebrations.rules.texts import CelebrationWords, reason, sentence, undone
from bot.features.ledger.rules.records import DealStatus, Gone
from bot.framework.settings import StoredSettings

FRIDAY = date(2026, 11, 27)
Q4 = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("amount", "is_renewal", "tier"),
    [
        (9, False, Tier.small),
        (10, False, Tier.medium),
        (99, False, Tier.medium),
        (100, False, Tier.large),
        (1000, True, Tier.renewal),
        (None, False, Tier.small),
    ],
)
def test_how_loudly(amount: int | None, is_renewal: bool, tier: Tier) -> None:
    """By the workspace's own sizes; a renewal is never as loud."""
    value = None if amount is None else Decimal(amount)
    assert tier_of(value, Decimal(10), Decimal(100), is_renewal=is_renewal) is tier


def test_with_few_deals_all_are_alike() -> None:
    """Nobody knows what is large."""
    assert tier_of(Decimal(10**6), None, None, is_renewal=False) is Tier.small


@pytest.mark.parametrize(
    ("words", "found"), [(("Acme Renewal", ""), True), (("Acme", "renewal"), True), (("Acme", "new"), False)]
)
def test_a_renewal_by_its_words(words: tuple[str, str], found: bool) -> None:
    """In the name or the category."""
    assert is_renewal(words, CelebrationSettings().renewal_words) is found


def weeks(said: str) -> list[Week]:
    """m: met, x: missed, o: nobody worked, -: no quota; thirteen weeks a quarter."""
    kinds = {"m": (2, 1, True), "x": (0, 1, True), "o": (0, 1, False), "-": (3, 0, True)}
    found = []
    for place, sign in enumerate(said):
        booked, due, worked = kinds[sign]
        found.append(Week(Fraction(booked), Fraction(due), worked, Q4 + timedelta(weeks=13 * (place // 13))))
    return found


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("mmmm", 4),
        ("mmoomm", 4),  # a week without work pauses
        ("mmxmm", 4),  # one missed week is mended
        ("mxmxm", 2),  # a second one in the quarter is not
        ("x" * 13 + "mmxmm", 4),
        ("mmx", 0),  # it has to be going on
        ("mm-mm", 2),  # without a quota there is none
        ("", 0),
        ("ooo", 0),
        ("mmmmmmmmmmmxmmmmmmmmmxmm", 22),  # one mend in each quarter
    ],
)
def test_streaks(said: str, length: int) -> None:
    """Pauses never break, mends are rare."""
    assert streak(weeks(said)) == length


@given(st.text("mxo-", max_size=60))
def test_a_pause_changes_nothing(said: str) -> None:
    """A week on leave, put in anywhere, leaves the length as it is."""
    plain = [week for week in weeks(said) if week.worked]
    assert streak(weeks(said)) == streak(plain)
    assert 0 <= streak(plain) <= len(plain)


def test_records() -> None:
    """Better than all before, of which there is enough."""
    before = [Fraction(each) for each in (1, 5, 3)]
    assert is_record(Fraction(6), before, 3)
    assert not is_record(Fraction(5), before, 3)
    assert not is_record(Fraction(6), before, 4)


@pytest.mark.parametrize(
    ("before", "after", "number"), [(49, 50, 50), (48, 51, 50), (50, 60, None), (40, 120, 100)]
)
def test_round_numbers(before: int, after: int, number: int | None) -> None:
    """The largest one that was passed."""
    assert passed(before, after) == number


def weekend(day: date) -> bool:
    """Saturday and Sunday."""
    return day.weekday() > 4


def test_a_sunday_is_said_on_friday() -> None:
    """And on Monday no more; on a day off nothing is said."""
    assert dates_said_on(FRIDAY, weekend) == [FRIDAY, date(2026, 11, 28), date(2026, 11, 29)]
    assert dates_said_on(date(2026, 11, 28), weekend) == []
    assert dates_said_on(date(2026, 11, 30), weekend) == [date(2026, 11, 30)]


@given(st.sets(st.integers(0, 59), max_size=40))
def test_every_date_is_said_once(off: set[int]) -> None:
    """Whichever days are off: each is said on exactly one working day, its own or the one before."""
    first = date(2026, 1, 1)

    def is_off(day: date) -> bool:
        return (day - first).days in off

    said = [day for number in range(60) for day in dates_said_on(first + timedelta(days=number), is_off)]
    begun = next((number for number in range(60) if number not in off), 60)
    expected = [first + timedelta(days=number) for number in range(begun, 60)]
    assert said[: len(expected)] == expected


HOURS = Hours(ZoneInfo("Europe/London"), time(9), time(17), weekend)


def test_a_clock_that_is_set_back() -> None:
    """A post of yesterday that is one of tomorrow now holds no channel for a day."""
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert has_room([now + timedelta(days=1)], now, HOURS, 2)
    assert not has_room([now + APART / 2], now, HOURS, 2)


@given(st.lists(st.integers(0, 14 * 24 * 60), max_size=80), st.integers(1, 4))
def test_the_budget_is_kept(minutes: list[int], most: int) -> None:
    """However much comes: never outside hours, never more a day, never too soon after the last."""
    start, posted = datetime(2026, 11, 23, tzinfo=UTC), list[datetime]()
    for minute in sorted(minutes):
        now = start + timedelta(minutes=minute)
        if has_room(posted, now, HOURS, most):
            posted.append(now)
    days: dict[date, int] = {}
    for at in posted:
        assert 9 <= at.hour < 17
        assert at.weekday() < 5
        days[at.date()] = days.get(at.date(), 0) + 1
    assert all(count <= most for count in days.values())
    assert all(later - earlier >= APART for earlier, later in pairwise(posted))


@pytest.mark.parametrize("tone", list(CelebrationTone))
@pytest.mark.parametrize("kind", list(CelebrationKind))
def test_every_text(kind: CelebrationKind, tone: CelebrationTone) -> None:
    """Each occasion has its own words in each tone, the same every time, naming who it is about."""
    tiers = list(Tier) if kind is CelebrationKind.deal else [Tier.small]
    for tier in tiers:
        told = CelebrationWords(("Ben", "Grace"), "{Acme} &lt;@U1&gt;", tier.value, "$48k")
        for key in ("deal:1", "deal:2", "deal:3"):
            said = sentence(kind, told, tone, key)
            assert said == sentence(kind, told, tone, key)
            assert "Ben" in said
            assert "<@" not in said
        became = [*DealStatus, *Gone, ""]
        assert "lost" not in "".join(undone(kind, told, str(each)) for each in became)
        assert reason(kind, told)


def test_wishes() -> None:
    """Off is off for what is about oneself; what a team did together stays."""
    quiet = Wish(results=False, dates=False)
    assert not any(quiet.allows(kind) for kind in CelebrationKind if kind is not CelebrationKind.team)
    assert quiet.allows(CelebrationKind.team)
    assert all(Wish().allows(kind) for kind in CelebrationKind)


def test_rules_are_kept_as_they_are() -> None:
    """Written and read again."""
    rules = CelebrationSettings(
        kinds=frozenset({CelebrationKind.deal}),
        tone=CelebrationTone.playful,
        quiet_days=frozenset({FRIDAY}),
        quiet_weekdays=frozenset({4}),
        images=("https://a.example/x.gif",),
        medium=Decimal("10.5"),
        large=Decimal(100),
    )
    stored = StoredSettings({"celebrations": StoredSettings().merged(rules)})
    assert stored.of(CelebrationSettings) == rules
