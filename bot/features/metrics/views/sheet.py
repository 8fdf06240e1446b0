"""The figures of a person or team as a message; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.common.bars import bar
from bot.common.date_ranges import DateRange
from bot.common.text import plural
from bot.features.imports.rules.facts import HOW
from bot.features.metrics.rules.facts import MetricLine, Sheet, data_notes
from bot.features.metrics.rules.figures import Figure, MissingReason, rounded, words
from bot.features.metrics.rules.formatting import is_met, parts_of, period, value
from bot.features.metrics.rules.weeks.heard import old_words
from bot.features.metrics.views.own_entries import to_confirm_blocks
from bot.slack.blocks import Block, Message, actions, button, context, header, option, section, select
from bot.slack.charts import NAMELESS, Figures, bar_chart
from bot.slack.charts import ChartFigure as Bar
from bot.slack.layouts import data_table
from bot.slack.text import packed, plain, unescape

WHY, LOG, DEFINE, LOOK = "metrics.why", "metrics.log", "metrics.define", "metrics.look"
_MOST_LINES = 25
# So many figures of each member stand in the table of a team.
_EACH = 3
_AT_A_GLANCE = frozenset({"attainment", "bookings", "quota", "pace", "required"})


@dataclass(frozen=True)
class SheetLocation:
    """Which figure of which subject is looked at, as carried by a button or modal.

    `subject` is a member's id or "team:<id>"; `page` is from 1; `cut` is as `NamedCut.written` has it.
    """

    subject: str
    metric: str
    days: DateRange
    page: int = 1
    cut: str = ""

    def written(self) -> str:
        """The location as text separated by `|`; `place_from` reads it back."""
        days, page = self.days, f"{self.page};{self.cut}" if self.cut else str(self.page)
        return "|".join((self.subject, self.metric, f"{days.start}", f"{days.end}", page, days.label))


def place_from(text: str) -> SheetLocation:
    """Reads the text of `SheetLocation.written`."""
    subject, metric, start, end, page, label = text.split("|", 5)
    days = DateRange(date.fromisoformat(start), date.fromisoformat(end), label)
    number, _, cut = page.partition(";")
    return SheetLocation(subject, metric, days, int(number), cut)


def sheet_message(sheet: Sheet, *, is_own: bool, may_define: bool) -> Message:
    """The figures with notes on the data, and the menu that explains each.

    `is_own`: the viewer's own; `may_define`: adds "Choose metrics".
    """
    currency = sheet.facts.rules.currency
    title = "Your numbers" if is_own else unescape(sheet.subject.name)
    title += f", {unescape(sheet.cut.name)}" if sheet.cut else ""
    blocks: list[Block] = [
        header(f"{title}: {period(sheet.days, sheet.facts.today)}"[:150]),
        *_lines(_told(sheet.lines), currency),
        *_kinds(sheet, currency),
    ]
    if sheet.waiting:
        blocks.append(section(f":hourglass: {sheet.waiting}"))
    blocks += to_confirm_blocks(sheet.to_confirm)
    if sheet.people:
        blocks += _people(sheet)
    if sheet.subject.whose.is_team:
        blocks += _missing(sheet)
    told = data_notes(sheet.facts, sheet.days, is_in_charge=sheet.is_in_charge)
    if sheet.nameless:
        wait = f"{plural(sheet.nameless, 'deal')} {'waits' if sheet.nameless == 1 else 'wait'} for a name"
        told.insert(0, f":bust_in_silhouette: {wait}: `/metrics import` tells whose.")
    blocks += [context("\n".join(told))] if told else []
    blocks.append(_actions(sheet, is_own=is_own, may_define=may_define))
    return Message(_in_short(title, sheet, currency), blocks)


def _in_short(title: str, sheet: Sheet, currency: str) -> str:
    first = "; ".join(f"{line.metric.name} {words(line.figure, currency)}" for line in _told(sheet.lines)[:3])
    return f"{title}, {sheet.days.label}: {first}"


def _told(lines: Sequence[MetricLine]) -> Sequence[MetricLine]:
    """Without the pace and the need of a day once the quota is met: both only say so again."""
    attained = next((line.figure.value for line in lines if line.metric.key == "attainment"), None)
    is_all_there = attained is not None and attained >= 1
    return [line for line in lines if not (is_all_there and line.metric.key in ("pace", "required"))]


def _lines(lines: Sequence[MetricLine], currency: str) -> list[Block]:
    return [section(text) for text in packed([_line(line, currency) for line in lines[:_MOST_LINES]])]


def _kinds(sheet: Sheet, currency: str) -> list[Block]:
    """One line a kind of deals that has a quota of its own."""
    texts = []
    for kind, lines in sheet.kinds:
        told = " · ".join(
            f"{line.metric.name.partition(':')[0]} *{words(line.figure, currency)}*" for line in lines
        )
        texts.append(f"{kind}: {told}\n      {parts_of(lines[0].figure.parts, currency)}")
    return [section(text) for text in packed(texts)]


def _line(line: MetricLine, currency: str, *, whole: bool = False) -> str:
    mark = ":white_check_mark: " if is_met(line) else ""
    is_drawn = line.metric.key in ("attainment", "pace") and line.figure.value is not None
    drawn = f"{bar(line.figure.value)} " if is_drawn else ""
    said = f"{mark}{line.metric.name}: {drawn}{value(line, currency, whole=whole)}"
    if line.metric.key == "attainment" and line.figure.value is not None:
        said += f"\n      {parts_of(line.figure.parts, currency)}"
    if line.why:
        said += f"\n      _{line.why}_"
    return said + "".join(f"\n      _{note}_" for note in line.figure.notes)


def _people(sheet: Sheet) -> list[Block]:
    """The same three figures of each member, and a chart of their attainment, for who leads the team."""
    currency = sheet.facts.rules.currency
    metrics = [line.metric for line in sheet.lines[:_EACH]]
    rows, cells, bars = [], [], []
    for name, lines in sheet.people:
        figures = {line.metric.key: words(line.figure, currency) for line in _told(lines)}
        told = {metric.name: figures[metric.key] for metric in metrics if metric.key in figures}
        rows.append(f"*{name}* {' · '.join(f'{metric} {said}' for metric, said in told.items())}")
        cells.append((name, told))
        bars += [(name, [_bar(line.figure)]) for line in lines if line.metric.key == "attainment"]
    # The lines above say the same in words.
    drawn = bar_chart(Figures("Quota attainment", ("Attainment",), bars), y_label="Percent") if bars else []
    names = [metric.name for metric in metrics]
    table = [[plain(name, {}), *(told.get(metric, NAMELESS) for metric in names)] for name, told in cells]
    plainly = [section(text) for text in packed(rows)]
    return [*data_table("Each of the team", ["Name", *map(unescape, names)], table, *plainly), *drawn]


def _bar(figure: Figure) -> Bar:
    percent = None if figure.value is None else float(rounded(figure.value * 100, 1))
    return Bar(percent, words(figure, ""))


def _missing(sheet: Sheet) -> list[Block]:
    """How many members have no attainment, by reason."""
    codes: dict[MissingReason, int] = {}
    for _, lines in sheet.people:
        for line in lines:
            if line.metric.key == "attainment" and line.figure.code is not None:
                codes[line.figure.code] = codes.get(line.figure.code, 0) + 1
    told = [f"{count} with {code.value}" for code, count in codes.items()]
    return [context(f"Without attainment: {', '.join(told)}")] if told else []


def _actions(sheet: Sheet, *, is_own: bool, may_define: bool) -> Block:
    cut = sheet.cut.written() if sheet.cut else ""
    of_kinds = [lines[0] for _, lines in sheet.kinds[:_MOST_LINES]]
    options = [
        option(
            unescape(line.metric.name),
            SheetLocation(sheet.subject.key, line.metric.key, sheet.days, cut=cut).written(),
        )
        for line in (*sheet.lines[:_MOST_LINES], *of_kinds)
    ]
    here = SheetLocation(sheet.subject.key, "", sheet.days, cut=cut).written()
    elements = [
        select(WHY, options, placeholder="Why this number?"),
        button("Other days or deals", LOOK, value=here),
    ]
    if is_own:
        elements.append(button("Log a won deal", LOG))
    if sheet.is_in_charge and old_words(sheet.facts):
        elements.append(button("How numbers come in", HOW))
    if may_define:
        elements.append(button("Choose metrics", DEFINE, value=sheet.subject.key))
    return actions(*elements)


def home_lines(lines: Sequence[MetricLine], currency: str) -> list[Block]:
    """What the viewer follows, for the App Home, below the glance at their quarter.

    What stands in that one, or has no value, is left out.
    """
    shown = [line for line in lines if line.figure.value is not None and line.metric.key not in _AT_A_GLANCE]
    told = [_line(replace(line, why=""), currency, whole=True) for line in shown]
    return [section(text) for text in packed(told[:_MOST_LINES])]
