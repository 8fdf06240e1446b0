"""Screens of reviews at their largest: whole, and within what Slack takes."""

from datetime import date

import pytest

from bot.common.date_ranges import DateRange
from bot.emulator.block_kit import validate_message, validate_view
from bot.features.evidence.rules import EvidenceItem, EvidenceTimeline, Source
from bot.features.evidence.views import stream_message
from bot.features.reviews.forms.part import PartForm, PartStart
from bot.features.reviews.forms.review import ApprovalStart, ApproveForm
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import LONGEST_ANSWER, QUESTIONS
from bot.features.reviews.rules.facts import Progress, Review, ReviewCycle, ReviewPart
from bot.features.reviews.rules.text_chunks import fields
from bot.features.reviews.views.card import part_view
from bot.features.reviews.views.list import progress_view
from bot.framework.pager import Page
from bot.slack.text import unescape
from tests.stored_notices import drawn

DAY = date(2026, 11, 24)
NAME = "&amp;" * 40 + " Featherstonehaugh"
WORST = ("&" * 2999 + "\n") * 4


@pytest.mark.parametrize("text", ["words " * 2000, WORST[:LONGEST_ANSWER], "ü🎉" * 6000])
def test_a_part_is_read_whole(text: str) -> None:
    """However long it is and however much Slack's escapes make of it: page by page, nothing left out."""
    answers = {section.value: text for section in QUESTIONS[PartKind.own]}
    part = ReviewPart(3, 2, "self", "B", "submitted", answers=answers)
    read, page, more = "", 1, True
    while more:
        view = part_view(part, "Ben", page)
        validate_view(view)
        paragraphs = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
        for quoted in (each for each in paragraphs if each.startswith(">")):
            read += unescape("\n".join(line[1:] for line in quoted.split("\n")))
        more = "reviews.read:next" in str(view)
        page += 1
    assert read == text * 3


@pytest.mark.parametrize("text", ["words " * 2000, WORST[:LONGEST_ANSWER], ""])
def test_the_form_holds_it(text: str) -> None:
    """What was typed comes back in fields, up to the longest answer."""
    texts = {section: fields(text) for section in QUESTIONS[PartKind.manager]}
    notes = ["This is what you typed before."]
    view = PartForm.draw(PartStart(3, PartKind.manager, texts, NAME, NAME, notes, has_evidence=True))
    validate_view(view)
    held = "".join(
        block["element"].get("initial_value", "") for block in view["blocks"] if block["type"] == "input"
    )
    assert len(held.replace("\n", "")) == 3 * len(text.replace("\n", ""))


def test_many_people() -> None:
    """A team of a hundred: the list says how many more there are, the message of who is late as well."""
    cycle = ReviewCycle(
        1, "Q4", team_id=1, first=DAY, last=DAY, parts=[], kickoff_on=DAY, due_on=DAY, state="running"
    )
    reviews = [Review(n, 1, f"U{n}", "M", "being written", DAY) for n in range(100)]
    parts = [ReviewPart(n, n, "self", f"U{n}", "open") for n in range(100)]
    progress, names = Progress(cycle, reviews, parts, True), {f"U{n}": NAME for n in range(100)}
    view = progress_view(progress, names, "M")
    validate_view(view)
    assert "Page 1 of 2" in str(view)
    rest = progress_view(progress, names, "M", 2)
    validate_view(rest)
    assert str(view).count("reviews.open") + str(rest).count("reviews.open") == 100
    late = drawn("reviews.late", {"cycle": "Q4", "late": [NAME] * 140, "ready": [NAME] * 140})
    validate_message(late.text, late.blocks)
    assert str(late.blocks).count("130 more") == 2
    items = [
        {"part": n, "kind": "manager", "state": "open", "person": NAME, "manager": "Ana"} for n in range(100)
    ]
    facts = {"cycle": "Q4", "due": DAY.isoformat(), "items": items}
    peers = {**facts, "items": [{**each, "kind": "peer"} for each in items]}
    reminded = drawn("reviews.remind", peers)
    validate_message(reminded.text, reminded.blocks)
    assert str(reminded.blocks).count("reviews.decline") == 20, "each below what it declines"
    for kind in ("reviews.ask", "reviews.remind", "reviews.extended"):
        asked = drawn(kind, facts)
        validate_message(asked.text, asked.blocks)
        assert "And 80 more: `/review`." in str(asked.blocks)


def test_a_question_that_another_has_replaced() -> None:
    """Everything that it asked for has more time: it says so, and asks for nothing."""
    asked = drawn("reviews.ask", {"cycle": "Q4", "due": DAY.isoformat(), "items": []})
    validate_message(asked.text, asked.blocks)
    assert "a newer message" in str(asked.blocks)
    assert "button" not in str(asked.blocks)


def test_names_of_all_kinds() -> None:
    """Titles and boxes hold names as people read them."""
    stream = EvidenceTimeline(
        "U1", NAME, DateRange(DAY, DAY, "Q4 2026"), (EvidenceItem(Source.kudos, 1, DAY, "Hugo: thank you"),)
    )
    message = stream_message(
        stream, [], Page(stream.items, 1, len(stream.items), 12), DAY, own=False, has_talks=True
    )
    validate_message(message.text, message.blocks)
    assert message.blocks[0]["text"]["text"].startswith("On record about &&&")
    view = ApproveForm.draw(ApprovalStart(NAME, {f"U0000000{n}": NAME for n in range(5)}), about="7")
    validate_view(view)
