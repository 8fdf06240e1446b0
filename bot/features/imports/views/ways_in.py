"""The ways in which numbers come in, and the files sent last. Pure."""

from collections.abc import Sequence

from bot.common.moments import WallClock
from bot.deliveries.notices import Notice
from bot.features.imports.notices import LaterWinsAsked, UnknownPersonAsked
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.rules.parking import StandingTwins
from bot.features.imports.views.files import STATES
from bot.features.imports.views.questions import later_blocks, question_blocks
from bot.features.imports.views.state_questions import other_blocks, standing_blocks
from bot.slack.blocks import Block, Message, header, section


def how_message(
    rows: Sequence[FileImport],
    clock: WallClock,
    questions: Sequence[Notice] = (),
    standing: Sequence[StandingTwins] = (),
) -> Message:
    """Answer to `/metrics import`: the ways in, `rows`, the files sent last, and what has to be answered.

    `clock`: the reader's. `standing`: what was answered for good, and may be asked again.
    """
    ways = (
        "*A file*: send me a .csv or .xlsx in our direct message. I read it, show what it would change, and "
        "wait for your word. Write `as hubspot` with it to name where it is from.",
        "*A webhook*: signed requests from your CRM or a script. Whoever hosts me opens the address with "
        "`python -m bot source add hubspot`.",
        "*By hand*: `/metrics log won $48k Acme`.",
        "*On the server*: `python -m bot import deals FILE`.",
    )
    blocks: list[Block] = [header("How numbers come in"), section("\n".join(f"• {way}" for way in ways))]
    lines = [f"• {row.name}: {STATES.get(row.state, row.state)}, {clock.write(row.sent_at)}" for row in rows]
    if lines:
        blocks.append(section("*Lately*\n" + "\n".join(lines)))
    for each in questions:
        blocks += _question(each)
    return Message("How numbers come in", blocks + standing_blocks(standing))


def _question(notice: Notice) -> list[Block]:
    if isinstance(notice, UnknownPersonAsked):
        return question_blocks(notice)
    return later_blocks(notice) if isinstance(notice, LaterWinsAsked) else other_blocks(notice)
