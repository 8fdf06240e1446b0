"""Where nothing is shared yet, whoever may begin is told so, with the button; who may not hears why."""

from dataclasses import replace

from bot.common.errors import Refusal
from bot.framework.context import Contexts
from bot.registry import CATALOG
from bot.slack.responses import Ephemeral
from bot.slack.routes import hand_on
from tests.features.asking import typed
from tests.features.goals.office import ADA, ANA, BEN, COACH, open_office

# Command, what it says while there is nothing, and the buttons that begin.
EMPTY = (
    ("/learn", "Anybody in a team can add the first thing to read, watch or try.", ("library.add",)),
    ("/play", "Whoever won a deal in a way worth repeating can write the first.", ("plays.new",)),
    ("/mentor", "Anybody in a team can begin: `/mentor offer discovery`.", ("mentors.offer", "mentors.ask")),
)


async def test_an_empty_page_says_who_can_begin(db: Contexts) -> None:
    """A rep, a manager and an admin may begin; a guest and who is in no team may not."""
    await open_office(db)
    wrong = []
    for command, words, buttons in EMPTY:
        for who in (BEN, ANA, ADA):
            shown = await _shown(db, who, command)
            if words not in shown or any(f"'{each}'" not in shown for each in buttons):
                wrong.append((command, who, shown))
        for who, is_guest in ((COACH, False), (BEN, True)):
            shown = await _shown(db, who, command, is_guest=is_guest)
            if words in shown or any(f"'{each}'" in shown for each in buttons) or not shown:
                wrong.append((command, who, shown))
    assert wrong == []


async def _shown(db: Contexts, who: str, command: str, *, is_guest: bool = False) -> str:
    request = replace(typed(who, command, ""), is_guest=is_guest)
    try:
        response = await hand_on(CATALOG.commands[command], request, db, CATALOG.subcommands)
    except Refusal as refusal:
        return str(refusal)
    assert isinstance(response, Ephemeral)
    return str(response.message.blocks)
