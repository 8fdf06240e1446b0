"""What `import` says of a file: what came of it, or would, and what to do next."""

from collections.abc import Iterator
from pathlib import Path

import typer

from bot.cli.import_options import ImportOptions
from bot.common.text import plural
from bot.features.imports.rules.rows.wording import rows_in_words
from bot.features.imports.rules.summaries.totals import own_total_in_words, totals_in_words
from bot.features.imports.service.importing import Report, unknown_names

_MOST_SHOWN = 20


def print_report(report: Report, told: ImportOptions, rejects: Path | None) -> None:
    """Prints what came of a file, or would: counts, totals to compare, reasons, and the next step."""
    tally, verb = report.tally, "Would be" if told.dry_run else "Were"
    rare = f", {tally.gone:,} gone" if tally.gone else ""
    rare += f", {tally.older:,} older than what is known" if tally.older else ""
    typer.echo(
        f"{plural(report.survey.rows, 'row')}. {verb} taken in: {tally.new:,} new, "
        f"{tally.changed:,} changed, {tally.same:,} the same{rare}; {report.rejected:,} rejected"
        f"{f', {report.parked:,} wait for an answer' if report.parked else ''}."
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
    for line in _next_steps(report, told, rejects):
        typer.echo(line)


def _next_steps(report: Report, told: ImportOptions, rejects: Path | None) -> Iterator[str]:
    if report.unknown and told.asks:
        names = ", ".join(unknown_names(report)[:_MOST_SHOWN])
        verb = "Would be asked of" if told.dry_run else "Asked of"
        yield f"{verb} admins in Slack, and taken in once they answer: {names}."
    if report.rejected and rejects is not None:
        yield f"The rejected lines are in {rejects}: correct them there, and import that file."
    elif report.rejected:
        yield "Correct these lines and import the file again; --rejects FILE lists them."
    if told.dry_run and report.is_ready:
        yield "Nothing was changed: without --dry-run it is taken in."
