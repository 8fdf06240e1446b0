"""The verbs: python -m bot demo | run | web | worker | migrate | manifest | import | source | ...

What a verb needs is named here as a string and loaded when it is carried out: a usage text needs none of it.
"""

import gc
import json
from collections.abc import Coroutine
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli import options

_RUNNER = "bot.cli.runner"
_ENTRYPOINTS = "bot.cli.entrypoints"
_ADMIN_COMMANDS = "bot.cli.admin_commands"
_IMPORT_COMMANDS = "bot.cli.import_commands"
_IMPORT_OPTIONS = "bot.cli.import_options"
_SOURCE_COMMANDS = "bot.cli.source_commands"

cli = typer.Typer(
    help="Pacer: a sales manager's five jobs, in Slack. Settings come from the environment or a .env file.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class TransportOption(StrEnum):
    """How Slack reaches the bot."""

    socket = "socket"
    http = "http"


class SourceAction(StrEnum):
    """What is done with a source."""

    add = "add"
    list = "list"
    remove = "remove"


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served, on this machine only.")] = 3999,
    people: Annotated[bool, typer.Option(help="Whether colleagues act by themselves.")] = True,
) -> None:
    """Runs the real bot in a Slack emulator: try everything, no Slack needed."""
    if find_spec("nicegui") is None:
        _load(_RUNNER).stop("The demo's page needs NiceGUI: pip install 'pacer-bot[demo]', or make demo.")
    _run(_load("bot.demo.launch").run_demo(port, people_act=people))


@cli.command()
def run() -> None:
    """Everything in one process: Socket Mode when SLACK_APP_TOKEN is set, HTTP otherwise."""
    settings = _settings()
    _run(_load(_ENTRYPOINTS).run_everything(settings))


@cli.command()
def web() -> None:
    """The HTTP door alone, for many machines; `worker` does the rest."""
    settings = _settings()
    _run(_load(_ENTRYPOINTS).serve_http(settings, with_background=False))


@cli.command()
def worker() -> None:
    """Sends what is owed and ticks the clock's jobs, without a door."""
    settings = _settings()
    _run(_load(_ENTRYPOINTS).work(settings))


@cli.command()
def migrate() -> None:
    """Bring the database to the schema that this version needs."""
    settings = _settings()
    _run(_load(_ENTRYPOINTS).migrate_database(settings))
    typer.echo("The database is up to date.")


@cli.command()
def manifest(
    mode: Annotated[
        TransportOption, typer.Option(help="socket needs no public address; http needs one.")
    ] = TransportOption.socket,
    url: Annotated[str | None, typer.Option(help="Your public https address (http mode).")] = None,
) -> None:
    """Print the manifest to create the Slack app from (api.slack.com/apps, From a manifest)."""
    address = url or _settings().public_url
    typer.echo(json.dumps(_load("bot.manifest").manifest(mode.value, address), indent=2))


@cli.command()
def copy(
    source: Annotated[str, typer.Option("--from", help="sqlite:///pacer.db, or a postgresql:// address.")],
    target: Annotated[str, typer.Option("--to", help="An empty database, of either kind.")],
) -> None:
    """Carry all data from one database to another, checked by counts and sums.

    To move, stop Pacer first, or what it writes meanwhile stays behind; a backup needs no stop.
    """
    _run(_load(_ENTRYPOINTS).copy_all(source, target))


@cli.command()
def deliveries(
    failed: Annotated[bool, typer.Option("--failed", help="Only what was not delivered, and why.")] = False,
) -> None:
    """What was sent, what waits, what failed and why; no message's words."""
    settings = _settings()
    _run(_load(_ENTRYPOINTS).report_deliveries(settings, only_failed=failed))


@cli.command("import")
def import_file(
    kind: Annotated[options.ImportKind, typer.Argument(help="What the file holds.")],
    file: Annotated[Path, typer.Argument(help="A .csv or .xlsx file.", exists=True, dir_okay=False)],
    source: Annotated[str, typer.Option(help="Where it is from: deals are known by their ids there.")] = "",
    workspace: Annotated[
        str | None, typer.Option(help="The workspace's id, where there are several.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what it would change.")] = False,
    rejects: Annotated[Path | None, typer.Option(help="Where to write the rejected lines to.")] = None,
    dates: options.Dates = None,
    decimal: options.Decimals = None,
    sheet: Annotated[str, typer.Option(help="The sheet that counts, where there are several.")] = "",
    times: options.Times = None,
    stage: options.Stages = None,
    future: options.FutureWins = None,
    all_done: options.AllDone = False,
    who: options.WhoIsWho = None,
    who_file: options.WhoFile = None,
    same_names: options.SameNames = False,
    ask: options.AskAdmins = False,
    twins: options.TwinsTold = None,
    is_all: options.IsAll = False,
    all_of: options.AllOf = "",
    take_out: options.TakeOut = False,
    allow_rejected: options.AllowRejected = False,
) -> None:
    """Take a file of deals, activities, quotas or rates in; what cannot be is listed with the reasons.

    Exits with 0: all is in; 1: it cannot be read; 2: an option is wrong; 3: something has to be answered
    first; 4: it is in, but for rows that are rejected or wait.
    """
    settings = _settings()
    told = _load(_IMPORT_OPTIONS).ImportOptions(
        dates=dates or "",
        times=times or "",
        decimal=decimal or "",
        sheet=sheet,
        future=future or "",
        twins=twins or "",
        is_all_done=all_done,
        stages=tuple(stage or ()),
        who=tuple(who or ()),
        same_names=same_names,
        asks=ask,
        dry_run=dry_run,
        is_all=is_all,
        all_of=all_of,
        take_out=take_out,
        allow_rejected=allow_rejected,
    )
    work = _load(_IMPORT_COMMANDS).import_file
    _run(work(settings, kind.value, file, source, workspace, rejects, who_file, told))


@cli.command("take-back")
def take_back(
    file: Annotated[str, typer.Argument(help="The name of a file that `import` took in.")],
    source: Annotated[str, typer.Option(help="As it was told to `import`.")] = "file",
    workspace: Annotated[
        str | None, typer.Option(help="The workspace's id, where there are several.")
    ] = None,
) -> None:
    """Take back a whole file of deals or activities: what it booked is reversed, what came later stays."""
    settings = _settings()
    _run(_load(_ADMIN_COMMANDS).take_back(settings, file, source, workspace))


@cli.command()
def source(
    action: Annotated[SourceAction, typer.Argument(help="add also changes the secret of one that is there.")],
    name: Annotated[str, typer.Argument(help="Such as hubspot.")] = "",
    workspace: Annotated[
        str | None, typer.Option(help="The workspace's id, where there are several.")
    ] = None,
    webhook: Annotated[bool, typer.Option("--webhook", help="It sends by webhook, as all do so far.")] = True,
    bearer: Annotated[
        bool, typer.Option("--bearer", help="It sends a token, where a tool cannot sign its messages.")
    ] = False,
    keeper: Annotated[
        str, typer.Option(help="The e-mail of who is asked about what it sends; else admins are.")
    ] = "",
) -> None:
    """Sources that send by webhook to /ingest/: add one, list them, remove one."""
    settings = _settings()
    work = _load(_SOURCE_COMMANDS).change_sources
    _run(work(settings, action.value, name, workspace, keeper, is_bearer=webhook and bearer))


@cli.command()
def doctor() -> None:
    """Check settings, database, schema and Slack; each line a tick, or what to do."""
    checks = _run(_load("bot.cli.doctor").examine())
    for check in checks:
        typer.echo(f"{'✓' if check.ok else '✗'} {check.sentence}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def _settings() -> Any:
    return _load(_RUNNER).prepare()


def _run(work: Coroutine[Any, Any, Any]) -> Any:
    return _load(_RUNNER).run(work)


def _load(module: str) -> Any:
    # Nothing that is imported is garbage: not to look for any saves a quarter of the time.
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.freeze()
        gc.enable()
