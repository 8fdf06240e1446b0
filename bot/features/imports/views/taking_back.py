"""A file that is in the books: when it came in, how it is taken back, and what that brought. Pure."""

from datetime import date

from bot.common.date_ranges import short_day
from bot.common.text import plural
from bot.features.imports.notices import FileReport
from bot.features.imports.rules.fields import QUOTAS, RATES
from bot.slack.blocks import Block, actions, button, confirm, context, section

TAKE_BACK = "intake.take_back"
_WHAT_FOLLOWS = {
    QUOTAS: "Quotas of before are back.",
    RATES: "Rates of before are back, and what was booked at these is booked at them, or waits again.",
}
_WHAT_FOLLOWED = {
    QUOTAS: "the quotas of before are in force again; later changes stay.",
    RATES: "the rates of before are in force again; what was booked at these is booked at them, or waits.",
}


def taken_in_before(notice: FileReport) -> list[Block]:
    """When this very file came in before, and how many deals have changed since; nothing where it did not."""
    if not notice.imported_on:
        return []
    day, changed = short_day(date.fromisoformat(notice.imported_on[:10])), notice.changed_since
    since = f"; {plural(changed, 'deal')} changed since" if changed else ""
    return [context(f"This very file was taken in on {day}{since}.")]


def way_back(notice: FileReport) -> list[Block]:
    """The button that takes a file back, where it booked something that can be."""
    if not notice.new + notice.changed + notice.gone:
        return []
    undone = _WHAT_FOLLOWS.get(notice.file_kind, "What it booked is reversed.")
    asks = confirm(
        "Take the file back?",
        f"{undone} What has changed since stays as it is.",
        yes="Take it back",
    )
    return [
        actions(button("Take it back", TAKE_BACK, value=str(notice.import_id), style="danger", ask=asks)),
        context("You can take it back for 7 days."),
    ]


def taken_back(notice: FileReport) -> list[Block]:
    """That a file is taken back, with the control totals of its source around it."""
    said = _WHAT_FOLLOWED.get(notice.file_kind)
    if said:
        return [section(f":leftwards_arrow_with_hook: *Taken back:* {said}")]
    return [
        section(":leftwards_arrow_with_hook: *Taken back:* what it booked is reversed; later changes stay."),
        context(f"Before: {notice.before}", f"After: {notice.after}"),
    ]
