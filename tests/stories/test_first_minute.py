"""The README's first minute: Ana thanks Ben, and everybody sees what they should."""

import pytest

from bot.demo.stage import Stage

pytestmark = pytest.mark.all_pairs


async def test_the_first_minute(stage: Stage) -> None:
    """A kudos by text: the answer, the shout-out, the note, the board, and undo."""
    ana, ben, cleo = stage.actor("ana"), stage.actor("ben"), stage.actor("cleo")
    ana.goes_to("#sales")

    outcome = await ana.types("/kudos @ben closed Acme in a day #hustle")

    assert outcome.ok, outcome.error
    assert "4 of 5" in outcome.text
    shoutout = ben.sees("#sales")[-1]
    assert shoutout.text == "Ana Silva thanks Ben Walker: closed Acme in a day #hustle"
    assert ben.sees("@Pacer")[-1].text.startswith("Ana Silva thanked you")

    await cleo.types("/kudos top")
    assert "Ben Walker" in str(cleo.sees()[-1].blocks)

    await ana.clicks("Undo")
    assert shoutout not in ben.sees("#sales")
    outcome = await ana.types("/kudos me")
    assert "5 of 5" in str(ana.sees()[-1].blocks)
