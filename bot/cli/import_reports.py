"""What `import` asks for and says: answers about formats from its options, and the report of a file."""

from pathlib import Path

import typer

from bot.common.amounts import COMMA, POINT
from bot.common.errors import BadInput
from bot.common.text import plural
from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.days import DAY_FIRST, MONTH_FIRST
from bot.features.imports.rules.detection.formats import SIGNS
from bot.features.imports.rules.profiling import answered
from bot.features.imports.rules.rows.wording import rows_in_words
from bot.features.imports.rules.summaries.totals import own_total_in_words, totals_in_words
from bot.features.imports.service.importing import Report, unknown_names

_ORDERS = {"day-first": DAY_FIRST, "month-first": MONTH_FIRST}
_DECIMALS = {"point": POINT, "comma": COMMA}
_MOST_SHOWN = 20


def answered_layout(report: Report, dates: str, decimal: str) -> Layout:
    """The layout with the order of dates and the decimal sign filled in; BadInput says what must be told."""
    if report.survey.missing:
        names = ", ".join(field.title for field in report.survey.missing)
        raise BadInput(f"No column of the file is known as: {names}. Rename it.")
    for seen in report.stages.listed():
        if seen.asking:
            raise BadInput(
                f"{seen.asking:,} deals in “{seen.stage.word}” do not say how they ended: "
                f'say what it means, such as --stage "{seen.stage.word}=won".'
            )
    layout = report.survey.layout
    for question in report.questions:
        if not question.column:
            ways = " or ".join(question.choices)
            raise BadInput(f"{question.example} {ways}? Send the file to Pacer in Slack to say it.")
        is_sign = question.choices == SIGNS
        chosen = _DECIMALS.get(decimal) if is_sign else _ORDERS.get(dates)
        if chosen is None or chosen not in question.choices:
            ways = " or ".join(question.choices)
            if is_sign:
                raise BadInput(
                    f"“{question.example}” in {question.column} can be read in two ways: "
                    "say which with --decimal point or --decimal comma."
                )
            raise BadInput(
                f"“{question.example}” in {question.column} can be read as {ways}: "
                "say which with --dates day-first or --dates month-first."
            )
        layout = answered(layout, question, chosen)
    return layout


def print_report(report: Report, *, dry_run: bool, rejects: Path | None) -> None:
    """Prints what came of a file, or would: counts, totals to compare, reasons and unknown people."""
    tally, verb = report.tally, "Would be" if dry_run else "Were"
    rare = f", {tally.gone:,} gone" if tally.gone else ""
    rare += f", {tally.older:,} older than what is known" if tally.older else ""
    typer.echo(
        f"{plural(report.survey.rows, 'row')}. {verb} taken in: {tally.new:,} new, "
        f"{tally.changed:,} changed, {tally.same:,} the same{rare}; {report.rejected:,} rejected"
        f"{f', {report.parked:,} wait for a name' if report.parked else ''}."
    )
    for line in (
        totals_in_words(report.totals, report.survey.left_out),
        own_total_in_words(report.survey.own_total, report.amounts),
    ):
        if line:
            typer.echo(line)
    for line in rows_in_words(
        report.omitted.most_common(_MOST_SHOWN),
        report.stages.doubts.most_common(_MOST_SHOWN),
        report.later.sentence(),
    ):
        typer.echo(f"  {line}")
    for reason, count in report.reasons.most_common(_MOST_SHOWN):
        typer.echo(f"  {count:,} x {reason}")
    if rest := report.reasons.rest(_MOST_SHOWN):
        typer.echo(f"  {rest}")
    if report.unknown:
        typer.echo(
            "Who is who is asked when the file is sent to Pacer in Slack, or found by e-mail: "
            + ", ".join(unknown_names(report)[:_MOST_SHOWN])
        )
    if rejects is not None and report.rejected:
        typer.echo(f"The rejected lines are in {rejects}.")
