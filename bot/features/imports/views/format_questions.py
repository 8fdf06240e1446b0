"""What only the sender of a file can say of how it is written, one question at a time. Pure."""

from collections.abc import Sequence
from contextlib import suppress
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput
from bot.features.imports.notices import FileReport
from bot.features.imports.rules.days import DAY_FIRST, MOMENTS, MONTH_FIRST, read_day
from bot.features.imports.rules.detection.formats import SHEET, SIGNS
from bot.features.imports.rules.values import read_amount
from bot.slack.blocks import Block, actions, button, section
from bot.slack.text import escape

_DAYS = (DAY_FIRST, MONTH_FIRST)
_LONGEST_LABEL = 75
# A button for each choice; of more sheets than these the others are renamed or left out by people.
ANSWERS = tuple(f"imports.answer:{place}" for place in range(12))
_UTC = ZoneInfo("UTC")


def format_question(notice: FileReport) -> list[Block]:
    """The first question about a file, with the file's own value read in each way; [] without one."""
    if not notice.questions:
        return []
    field, column, choices, example = notice.questions[0]
    if field == SHEET:
        asks = "Several sheets have something in them: which one counts?"
    elif len(choices) == 1:
        asks = escape(example)
    elif choices[-1] == MOMENTS:
        asks = f"*{escape(column)}* has {escape(example)}: are these days?"
    elif column:
        asks = f"*{escape(column)}* has {escape(example)}: is that"
    else:
        asks = escape(example)
    buttons = [
        button(label[:_LONGEST_LABEL], ANSWERS[place], value=_value(notice, place))
        for place, label in _labels(tuple(choices), example)[: len(ANSWERS)]
    ]
    return [section(f":question: {asks}"), actions(*buttons)]


def _value(notice: FileReport, place: int) -> str:
    return f"{notice.import_id} {notice.file_version} {place}"


def _labels(choices: tuple[str, ...], example: str) -> list[tuple[int, str]]:
    """The place of each choice, and what the example is with it; a number with thousands comes first."""
    places = range(len(choices))
    if choices == SIGNS:
        return [(place, _as_number(example, choices[place])) for place in reversed(places)]
    return [(place, _as_day(example, choices[place], choices)) for place in places]


def _as_number(example: str, sign: str) -> str:
    with suppress(BadInput):
        return f"{read_amount(example, sign):,f}"
    return f"decimals behind {sign}"


def _as_day(example: str, choice: str, choices: Sequence[str]) -> str:
    if choices == _DAYS:
        with suppress(BadInput):
            day = read_day(example, choice, _UTC)
            return f"{day.day} {day:%b %Y}"
    return choice
