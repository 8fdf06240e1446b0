"""From the row of an activity to its record: what is not done yet does not count. Pure."""

import re
from datetime import date

from bot.common.errors import BadInput
from bot.features.imports.rules.cells import Cells
from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.detection.formats import FormatQuestion
from bot.features.imports.rules.fields import ACTIVITIES as ACTIVITY_FILE
from bot.features.imports.rules.rows.outcomes import ReadingTerms
from bot.features.imports.rules.stages.deal_states import LeftOut
from bot.features.imports.rules.stages.yes_or_no import yes_or_no
from bot.features.ledger.rules.records import ACTIVITIES, ActivityRecord

DONE = "done"
ALL_DONE = "Yes, all of them"
_IS_DONE = frozenset(["done", "completed", "complete", "closed", "finished", "held", "sent"])
_NOT_DONE = frozenset(
    [
        *(
            "to do",
            "todo",
            "not started",
            "not done",
            "not completed",
            "in progress",
        ),
        *("waiting", "waiting on someone else", "deferred", "scheduled", "pending", "overdue", "open"),
        "planned",
    ]
)
# Columns that tell whether an activity is done.
_TELLING = ("done", "completed_on", "due_on")
_LONGEST_SHOWN = 40
_CONNECTED = frozenset({"connected", "answered", "reached"})
_NOT_HELD = frozenset({"no show", "no-show", "canceled", "cancelled", "rescheduled"})
# The longest name first, because a connected call is a call as well.
_KINDS_OF_ACTIVITY = {known.replace("_", ""): known for known in sorted(ACTIVITIES, key=len, reverse=True)}


def done_question(layout: Layout) -> FormatQuestion | None:
    """What is asked of a file of activities that does not tell whether they are done; None for others."""
    if layout.kind != ACTIVITY_FILE or layout.done or any(name in layout.columns for name in _TELLING):
        return None
    return FormatQuestion(DONE, "", (ALL_DONE,), "Are all of these done?")


def _day_of(cells: Cells, today: date) -> date:
    """Day on which it was done. LeftOut: it is not done, or due later. BadInput: it does not tell."""
    completed_on, due_on = cells.day("completed_on"), cells.day("due_on")
    is_done = _is_done(cells)
    if is_done is None and completed_on is None and (cells.has("done") or cells.has("completed_on")):
        is_done = False
    if is_done is False:
        raise LeftOut("not done yet")
    day = completed_on or cells.day("happened_on") or due_on
    if day is None:
        raise BadInput("The day is missing")
    if max(day, due_on or day) > today and completed_on is None:
        raise LeftOut("due after today")
    if day > today:
        raise LeftOut("dated after today")
    return day


def _is_done(cells: Cells) -> bool | None:
    """Whether its column says that it is done; None for an empty cell. BadInput: it says neither."""
    written = cells.text("done")
    word = " ".join(written.casefold().replace("_", " ").split())
    said = word in _IS_DONE if word in _IS_DONE or word in _NOT_DONE else yes_or_no(word)
    if written and said is None:
        raise BadInput(f"“{written[:_LONGEST_SHOWN]}” is neither done nor to do")
    return said


def read_activity(cells: Cells, _: Layout, terms: ReadingTerms) -> ActivityRecord:
    """The activity of a row. LeftOut: it is not done, or due later. BadInput: what is wrong with it."""
    happened_on = _day_of(cells, terms.today)
    word, outcome = cells.text("kind"), cells.text("outcome").casefold()
    bare = re.sub(r"[\W_]+", "", word.casefold())
    kind = next((kind for name, kind in _KINDS_OF_ACTIVITY.items() if name in bare), None)
    if kind is None:
        known = ", ".join(each.replace("_", " ") for each in ACTIVITIES)
        raise BadInput(f"“{word[:_LONGEST_SHOWN]}” is no kind of activity: {known} are")
    if kind == "meeting" and outcome in _NOT_HELD:
        raise BadInput("The meeting was not held, so it does not count")
    if kind == "call" and outcome in _CONNECTED:
        kind = "connected_call"
    return ActivityRecord(
        external_id=cells.external_id(),
        kind=kind,
        person=cells.person(),
        happened_on=happened_on,
        source_at=cells.instant("source_at"),
    )
