"""Newer blocks go where they are taken, plain ones where not; no word is lost."""

from typing import Any

import pytest

from bot.emulator.block_kit import validate_message
from bot.slack.blocks import Block, actions, button, context, divider, section
from bot.slack.failures import SlackFailure
from bot.slack.layouts import data_table, entry_card, figure_strip, reader_note
from bot.slack.newer_blocks import REMEMBERED, Body, NewerBlocks, in_full, in_plain, newer, types_in

CARD: Block = {"type": "card", "title": {"type": "mrkdwn", "text": "Acme"}}
BODY = {"channel": "C1", "blocks": [newer(CARD, section("Acme")), divider()]}
IN_FULL, PLAIN = [CARD, divider()], [section("Acme"), divider()]


class Slack:
    """Takes every block but those of the refused types; writes down what it was sent."""

    def __init__(self, *refused: str, code: str = "invalid_blocks") -> None:
        self.refused, self.code = refused, code
        self.sent: list[list[Block]] = []

    async def send(self, body: Body) -> dict[str, Any]:
        """Slack's answer."""
        blocks = body.get("blocks") or body["view"]["blocks"]
        self.sent.append(blocks)
        if any(block["type"] in self.refused for block in blocks):
            raise SlackFailure(self.code, permanent=True)
        return {"ok": True}


class Timer:
    """Seconds that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        """The present second."""
        return self.now


async def test_where_it_is_taken() -> None:
    """Sent once, without a trace of the plain blocks; from then on in acknowledgements too."""
    taken, slack = NewerBlocks(), Slack()
    assert taken.fitted("T1", BODY)["blocks"] == PLAIN
    await taken.send("T1", BODY, slack.send)

    assert slack.sent == [IN_FULL]
    assert taken.fitted("T1", BODY) == {"channel": "C1", "blocks": IN_FULL}
    assert taken.fitted("T2", BODY)["blocks"] == PLAIN


@pytest.mark.parametrize("code", ["invalid_blocks", "invalid_attachments", "invalid_arguments"])
@pytest.mark.parametrize("body", [BODY, {"view": {"type": "home", "blocks": BODY["blocks"]}}])
async def test_where_it_is_refused(code: str, body: Body) -> None:
    """Once more in plain blocks, in messages and views; for a week it is not tried again."""
    timer, slack = Timer(), Slack("card", code=code)
    taken = NewerBlocks(timer)
    await taken.send("T1", body, slack.send)
    await taken.send("T1", body, slack.send)
    assert slack.sent == [IN_FULL, PLAIN, PLAIN]

    timer.now = REMEMBERED.total_seconds()
    await taken.send("T1", body, Slack().send)
    assert taken.takes("T1", "card") is True


async def test_another_failure() -> None:
    """What is refused in plain blocks too was not about them; a busy Slack is not asked twice."""
    taken, wrong, busy = NewerBlocks(), Slack("card", "divider"), Slack("card", code="ratelimited")
    for slack, times in ((wrong, 2), (busy, 1)):
        with pytest.raises(SlackFailure):
            await taken.send("T1", BODY, slack.send)
        assert len(slack.sent) == times
    assert taken.takes("T1", "card") is None


def test_what_pacer_draws_with_them() -> None:
    """An alert for who reads it, a layout for figures: each with its plain block, or alone where too long."""
    strip = figure_strip("Your Q4", ["*Q4* 53%", "*Pace* 86%"], {"type": "button"})
    assert types_in({"blocks": [reader_note("You alone."), strip]}) == {"alert", "layout"}
    assert in_plain([reader_note("You alone.")]) == [context("You alone.")]
    assert in_plain([strip])[0]["type"] == "section"

    assert reader_note("x" * 201) == context("x" * 201)
    assert figure_strip("Your Q4", ["a", "b", "c", "d"], {"type": "button"})["type"] == "section"


def test_cards_and_tables() -> None:
    """Within Slack's limits, and plain beyond them; each plain block tells the same."""
    opens = button("Open", "x")
    (card,) = entry_card("Who else signs", "discovery · by Ben", "not used yet", opens)
    message = in_full({"blocks": [card]})["blocks"]
    validate_message("x", message, None)
    assert in_plain([card]) == [
        section("*Who else signs* · discovery · by Ben\nnot used yet", accessory=opens)
    ]
    two = entry_card("Grace", "", "", opens, opens)
    assert in_plain(two) == [section("*Grace*"), actions(opens, opens)]
    assert [block["type"] for block in entry_card("x" * 151, "", "", opens)] == ["section"]
    assert [block["type"] for block in entry_card("x", "", "x" * 201, opens)] == ["section"]

    plain = section("*Grace* Bookings $1")
    sizes = ((1, 2, "data_table"), (100, 20, "data_table"), (101, 2, "section"), (1, 21, "section"))
    for rows, columns, kind in sizes:
        header = [str(number) for number in range(columns)]
        blocks = data_table("The team", header, [header] * rows, plain)
        assert [block["type"] for block in blocks] == [kind], (rows, columns)
        validate_message("x", in_full({"blocks": blocks})["blocks"], None)
        assert in_plain(blocks) == [plain]
    assert data_table("The team", ["Name"], [["x" * 20_001]], plain) == [plain]
