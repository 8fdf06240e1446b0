"""Help, as it is read and tried: what it says one may write is understood."""

import re

import pytest

from bot.demo.cast import NORTHWIND
from bot.demo.stage import Stage
from bot.emulator.client.outsiders import add_guest
from bot.registry import CATALOG

COMMANDS = sorted(CATALOG.help)
OPTIONAL = re.compile(r"\[[^\]]*\]")
# What is not understood is answered with one of these.
UNKNOWN = re.compile(
    r"do not understand|don't know|I know no|no metric that I know|How to write|What Pacer can do"
    r"|I see nobody|To set a goal, say|^Write (it|`)|stands alone|two ways|needs a (length|day)"
)


@pytest.mark.parametrize("command", COMMANDS)
async def test_what_help_says_is_understood(stage: Stage, command: str) -> None:
    """Each usage, typed as it stands there without what is optional, is no question back."""
    ana = stage.actor("ana").goes_to("#sales")
    help_text = str((await ana.types(f"{command} help")).text)
    assert help_text in ("What Pacer can do", f"How to write {command}")
    for usage, _ in CATALOG.help[command].usages:
        typed = f"{command} {OPTIONAL.sub('', usage)}".strip()
        outcome = await ana.types(typed)
        told = outcome.text or outcome.error or ""
        assert not UNKNOWN.search(told), (typed, told)
        if ana.modal is not None:
            await ana.closes(clear=True)


async def test_help_has_what_later_features_add(stage: Stage) -> None:
    """`/goal help` tells of check-ins, `/kudos help` of the workspace's own emoji and values."""
    ana = stage.actor("ana").goes_to("#sales")

    await ana.types("/goal help")
    assert "`/goal checkin`: report on all your goals at once" in str(ana.sees()[-1].blocks)

    await ana.types("/kudos help")
    shown = str(ana.sees()[-1].blocks)
    assert "`/kudos health [last month]`" in shown
    assert re.search(r"React with :\w+: to a message", shown)
    assert "Values here: `#" in shown


async def test_guests_are_told_what_is_theirs(stage: Stage) -> None:
    """`/pacer help` of a guest has no word that they may not use; of a member it has all."""
    ana = stage.actor("ana").goes_to("#sales")
    world = stage.emulator.world
    add_guest(world, NORTHWIND, "gina", "Gina Rossi", world.channel_named("sales", NORTHWIND))
    for who, has_teams in ((ana, True), (stage.actor("gina").goes_to("#sales"), False)):
        await who.types("/pacer help")
        shown = str(who.sees()[-1].blocks)
        assert "`/pacer kudos @ben closed Acme in a day" in shown
        assert ("`/pacer teams`" in shown) is has_teams


async def test_the_menu_says_where_help_is(stage: Stage) -> None:
    """Each of its lines that shows something after the word takes `help` there."""
    ana = stage.actor("ana").goes_to("#sales")
    await ana.types("/pacer help")
    lines = re.findall(r"• `/pacer (\w+)([^`]*)`", str(ana.sees()[-1].blocks))
    assert len(lines) == len(CATALOG.words)
    for word, rest in lines:
        if rest:
            assert "How to write" in (await ana.types(f"/pacer {word} help")).text
