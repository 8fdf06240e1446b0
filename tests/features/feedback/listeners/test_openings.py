"""What is typed after `/feedback` stands in the form that opens, below what was typed there before."""

from typing import Any

import pytest

from bot.common.errors import BadInput, Refusal
from bot.emulator.block_kit import validate_view
from bot.features.drafts import service as drafts
from bot.features.feedback.listeners.feedback import on_command
from bot.framework.context import Contexts
from bot.slack.newer_blocks import in_full
from bot.slack.responses import Ephemeral, OpenModal
from tests.features.asking import typed
from tests.features.goals.office import ANA, BEN, CLEO, MATE, NORTH, open_office


async def opens(db: Contexts, text: str, who: str = MATE) -> dict[str, Any]:
    """The form that opens, by field: what it begins with."""
    answer = await on_command(typed(who, "/feedback", text), db)
    assert isinstance(answer, OpenModal)
    validate_view(in_full(answer.view))
    fields = {each["block_id"]: each["element"] for each in answer.view["blocks"] if each["type"] == "input"}
    return {name: each.get("initial_value") or each.get("initial_users") for name, each in fields.items()}


@pytest.mark.parametrize("verb", ["", "note "])
async def test_words_go_into_the_form(db: Contexts, verb: str) -> None:
    """As they were typed, names for mentions; closed by mistake, they are there again, and new ones below."""
    await open_office(db)
    linked = "<https://acme.example/d|our deck> in <#C0DEALS|deals>, <mailto:a@b.c|a@b.c>"
    first = await opens(db, f"{verb}<@{BEN}> You &amp; <@{BEN}|ben> {linked}")
    assert first["what"] == "You & @Ben our deck (https://acme.example/d) in #deals, a@b.c"
    for _ in range(2):
        again = await opens(db, f"{verb}<@{BEN}> were calm")
        assert again["what"] == f"{first['what']}\n\nwere calm"
    assert await opens(db, f"{verb}<@{BEN}>") == again
    assert (await opens(db, f"{verb}<@{CLEO}>"))["what"] is None


async def test_words_that_do_not_fit_come_back(db: Contexts) -> None:
    """Neither they nor what was typed before is cut."""
    await open_office(db)
    await opens(db, f"<@{BEN}> {'a' * 2000}")
    answer = await on_command(typed(MATE, "/feedback", f"<@{BEN}> {'b' * 2000}"), db)
    assert isinstance(answer, Ephemeral)
    assert "4,002 together with what you typed" in answer.message.text
    assert sum(block["text"]["text"].count("b") for block in answer.message.blocks[1:]) == 2000
    assert (await opens(db, f"<@{BEN}>"))["what"] == "a" * 2000


async def test_whom_one_asks_is_chosen_already(db: Contexts) -> None:
    """`ask @ana` asks Ana about oneself, `ask about @ben` others about Ben."""
    await open_office(db)
    assert (await opens(db, f"ask <@{ANA}>", BEN))["asked"] == [ANA]
    both = await opens(db, f"ask <@{ANA}> <@{MATE}> How was my demo?", BEN)
    assert both["asked"] == [ANA, MATE]
    assert both["question"] == "How was my demo?"
    async with db.reading(NORTH) as reading:
        assert set(await drafts.all_of(reading, BEN)) == {f"feedback.asked:{BEN}"}
    about = await opens(db, f"ask about <@{BEN}> How does he prepare?", ANA)
    assert about["asked"] is None
    assert about["question"] == "How does he prepare?"
    with pytest.raises(BadInput, match="not an active person"):
        await opens(db, "ask <@U0NOBODY>", BEN)


@pytest.mark.parametrize(
    "text",
    [
        f"note <@{BEN}> <@{CLEO}> the whole story",
        f"ask about <@{CLEO}> the whole story",
        "<@U0NOBODY> the whole story",
        "@ben the whole story",
    ],
)
async def test_a_refusal_gives_the_words_back(db: Contexts, text: str) -> None:
    """Slack has cleared what was typed: it is in the answer."""
    await open_office(db)
    try:
        answer = await on_command(typed(MATE, "/feedback", text), db)
    except BadInput as refusal:  # The menu leads on from it.
        told = str(refusal)
    else:
        assert isinstance(answer, Ephemeral)
        told = str(answer.message.blocks[1:])
    assert "the whole story" in told
    assert "U0" not in told
    with pytest.raises(Refusal):
        await on_command(typed(MATE, "/feedback", "<@U0NOBODY>"), db)
