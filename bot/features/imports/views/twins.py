"""The question whether a file is from a system whose deals are in the books already. Pure."""

from bot.features.imports.notices import FileReport
from bot.slack.blocks import Block, actions, button, section
from bot.slack.text import escape

SAME_SYSTEM, OTHER_DEALS = "intake.same_system", "intake.other_deals"


def twin_question(notice: FileReport) -> list[Block]:
    """The question with both answers; nothing where there is none."""
    if not notice.twin:
        return []
    value, name = str(notice.import_id), escape(notice.twin)
    asked = f":question: {notice.twins:,} of its {notice.twins_of:,} deals are in the books from {name}."
    return [
        section(asked),
        actions(
            button("The same system", SAME_SYSTEM, value=value),
            button("Other deals", OTHER_DEALS, value=value),
        ),
    ]
