"""The switch below a file that says it is everything, and what is missing in it then. Pure."""

from decimal import Decimal

from bot.common.numbers import write_amount
from bot.features.imports.notices import FileReport
from bot.features.imports.rules.fields import DEALS
from bot.features.imports.rules.files.vendor_headers import USUAL
from bot.slack.blocks import Block, actions, button, context, section
from bot.slack.text import escape

IS_ALL, ALL_OF = "intake.is_all", "intake.all_of"
TAKE_OUT, LEAVE = "intake.take_out", "intake.leave"


def all_of_it(notice: FileReport) -> list[Block]:
    """The switch, or once it is thrown the deals that are not in the file, and what becomes of them."""
    if notice.file_kind != DEALS:
        return []
    value = str(notice.import_id)
    if not notice.is_all:
        label = "This file is everything"
        if notice.source != USUAL:
            label = f"{label} in {notice.source}"[:75]
        of_days = button("… of some days", ALL_OF, value=value)
        return [actions(button(label, IS_ALL, value=value), of_days)]
    if not notice.absent:
        words = "Nothing of its source is in the books that is not in this file."
        return [context(words if not notice.absent_told else escape(notice.absent_told))]
    booked = f" ({write_amount(Decimal(notice.absent_booked), notice.currency)} booked)"
    choices = [button("Leave them", LEAVE, value=value)]
    if not notice.is_a_part:
        choices.insert(0, button(f"Take them out{booked}", TAKE_OUT, value=value, style="danger"))
    return [section(f":mag: {notice.absent_told}"), actions(*choices)]
