"""Very long texts, by the doors at which people's words come in."""

import pytest

from bot.demo.stage import Stage

from .people import newest, received

COMMANDS = (
    "/goal",
    "/kudos",
    "/metrics",
    "/leaderboard",
    "/contest",
    "/feedback",
    "/pulse",
    "/review",
    "/pacer",
)
BEGUN = (
    *(f"{command} " for command in COMMANDS),
    "/goal Close 12 deals by ",
    "/goal “Win” 12 because ",
    "/goal update ",
    "/goal history ",
    "/kudos @ben ",
    "/kudos top ",
    "/metrics log won 5k ",
    "/metrics help ",
    "/contest test ",
    "/feedback @ben ",
    "/pacer snooze ",
    "/pacer evidence ",
    "/pacer teams ",
)


async def test_ten_thousand_characters_get_a_sentence(stage: Stage) -> None:
    """Every command says how many there are and how many it takes; the words are not lost, no goal is set."""
    ana = stage.actor("ana").goes_to("#sales")
    for command in COMMANDS:
        typed = f"{command} {'by 31 ' * 1700}"[: len(command) + 1 + 10_000].strip("b ") + "."
        assert (await ana.types(typed)).ok
        said = newest(ana.sees())
        assert f"That is {len(typed) - len(command) - 1:,} characters, and 4,000 are the most" in said
        assert "by 31 by 31" in said
    await ana.types("/goal list all")
    assert "by 31" not in newest(ana.sees())


async def test_a_long_mention_gets_a_sentence(stage: Stage) -> None:
    """Whispered where it was written; no kudos is given."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types(f"@Pacer @ben {'great ' * 2000}")

    assert "characters, and 4,000 are the most" in newest(ana.sees())
    assert await received(stage, "ben") == 0


@pytest.mark.parametrize("mode", ["http"], indirect=True)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_just_fits_is_answered(stage: Stage) -> None:
    """Slack takes every answer to 4,000 characters: none repeats more of them than fits."""
    ana = stage.actor("ana").goes_to("#sales")
    for filling, times in (("a", 3900), ("1", 3900), ("by ", 1300), ("@ben ", 130)):
        for begun in BEGUN:
            outcome = await ana.types(begun + filling * times)
            assert outcome.ok, (begun, filling, outcome.error)
            if ana.modal is not None:
                await ana.closes(clear=True)
