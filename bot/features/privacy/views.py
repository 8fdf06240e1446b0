"""The overview of a person's record as a message; pure."""

from typing import Any

from bot.common.moments import WallClock
from bot.deliveries.notices import InDoubt, NoticeKind
from bot.features.privacy.notices import RecordExport
from bot.features.privacy.rules import KEPT, PrivacyOverview, RecordReading, in_words
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    header,
    option,
    section,
    select,
)

EXPORT, KEEP = "records.export", "records.keep"
_TITLE = "Your record"
_PARTS = {
    "self": "your own review",
    "manager": "your review of {}",
    "peer": "what you wrote for the review of {}",
    "upward": "what you wrote for your manager",
}
SENT = "Your record comes as a file in a direct message."


def overview_message(seen: PrivacyOverview) -> Message:
    """The overview for `/pacer record`; admins may choose the retention in it."""
    blocks: list[Block] = [
        header(_TITLE),
        section(
            "Feedback and reviews are read by those whom the form named, and by nobody else; "
            "admins see how far reviews are, never a word. Each record tells who read it, and when."
        ),
    ]
    lines = [_line(each, seen.clock) for each in seen.readings]
    if lines:
        blocks.append(section("*Who read lately what you wrote*\n" + "\n".join(lines)))
    else:
        blocks.append(context("Nobody has read anything that you wrote yet."))
    blocks.append(context(f"What people write about each other is kept {in_words(seen.kept_years)}."))
    row = [button("Export my record", EXPORT)]
    if seen.is_admin:
        row.append(_keep(seen.kept_years))
    return Message(_TITLE, [*blocks, actions(*row)])


def _keep(years: int) -> dict[str, Any]:
    options = [option(f"Kept {in_words(each)}", str(each)) for each in KEPT]
    ask = confirm(
        "Change it?",
        "Older feedback, pulses and reviews are deleted within hours, for everybody, for good.",
        yes="Change",
    )
    chosen = options[KEPT.index(years)]
    return select(KEEP, options, initial=chosen) | {"confirm": ask}


def _line(reading: RecordReading, clock: WallClock) -> str:
    what = (
        _PARTS[reading.part].format(reading.about) if reading.part else f"your feedback about {reading.about}"
    )
    return f"• {reading.reader}: {what}, {clock.write(reading.at)}"


def sent_message() -> Message:
    """Confirms that the export is on its way."""
    return Message(SENT, [section(SENT)])


def _exported(_: RecordExport) -> Message:
    text = "Your record: what you wrote and may read, and what is on record about you of the last two years."
    return Message(text, [section(text)])


NOTICES = (NoticeKind(RecordExport, _exported, when_in_doubt=InDoubt.repeat),)
