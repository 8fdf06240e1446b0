"""A need in words: one line that fits, what people are called, what goes first."""

from datetime import date

import pytest

from bot.framework.needs import LONGEST_LINE, NeedRank, first_names, fitted, rank_by_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Win $300k", "Ana proposes *Win $300k*, by Fri 8 Jan"),
        ("Win\n$300k", "Ana proposes *Win $300k*, by Fri 8 Jan"),
        ("", "Ana proposes **, by Fri 8 Jan"),
    ],
)
def test_what_fits_stays(words: str, line: str) -> None:
    """On one line."""
    assert fitted("Ana proposes *", words, "*, by Fri 8 Jan") == line


@pytest.mark.parametrize("words", ["a" * 200, "&amp;" * 40, "<https://a.example|a>" * 9, "x" * 63 + "&lt;"])
def test_what_does_not_is_cut(words: str) -> None:
    """Never within an entity or a link, and what stands around it is all there."""
    line = fitted("Ana proposes *", words, "*, by Fri 8 Jan")
    assert len(line) <= LONGEST_LINE
    assert line.startswith("Ana proposes *")
    assert line.endswith("…*, by Fri 8 Jan")
    assert "&amp…" not in line
    assert line.count("<") == line.count(">")


def test_first_names_while_they_tell() -> None:
    """The whole name where two share the first; cut where somebody's has no end."""
    names = {"U1": "Ben Walker", "U2": "Ben Ito", "U3": "Grace Kim", "U4": "X" * 80}
    assert first_names(names) == {"U1": "Ben Walker", "U2": "Ben Ito", "U3": "Grace", "U4": "X" * 20}


@pytest.mark.parametrize(
    ("due", "rank"),
    [
        (None, NeedRank.write),
        (date(2026, 11, 24), NeedRank.write),
        (TODAY, NeedRank.due),
        (date(2026, 11, 20), NeedRank.due),
    ],
)
def test_what_is_due_goes_first(due: date | None, rank: NeedRank) -> None:
    """Today or late; before all but those who are blocked."""
    assert rank_by_day(NeedRank.write, due, TODAY) is rank
    assert rank_by_day(NeedRank.blocked, due, TODAY) is NeedRank.blocked
