"""Days off as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.workspace.rules.days_off import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MAX_DAYS_OFF,
    days_off_from,
    days_off_text,
    runs_of,
)

EVE = date(2026, 12, 24)


def days(first: date, count: int, name: str) -> dict[date, str]:
    """So many days in a row."""
    return {first + timedelta(days=number): name for number in range(count)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        (" \n\n", {}),
        ("2026-12-24 Company day", {EVE: "Company day"}),
        ("  2026-12-24   Company   day \n", {EVE: "Company day"}),
        ("2026-12-24", {EVE: "Day off"}),
        ("2026-12-24..2026-12-31 Winter break", days(EVE, 8, "Winter break")),
        ("2026-12-24 .. 2026-12-24 Eve", {EVE: "Eve"}),
        ("2026-12-30..2027-01-02 Turn", days(date(2026, 12, 30), 4, "Turn")),
        ("2028-02-29 Leap\n2027-05-03 Us", {date(2028, 2, 29): "Leap", date(2027, 5, 3): "Us"}),
        ("2026-12-24..2026-12-26 A\n2026-12-25 B", {**days(EVE, 3, "A"), date(2026, 12, 25): "B"}),
        ("2026-12-24 R&D <!channel>", {EVE: "R&amp;D &lt;!channel&gt;"}),
        ("2026-12-24 2026-12-25", {EVE: "2026-12-25"}),
        (f"2026-12-24 {'x' * 500}", {EVE: "x" * LONGEST_NAME}),
    ],
)  # fmt: skip
def test_days_off(text: str, found: dict[date, str]) -> None:
    """One a line: a day or a range, then its name, escaped; the later line names a day that two name."""
    assert days_off_from(text) == found


@pytest.mark.parametrize(
    "line",
    [
        "Christmas",
        "24.12.2026 Company day",
        "2026-13-01 No such month",
        "2026-02-29 No leap year",
        "2026-12-31..2026-12-24 Backwards",
        "2026-12-24..soon Break",
        "2026-12-24 .. soon",
        "2026-12-24..2026-12-25..2026-12-26",
        "2026-12-24Company day",
        "20261224 Company day",
        "٢٠٢٦-١٢-٢٤ Company day",
        "0001-01-01 Long ago",
        "9999-12-31 Far away",
    ],
)
def test_lines_that_are_no_days_off(line: str) -> None:
    """The sentence names the line, and how to write it; good lines beside it are not named."""
    with pytest.raises(BadInput) as refused:
        days_off_from(f"2026-12-24 Company day\n{line}")

    assert refused.value.field == "days_off"
    assert str(refused.value).startswith(f"“{line}” is not a day off. Write each as 2026-12-24 Company day")


def test_each_bad_line_is_named() -> None:
    """All of them, up to ten, and how many more there are; harmless where they are said aloud."""
    with pytest.raises(BadInput) as few:
        days_off_from("soon\n2026-12-24 Eve\n<!channel>\nlater")
    with pytest.raises(BadInput) as many:
        days_off_from("\n".join(f"bad {number}" for number in range(13)))

    assert str(few.value).startswith("“soon”, “&lt;!channel&gt;” and “later” are not days off.")
    assert "“bad 9” and 3 more lines are not days off." in str(many.value)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01..2026-04-11 Sabbatical",
        "2026-01-01..2199-12-31 Retired",
        "2026-01-01..2026-03-31 One\n2027-01-01..2027-01-11 Two",
    ],
)
def test_too_many_days(text: str) -> None:
    """A hundred at most, over all lines."""
    with pytest.raises(BadInput, match="more than 100") as refused:
        days_off_from(text)

    assert refused.value.field == "days_off"


def test_too_many_words() -> None:
    """A range that short lines cut into pieces is longer when it is written out: it must fit the field."""
    cuts = "".join(f"\n{date(2026, 1, 2) + timedelta(days=2 * number)} x" for number in range(45))
    with pytest.raises(BadInput, match="characters, and 3,000 fit") as refused:
        days_off_from(f"2026-01-01..2026-04-01 {'y' * 60}{cuts}")

    assert refused.value.field == "days_off"


def test_a_hundred_days() -> None:
    """Exactly as many as there may be."""
    assert len(days_off_from("2026-01-01..2026-04-10 Sabbatical")) == MAX_DAYS_OFF


def test_runs() -> None:
    """Days in a row with one name are one line; a gap or another name begins the next."""
    written = days_off_text({date(2026, 12, 28): "A", **days(EVE, 3, "A"), date(2026, 12, 27): "B &amp; C"})

    assert written == "2026-12-24..2026-12-26 A\n2026-12-27 B & C\n2026-12-28 A"
    assert runs_of({}) == []


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.sampled_from(
    ["Company day", "..2026-12-31 x", "<@U1> & co", "2026-12-24"]
)
LINES = st.builds(lambda day, name: f"{day} {name}", DAYS, NAMES) | st.builds(
    lambda day, length, name: f"{day}..{day + timedelta(days=length)} {name}", DAYS, st.integers(0, 9), NAMES
)


@given(st.lists(LINES | st.text(max_size=20), max_size=8))
def test_any_text_is_days_off_or_refused(lines: list[str]) -> None:
    """What is read can be written, fits into the field, and is read as the same days again."""
    found = _read_or_refused("\n".join(lines))
    written = days_off_text(found)

    assert days_off_from(written) == found
    assert len(written) <= LONGEST_TEXT
    assert not any(sign in name for name in found.values() for sign in "<>")


def _read_or_refused(text: str) -> dict[date, str]:
    try:
        return days_off_from(text)
    except BadInput:
        return {}
