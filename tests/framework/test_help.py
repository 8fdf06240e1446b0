"""How commands are written: what features tell of each, joined, and drawn by one view."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.db.transaction import Database, Transaction
from bot.demo.cast import NORTHWIND
from bot.emulator.block_kit import validate_message
from bot.framework.feature import Catalog, DeclarationError, Feature
from bot.framework.help import HelpTopic, help_message
from bot.registry import CATALOG
from bot.slack.requests import CommandRequest
from bot.slack.responses import Acknowledge, Ephemeral, Response
from bot.slack.routes import Command, Routes, hand_on

CAKES = HelpTopic(
    "/cake",
    (("", "the shelf"), ("bake 3", "some cakes")),
    notes=("Never on Sundays.",),
    begin=("Bake", "bake"),
)
REQUEST = CommandRequest(
    workspace_id=NORTHWIND,
    actor_id="U1",
    now=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    key="key",
    command="/cake",
    text="help",
    channel_id="C1",
    trigger_id="t",
)


async def _bake(request: CommandRequest, db: Database) -> Response:
    return Acknowledge()


def bakery(**declared: Any) -> Catalog:
    """A feature with a command, and two that add a word to it."""
    cake = Feature("cakes", routes=Routes(commands={"/cake": Command(_bake, "")}), help=(CAKES,), **declared)
    icing, oven = HelpTopic("/cake", (("ice 3", "with sugar"),)), HelpTopic("/cake", (("heat", "the oven"),))
    return Catalog([Feature("oven", help=(oven,)), cake, Feature("icing", help=(icing,))])


def test_one_view() -> None:
    """Usages as they are typed, each with its meaning, then the notes and where to begin."""
    message = help_message(CAKES)
    validate_message(message.text, message.blocks)

    assert message.text == "How to write /cake"
    head, lines, note, buttons = message.blocks
    assert head["text"]["text"] == "How to write /cake"
    assert lines["text"]["text"] == "• `/cake`: the shelf\n• `/cake bake 3`: some cakes"
    assert note["elements"][0]["text"] == "Never on Sundays."
    assert (buttons["elements"][0]["text"]["text"], buttons["elements"][0]["action_id"]) == ("Bake", "bake")


def test_a_reason_stands_first() -> None:
    """Where nobody asked for help, why it comes is the message."""
    message = help_message(CAKES, reason="No such cake.", notes=("Today: plum.",))

    assert (message.text, message.blocks[0]["text"]["text"]) == ("No such cake.", "No such cake.")
    assert "Today: plum." in str(message.blocks)


@pytest.mark.parametrize(
    ("usages", "hint"),
    [
        ((), ""),
        (("",), ""),
        (("", "bake 3", "ice"), "bake 3 | ice"),
        (("a" * 60, "b" * 37), f"{'a' * 60} | {'b' * 37}"),
        (("a" * 60, "b" * 38, "c"), "a" * 60),
    ],
)
def test_hints_fit_beside_a_command(usages: tuple[str, ...], hint: str) -> None:
    """The first usages, as many as fit into 100 characters."""
    assert HelpTopic("/cake", tuple((usage, "it") for usage in usages)).hint == hint


@pytest.mark.parametrize(
    ("usages", "example"),
    [((), ""), (("", "new", "3"), "[new]"), (("new",), "new"), (("", "bake 3"), "bake 3")],
)
def test_an_example_does_not_ask_for_more_than_is_needed(usages: tuple[str, ...], example: str) -> None:
    """A lone verb is optional where the command alone means something."""
    assert HelpTopic("/cake", tuple((usage, "it") for usage in usages)).example == example


async def test_the_word_help(db: Database) -> None:
    """It is there for each command, with what later features tell, and the workspace's own notes."""

    async def read(transaction: Transaction) -> tuple[str, ...]:
        return (f"Of {transaction.workspace_id}.",)

    for text in ("help", "HELP", " help <@U2|ben>"):
        catalog = bakery(help_notes=read)
        answer = await hand_on(
            catalog.commands["/cake"], replace(REQUEST, text=text), db, catalog.subcommands
        )
        assert isinstance(answer, Ephemeral)
        words = str(answer.message.blocks)
        assert "`/cake bake 3`: some cakes" in words
        assert "`/cake ice 3`: with sugar" in words
        assert f"Of {NORTHWIND}." in words
    more = replace(REQUEST, text="help me")
    assert await hand_on(catalog.commands["/cake"], more, db, catalog.subcommands) == Acknowledge()


def test_whoever_answers_comes_first() -> None:
    """Then what others add, in the order of the features."""
    usages = [usage for usage, _ in bakery().help["/cake"].usages]

    assert usages == ["", "bake 3", "heat", "ice 3"]


def test_help_for_nothing_stops_the_start() -> None:
    """A command that was renamed is not told of under its old name."""
    with pytest.raises(DeclarationError, match="there is help for /cake, which no feature answers"):
        Catalog([Feature("cakes", help=(CAKES,))])


def test_everything_that_is_typed_has_help() -> None:
    """All slash commands, and each word that a feature adds to another's."""
    assert CATALOG.commands.keys() <= CATALOG.help.keys()
    for command, word in CATALOG.subcommands.keys() - {("/goal", "check-in")}:
        told = [usage for usage, _ in CATALOG.help[command].usages]
        assert word == "help" or any(re.match(rf"{word}\b", usage) for usage in told)


@pytest.mark.parametrize("command", CATALOG.help)
def test_it_fits_slack(command: str) -> None:
    """Every help is a message that Slack takes."""
    message = help_message(CATALOG.help[command])
    validate_message(message.text, message.blocks)
