"""What only the sender of a file can say of how it is written, one question at a time. Pure."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.common.errors import BadInput
from bot.features.imports.notices import FileReport
from bot.features.imports.rules.days import DAY_FIRST, MOMENTS, MONTH_FIRST, day_of, read_day, read_moment
from bot.features.imports.rules.detection.formats import SHEET, SIGNS
from bot.features.imports.rules.rows.later_wins import LATER
from bot.features.imports.rules.values import read_amount
from bot.features.ledger.rules.deals import AHEAD_AT_MOST
from bot.slack.blocks import Block, Element, actions, button, option, section, select
from bot.slack.text import escape

_DAYS = (DAY_FIRST, MONTH_FIRST)
_LONGEST_LABEL = 75
# A button for each choice; of more sheets than these the others are renamed or left out by people.
COLUMN, ID_COLUMN = "imports.column", "imports.id_column"
_MOST_COLUMNS, _LONGEST_NAME = 100, 34
_CHOOSE = "Choose a column"
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
    elif field == LATER:
        asks = f"{escape(example)} That is more than {AHEAD_AT_MOST.days} days ahead."
    elif column:
        asks = f"*{escape(column)}* has {escape(example)}: is that"
    else:
        asks = escape(example)
    buttons = [
        button(label[:_LONGEST_LABEL], ANSWERS[place], value=_value(notice, place))
        for place, label in _labels(tuple(choices), example)[: len(ANSWERS)]
    ]
    return [section(f":question: {asks}"), actions(*buttons)]


def column_question(notice: FileReport) -> list[Block]:
    """Which column the first missing field is, with the file's own values; [] where none is missing."""
    if not notice.missing:
        return []
    title = notice.missing[0]
    asks = f":question: Which column has the *{escape(title[:1].lower() + title[1:])}*?"
    if not notice.unused:
        return [section(f"{asks} Each one is something else by now: *Change how it is read*.")]
    return [section(asks, accessory=select(COLUMN, _columns(notice), placeholder=_CHOOSE))]


def id_question(notice: FileReport) -> list[Block]:
    """By what two deals are told apart where no column is an id, and the way to choose one."""
    asks = "*Which column tells two deals apart?* None, so I know a deal by name, account and creation day."
    if not notice.unused:
        return [section(asks)]
    return [section(asks, accessory=select(ID_COLUMN, _columns(notice), placeholder=_CHOOSE))]


def _columns(notice: FileReport) -> list[Element]:
    samples = dict(notice.samples)
    return [
        option(_with_sample(column, samples.get(column, "")), _value(notice, place))
        for place, column in enumerate(notice.unused[:_MOST_COLUMNS])
    ]


def _with_sample(column: str, sample: str) -> str:
    """`Umsatz: 1.234,50`, so that the column can be told by what is in it."""
    shown = column if len(column) <= _LONGEST_NAME else f"{column[: _LONGEST_NAME - 1]}…"
    return f"{shown}: {sample}" if sample else shown


def _value(notice: FileReport, place: int) -> str:
    return f"{notice.import_id} {notice.file_version} {place}"


def _labels(choices: tuple[str, ...], example: str) -> list[tuple[int, str]]:
    """The place of each choice, and what the example is with it; a number with thousands comes first."""
    places = range(len(choices))
    if choices[-1] == MOMENTS:
        return [(0, f"Days: this is {_day(read_moment(example), choices[0])}"), (1, "Times of the day")]
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
            return _written(read_day(example, choice, _UTC))
    return choice


def _day(moment: datetime | None, choice: str) -> str:
    return _written(day_of(moment, choice, _UTC)) if moment else "another one"


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
