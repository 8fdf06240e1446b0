"""Who reads which record, exhaustively, and what makes a feedback and a request."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.common.errors import BadInput
from bot.features.feedback.rules.access import (
    READERS,
    FeedbackParties,
    FeedbackRole,
    Record,
    may_read,
    roles_in,
)
from bot.features.feedback.rules.content import (
    LONGEST,
    FeedbackText,
    FeedbackTone,
    RequestText,
    check_question,
    checked,
    told_to,
)

TODAY = date(2026, 11, 24)
PARTIES = FeedbackParties("author", "about", "asker", "named")
VIEWERS = {
    FeedbackRole.author: "author",
    FeedbackRole.about: "about",
    FeedbackRole.asker: "asker",
    FeedbackRole.named: "named",
    FeedbackRole.manager: "another manager",
    FeedbackRole.mate: "mate",
    FeedbackRole.admin: "admin",
    FeedbackRole.outsider: "cleo",
}
WORDS = FeedbackText(FeedbackTone.constructive, "Talked over the client", "She went quiet", "Count to three")
QUESTION = RequestText("me", ("you",), "How was the demo?", TODAY + timedelta(days=7))


@pytest.mark.parametrize(("record", "role"), [*product(Record, FeedbackRole)])
def test_the_table_is_what_is_done(record: Record, role: FeedbackRole) -> None:
    """Every role at every record; knowing or leading somebody opens nothing."""
    expected = role in READERS[record]
    assert may_read(VIEWERS[role], record, PARTIES) is expected
    if role in (FeedbackRole.manager, FeedbackRole.mate, FeedbackRole.admin, FeedbackRole.outsider):
        assert not expected


def test_the_readme_prints_the_table() -> None:
    """Line by line."""
    printed = Path(__file__).parents[4].joinpath("docs/guide/feedback.md").read_text(encoding="utf-8")
    for record in Record:
        who = ", ".join(role.value for role in FeedbackRole if role in READERS[record])
        assert f"| {record.value} | {who} |\n" in printed


def test_nobody_is_nobody() -> None:
    """A record without an asker or a named manager is not open to somebody without an id."""
    assert roles_in("", FeedbackParties("author", "about")) == frozenset()


def test_each_record_says_its_readers() -> None:
    """In words, before anything is sent."""
    said = {
        record: told_to(record, "Ben", "Ana", "Grace") for record in Record if record is not Record.request
    }
    assert said == {
        Record.shared: "Only Ben will see this.",
        Record.with_manager: "Ben and Ana will see this.",
        Record.about_report: "Grace will see this. Ben will not.",
        Record.note: "Only you will see this.",
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": " a "}, "what"),
        ({"what": "x" * (LONGEST + 1)}, "what"),
        ({"effect": "x" * (LONGEST + 1)}, "effect"),
        ({"suggestion": " "}, "suggestion"),
    ],
)
def test_what_is_no_feedback(change: dict[str, object], field: str) -> None:
    """Told beside its field."""
    with pytest.raises(BadInput) as refusal:
        checked(replace(WORDS, **change))  # type: ignore[arg-type]
    assert refusal.value.field == field


@given(st.text(min_size=3, max_size=LONGEST).filter(lambda text: len(text.strip()) >= 3))
def test_no_character_is_lost(typed: str) -> None:
    """Whatever fits is kept whole; only the blank ends go."""
    kept = checked(replace(WORDS, what=typed))
    assert kept.what == typed.strip()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"question": "?"}, "question"),
        ({"question": "x" * (LONGEST + 1)}, "question"),
        ({"due_on": TODAY - timedelta(days=1)}, "due"),
        ({"due_on": TODAY + timedelta(days=91)}, "due"),
        ({"asked_ids": ()}, "asked"),
        ({"asked_ids": ("me", "you")}, "asked"),
        ({"asked_ids": tuple(str(number) for number in range(11))}, "asked"),
    ],
)
def test_what_is_no_request(change: dict[str, object], field: str) -> None:
    """Told beside its field."""
    check_question(QUESTION, "me", TODAY)
    with pytest.raises(BadInput) as refusal:
        check_question(replace(QUESTION, **change), "me", TODAY)  # type: ignore[arg-type]
    assert refusal.value.field == field
