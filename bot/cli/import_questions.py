"""What a file asks on the server: each question with the option that answers it. Pure."""

from collections.abc import Callable, Mapping, Sequence

from bot.cli.import_options import ImportOptions
from bot.common.amounts import COMMA, POINT
from bot.common.text import plural
from bot.features.imports.rules.columns import KEEP_LATER, OMIT_LATER, Layout
from bot.features.imports.rules.days import DAY_FIRST, MOMENTS, MONTH_FIRST
from bot.features.imports.rules.detection.formats import LATER_CHOICES, SIGNS, FormatQuestion
from bot.features.imports.rules.matching import Unknown, shown
from bot.features.imports.rules.profiling import answered
from bot.features.imports.rules.rows.activity_rows import ALL_DONE, DONE
from bot.features.imports.rules.rows.stage_census import SeenStage
from bot.features.imports.service.importing import Report

_ORDERS = {"day-first": DAY_FIRST, "month-first": MONTH_FIRST}
_DECIMALS = {"point": POINT, "comma": COMMA}
_FUTURES = {"right": KEEP_LATER, "leave-out": OMIT_LATER}
_MOST_ASKED = 20


def settled(report: Report, told: ImportOptions) -> tuple[Layout, list[str]]:
    """The layout with what was told filled in, and the questions that nothing told answers."""
    layout, asked = report.survey.layout, []
    for question in report.questions:
        choice, sentence = _format(question, told)
        if choice in question.choices:
            layout = answered(layout, question, choice)
        else:
            asked.append(sentence)
    if report.is_ready and report.twin_source and told.twins == "other":
        layout = layout.apart_from(report.twin_source)
    return layout, asked


def open_questions(report: Report, told: ImportOptions) -> list[str]:
    """What has to be said of stages, twins and people before anything of the file is taken in."""
    asked = [_stage(seen) for seen in report.stages.listed() if seen.asking]
    if report.is_ready and report.twin_source and not told.twins:
        asked.append(_twins(report))
    if not told.asks:
        unknown = sorted(report.unknown.values(), key=lambda each: shown(each.ref))
        asked += _people(unknown)
    return asked


def _format(question: FormatQuestion, told: ImportOptions) -> tuple[str, str]:
    """The choice that was told, "" for none, and the sentence that asks for it."""
    if question.field == DONE:
        return (ALL_DONE if told.is_all_done else ""), (
            "Nothing says whether these activities are done: say --all-done where all of them are."
        )
    if question.choices == LATER_CHOICES:
        return _FUTURES.get(told.future, ""), (
            f"{question.example} Over 31 days ahead: say --future right, or --future leave-out."
        )
    readings: dict[tuple[str, ...], Callable[[], tuple[str, str]]] = {
        SIGNS: lambda: (_DECIMALS.get(told.decimal, ""), "--decimal point or --decimal comma")
    }
    choice, options = readings.get(question.choices, lambda: _day(question, told))()
    ways = "in two ways" if question.choices == SIGNS else f"as {' or '.join(question.choices)}"
    return choice, (
        f"“{question.example}” in {question.column} can be read {ways}: say which with {options}."
    )


def _day(question: FormatQuestion, told: ImportOptions) -> tuple[str, str]:
    if question.choices[-1] == MOMENTS:
        times: Mapping[str, str] = {"days": question.choices[0], "moments": MOMENTS}
        return times.get(told.times, ""), "--times days or --times moments"
    return _ORDERS.get(told.dates, ""), "--dates day-first or --dates month-first"


def _stage(seen: SeenStage) -> str:
    pipeline, word = seen.stage.pipeline, seen.stage.word
    name = f"{pipeline} > {word}" if pipeline else word
    guess = seen.meaning.value if seen.meaning else "won"
    ends = "does not say how it" if seen.asking == 1 else "do not say how they"
    return (
        f"{plural(seen.asking, 'deal')} in “{name}” {ends} ended: "
        f'say what it means, such as --stage "{name}={guess}" (won, lost, open or leave).'
    )


def _twins(report: Report) -> str:
    source, found = report.twin_source, report.twins
    return (
        f"{len(found.pairs[source]):,} of its {found.deals:,} deals are in the books from {source}: "
        f"say --twins same to read it as {source}, or --twins other."
    )


def _people(unknown: Sequence[Unknown]) -> list[str]:
    if not unknown:
        return []
    asked = []
    for each in unknown[:_MOST_ASKED]:
        name = shown(each.ref)
        also = f" ({each.ref.email})" if each.ref.email and each.ref.email != name else ""
        known = ", a member has that name: --same-names" if each.suggestion else ""
        asked.append(f'Who is {name}{also}? --who "{name}=ben@company.com", or "{name}=nobody"{known}.')
    more = len(unknown) - len(asked)
    rest = f"And {more:,} more people. " if more > 0 else ""
    return [*asked, f"{rest}With --ask the others are taken in, and admins are asked in Slack about these."]
