"""The verbs: they explain themselves, and stop with one sentence where something is wrong."""

import asyncio
import importlib
import json
import logging
import os
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import structlog
from cryptography.fernet import Fernet
from sqlalchemy import update
from typer.testing import CliRunner, Result

import bot.cli
from bot.cli.main import cli
from bot.config import Settings, load_settings
from bot.db.engine import make_engine
from bot.db.migrate import LAST_BEFORE_SQUASH, SchemaState, find_schema_state
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.deliveries.notices import FAILED, EphemeralNotice
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.rate_limits import RateLimits
from bot.deliveries.recipients import Recipient
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.manifest import manifest
from tests.features.imports.files_to_read import SHEET, STRAY, kept, sheet_of, with_part, workbook
from tests.features.members import member
from tests.schema_states import A_READER, HEAD, NO_VERSION, NO_WRITES, execute, of_version

# Some start processes; where there is a database, its schema is changed.
pytestmark = [pytest.mark.process, pytest.mark.fresh_database]

ROOT = Path(__file__).parents[2]
VERBS = (
    "demo",
    "run",
    "web",
    "worker",
    "migrate",
    "manifest",
    "deliveries",
    "copy",
    "import",
    "source",
    "doctor",
)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """None of our names is set, the database is a new file, and Slack is nowhere."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'cli.db'}")
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    yield monkeypatch
    root.handlers = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def migrated(sqlite_template: Path, tmp_path: Path) -> Path:
    """The database of the environment, as after `migrate`."""
    return Path(shutil.copy(sqlite_template, tmp_path / "cli.db"))


def call(*words: str) -> Result:
    """`python -m bot <words>`, on a wide screen."""
    return CliRunner().invoke(cli, words, env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})


def stopped(result: Result, *words: str) -> str:
    """The one sentence with which a verb stopped; `words` tell which it was, where many are called."""
    assert result.exit_code == 2, (words, result.output)
    assert result.output.count("\n") == 1, (words, result.output)
    assert result.output.endswith(".\n"), (words, result.output)
    return result.output.rstrip("\n")


def asks(result: Result) -> str:
    """What has to be answered first; nothing was written."""
    assert result.exit_code == 3, result.output
    assert result.output.endswith("Nothing was changed.\n")
    return result.output


def test_every_verb_is_explained() -> None:
    """The list of verbs, and each verb's own page, say what it does."""
    listed = call("--help").output
    for verb in VERBS:
        assert any(
            line.split("│")[1].split()[:1] == [verb] and len(line.split()) > 4
            for line in listed.splitlines()
            if "│" in line
        )
        own = call(verb, "--help")
        assert own.exit_code == 0
        assert f"{verb} [OPTIONS]" in own.output


# Every usage text in one process, and then what it has imported.
USAGES = """
import contextlib, runpy, sys
for words in (["--help"], *([verb, "--help"] for verb in sys.argv[1:])):
    sys.argv[1:] = words
    with contextlib.suppress(SystemExit):
        runpy.run_module("bot", run_name="__main__")
print(*sys.modules, file=sys.stderr)
"""


def test_a_usage_text_needs_no_part_of_the_bot() -> None:
    """Explaining the verbs imports neither features nor what they stand on: it answers at once."""
    command = [sys.executable, "-c", USAGES, *VERBS]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert child.stdout.count("Usage: ") == 1 + len(VERBS)
    imported = set(child.stderr.split())
    own = {"bot", "bot.cli", "bot.cli.main", "bot.cli.options"}
    assert {name for name in imported if name.split(".")[0] == "bot"} == own
    heavy = {"sqlalchemy", "slack_bolt", "slack_sdk", "uvicorn", "cryptography", "aiohttp", "nicegui"}
    assert heavy & imported == set()


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_the_manifest_is_printed(mode: str) -> None:
    """Valid JSON, and nothing else: it can be pasted."""
    result = call("manifest", "--mode", mode, "--url", "https://pacer.example.com")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == manifest(
        "http" if mode == "http" else "socket", "https://pacer.example.com"
    )


def test_the_manifest_takes_the_address_of_the_settings(environment: pytest.MonkeyPatch) -> None:
    """PUBLIC_URL counts when no other is given."""
    environment.setenv("PUBLIC_URL", "https://bot.example.org")

    assert "https://bot.example.org/slack/events" in call("manifest", "--mode", "http").stdout


# Every wrong setting once, and every verb: all read the settings by the same function.
WRONG_SETTINGS = (
    ("run", "SLACK_BOT_TOKEN", "xoxp-wrong"),
    ("web", "DATABASE_URL", "mysql://db"),
    ("worker", "DATABASE_URL", "postgresql://pacer:p4ss@db:port/pacer"),
    ("migrate", "DATABASE_URL", "postgresql://pacer:p4ss@db/pacer?channel_binding=require"),
    ("manifest", "DATABASE_URL", "postgresql://pacer:p4ss@db/pacer?sslmode=always"),
    ("run", "DATABASE_URL", "sqlite://"),
    ("web", "DATABASE_URL", "sqlite:///cli.db?mode=ro"),
    ("worker", "PORT", "http"),
    ("migrate", "TOKEN_ENCRYPTION_KEYS", "too short"),
    ("manifest", "PORT", "http"),
)


@pytest.mark.parametrize(("verb", "name", "value"), WRONG_SETTINGS)
def test_a_wrong_setting_stops_every_verb(
    environment: pytest.MonkeyPatch, verb: str, name: str, value: str
) -> None:
    """Exit 2 and one sentence that names it, never shows it."""
    environment.setenv(name, value)

    sentence = stopped(call(verb))

    assert sentence.startswith(f"{name}:")
    assert not sentence.count("p4ss")
    assert value not in sentence.replace("sqlite:///pacer.db", "").replace("sqlite:// or", "")


@pytest.mark.parametrize("verb", ["run", "web", "worker"])
def test_a_missing_token_stops_the_start(verb: str) -> None:
    """Nothing is served, nothing is made."""
    assert "SLACK_BOT_TOKEN is not set" in stopped(call(verb))
    assert not Path("cli.db").exists()


def test_http_needs_the_signing_secret(environment: pytest.MonkeyPatch) -> None:
    """An HTTP door that could not check who knocks is not opened."""
    environment.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    environment.setenv("SLACK_APP_TOKEN", "xapp-1")

    assert "SLACK_SIGNING_SECRET" in stopped(call("web"))


def test_half_an_oauth_client_stops_the_start(environment: pytest.MonkeyPatch) -> None:
    """Client id, secret and encryption keys go together."""
    environment.setenv("SLACK_CLIENT_ID", "1.2")
    assert "SLACK_CLIENT_SECRET" in stopped(call("run"))
    environment.setenv("SLACK_CLIENT_SECRET", "secret")
    assert "TOKEN_ENCRYPTION_KEYS" in stopped(call("run"))
    environment.setenv("TOKEN_ENCRYPTION_KEYS", Fernet.generate_key().decode())
    assert "SLACK_APP_TOKEN" in stopped(call("run"))


@pytest.mark.parametrize("verb", ["run", "worker"])
def test_slack_out_of_reach_stops_the_start(environment: pytest.MonkeyPatch, verb: str) -> None:
    """One sentence rather than a traceback."""
    environment.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    environment.setenv("SLACK_APP_TOKEN", "xapp-1")

    assert "Slack cannot be reached" in stopped(call(verb))


def test_migrate_works_twice(tmp_path: Path) -> None:
    """The second time there is nothing to do."""
    for _ in range(2):
        result = call("migrate")
        assert (result.exit_code, result.stdout) == (0, "The database is up to date.\n")

    assert asyncio.run(_current(f"sqlite:///{tmp_path / 'cli.db'}"))


async def _current(url: str) -> bool:
    engine = make_engine(url)
    try:
        return await find_schema_state(engine) is SchemaState.CURRENT
    finally:
        await engine.dispose()


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "postgresql://pacer:p4ss@127.0.0.1:9/pacer"])
def test_a_database_out_of_reach_stops_migrate(environment: pytest.MonkeyPatch, url: str) -> None:
    """The setting is named, its password is not shown."""
    environment.setenv("DATABASE_URL", url)

    sentence = stopped(call("migrate"))

    assert "DATABASE_URL" in sentence
    assert "p4ss" not in sentence


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("sslmode=prefer", ""),
        ("sslmode=disable", ""),
        ("ssl=prefer", ""),
        ("sslmode=require", ""),
        ("sslmode=verify-full", "DATABASE_URL: Postgres's certificate cannot be checked without its root"),
    ],
)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_migrate_takes_the_sslmode_of_hosted_postgres(
    environment: pytest.MonkeyPatch, database_url: str, tmp_path: Path, option: str, sentence: str
) -> None:
    """All words that libpq knows; what needs a certificate that is not there is refused in a sentence."""
    environment.setenv("HOME", str(tmp_path))
    environment.setenv("DATABASE_URL", f"{database_url}{'&' if '?' in database_url else '?'}{option}")

    result = call("migrate")

    assert result.exit_code == (2 if sentence else 0)
    assert result.stderr.startswith(sentence)
    assert "Traceback" not in result.output


def test_the_doctor_tells_by_its_exit(environment: pytest.MonkeyPatch) -> None:
    """Ticks and crosses, one a line; a script sees by the exit code whether all is well."""
    environment.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    environment.setenv("SLACK_APP_TOKEN", "xapp-1")

    result = call("doctor")

    assert result.exit_code == 1
    marks = [line[0] for line in result.stdout.splitlines()]
    assert marks == ["✓", "✗", "✗", "✗"]


def test_deliveries_of_a_new_database() -> None:
    """Nothing was ever owed; before the database is migrated it says what to do."""
    assert "run python -m bot migrate" in stopped(call("deliveries"))

    assert call("migrate").exit_code == 0
    assert call("deliveries").output.splitlines() == ["Nothing was ever owed."]


@pytest.mark.usefixtures("migrated")
def test_deliveries_with_their_reasons() -> None:
    """What waits and what failed, each with its reason and without its words."""
    asyncio.run(_owe_two())

    everything, failed = call("deliveries").output, call("deliveries", "--failed").output

    assert everything.splitlines()[0] == "1 waiting, 1 failed"
    assert "held back until" in everything
    assert "1 due now" in everything
    assert [line.split()[3:] for line in failed.splitlines()[5:]] == [
        ["T1", "deliveries.ephemeral", "U0BEN", "failed", "1", "user_not_found"]
    ]
    assert "secret words" not in everything + failed


async def _owe_two() -> None:
    db = Database(make_engine(load_settings().database_url))
    now = datetime.now(UTC)
    async with db.transaction("T1") as transaction:
        note = EphemeralNotice("secret words", [])
        await Outbox(transaction).enqueue_all(
            [OutgoingNotice(note, to=Recipient(to), dedupe_key=to) for to in ("U0BEN", "C0SALES")],
            now - timedelta(minutes=1),
        )
        failed = {"state": FAILED, "attempts": 1, "error": "user_not_found"}
        await transaction.session.execute(
            update(Delivery).where(Delivery.dedupe_key == "U0BEN").values(**failed)
        )
        await RateLimits(transaction).hold("*", now + timedelta(minutes=5), "token_revoked", now)
    await db.close()


@pytest.mark.usefixtures("migrated")
def test_copy_says_what_it_copied(tmp_path: Path) -> None:
    """A table of what is the same in both; refusals in one sentence, without a password."""
    asyncio.run(_owe_two())
    source, target = f"sqlite:///{tmp_path / 'cli.db'}", f"sqlite:///{tmp_path / 'new.db'}"

    done = call("copy", "--from", source, "--to", target)

    assert done.exit_code == 0
    assert ["deliveries", "2", "id,"] in [line.split()[:3] for line in done.output.splitlines()]
    assert "Copied 3 rows" in done.output
    assert "not empty" in stopped(call("copy", "--from", source, "--to", target))
    assert "There is no SQLite file" in stopped(call("copy", "--from", f"{source}.x", "--to", target))
    assert "--to cannot be read" in stopped(call("copy", "--from", source, "--to", "postgresql://a:b@c:d/e"))
    assert "--to must begin" in stopped(call("copy", "--from", source, "--to", "mysql://x"))
    assert "--from: The schema is not up to date" in stopped(
        call("copy", "--from", empty_file(tmp_path), "--to", target)
    )
    of_a_newer_pacer(source)
    assert "--from: The schema (9999) is of a newer" in stopped(
        call("copy", "--from", source, "--to", target)
    )
    assert "--to: The schema (9999) is of a newer" in stopped(call("copy", "--from", target, "--to", source))
    letter = tmp_path / "letter.db"
    letter.write_bytes(b"a letter" * 500)
    for one, other, name in ((letter, "new.db", "--from"), ("new.db", letter, "--to")):
        told = stopped(call("copy", "--from", f"sqlite:///{one}", "--to", f"sqlite:///{other}"))
        assert told.startswith(f"{name}: {letter} is no SQLite database")
    unreachable = "postgresql://pacer:hunter2@127.0.0.1:1/none"
    assert "hunter2" not in stopped(call("copy", "--from", target, "--to", unreachable))


@pytest.fixture
def installable(environment: pytest.MonkeyPatch) -> None:
    """All settings of an app for many workspaces: nothing is asked of Slack at the start."""
    key = Fernet.generate_key().decode()
    for name, value in (
        ("SLACK_CLIENT_ID", "1.2"),
        ("SLACK_CLIENT_SECRET", "secret"),
        ("SLACK_SIGNING_SECRET", "secret"),
        ("TOKEN_ENCRYPTION_KEYS", key),
    ):
        environment.setenv(name, value)


# Each begins with the database; a file that is there is all that `import` needs for that.
BEGINNERS = (
    ("run",),
    ("web",),
    ("worker",),
    ("migrate",),
    ("deliveries",),
    ("source", "list"),
    ("import", "deals", __file__),
)


def each_verb(first: object, *others: object, ids: Sequence[str]) -> list[Any]:
    """Every verb with the first of these, the others with two of them, and with all before a release.

    What a verb makes of its database it asks of the same function, whatever is wrong there.
    """
    few = (("web",), ("deliveries",))
    return [
        pytest.param(
            each,
            words,
            id=f"{name}-{' '.join(words)}",
            marks=() if each is first or words in few else pytest.mark.slow,
        )
        for each, name in zip((first, *others), ids, strict=True)
        for words in BEGINNERS
    ]


def of_a_newer_pacer(url: str) -> None:
    """A database that a later version has migrated."""
    asyncio.run(execute(url, of_version("9999")))


def test_a_newer_schema_stops_every_verb(
    installable: None, environment: pytest.MonkeyPatch, database_url: str
) -> None:
    """Nobody is told to migrate: that could not work."""
    environment.setenv("DATABASE_URL", database_url)
    of_a_newer_pacer(database_url)

    said = {words: stopped(call(*words), *words) for words in BEGINNERS}

    newer = "DATABASE_URL: The schema (9999) is of a newer Pacer than this one"
    assert {words: each for words, each in said.items() if newer not in each or "migrate" in each} == {}


def test_a_database_from_before_the_first_release_stops_every_verb(
    installable: None, environment: pytest.MonkeyPatch, database_url: str
) -> None:
    """The commit is named whose `migrate` still knows that version."""
    environment.setenv("DATABASE_URL", database_url)
    asyncio.run(execute(database_url, of_version("0027")))

    sentence = (
        "DATABASE_URL: This database was made before the first release: "
        f"run `migrate` of commit {LAST_BEFORE_SQUASH} once, then this one."
    )
    said = {words: stopped(call(*words), *words) for words in BEGINNERS}
    assert said == dict.fromkeys(BEGINNERS, sentence)


def test_a_schema_that_lacks_something_stops_every_verb(
    installable: None, environment: pytest.MonkeyPatch, database_url: str
) -> None:
    """It says that it has the right version; what it lacks is named, and `migrate` adds it."""
    environment.setenv("DATABASE_URL", database_url)
    asyncio.run(execute(database_url, "DROP TABLE kudos_totals"))

    looking = [words for words in BEGINNERS if words[0] not in ("run", "migrate")]
    sentence = (
        "DATABASE_URL: The schema is not the one that this Pacer needs (table kudos_totals is missing): "
        "run python -m bot migrate."
    )
    said = {words: stopped(call(*words), *words) for words in looking}
    assert said == dict.fromkeys(looking, sentence)
    mended = call("migrate")
    assert (mended.exit_code, mended.stdout) == (
        0,
        "Found and put right: table kudos_totals is missing.\nThe database is up to date.\n",
    )


@pytest.mark.usefixtures("migrated")
def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """It counts its versions otherwise."""
    asyncio.run(execute(f"sqlite:///{tmp_path / 'cli.db'}", of_version("1975ea83b712")))

    assert "that of another program" in stopped(call("migrate"))


def test_a_file_that_is_no_database_stops_every_verb(installable: None, tmp_path: Path) -> None:
    """It is named, and left as it is."""
    file = tmp_path / "cli.db"
    file.write_bytes(b"a letter to somebody" * 500)

    for words in BEGINNERS:
        sentence = stopped(call(*words), *words)

        assert sentence.startswith(f"DATABASE_URL: {file} is no SQLite database:"), words
        assert "migrate" not in sentence, words
        assert file.read_bytes() == b"a letter to somebody" * 500, words


@pytest.mark.parametrize(
    ("rights", "words"),
    each_verb((0o444, 0o755), (0o444, 0o555), (0o644, 0o555), ids=("292-493", "292-365", "420-365")),
)
def test_what_cannot_be_written_stops_every_verb(
    installable: None, locked: Path, words: tuple[str, ...], rights: tuple[int, int]
) -> None:
    """The file or its folder, or both: whoever only reads may go on where that works."""
    of_file, of_folder = rights
    locked.chmod(of_file)
    locked.parent.chmod(of_folder)

    with as_somebody_else():
        result = call(*words)

    if words == ("deliveries",) and result.exit_code == 0:
        return
    sentence = stopped(result)
    assert sentence.startswith(f"DATABASE_URL: {locked} cannot be ")
    assert "the right to write to" in sentence
    assert "migrate" not in sentence


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("/test_", "/nobodys_"), "Postgres has no database of this name"),
        (("//postgres:", "//nobody:"), "Postgres does not let this user in"),
    ],
    ids=["name", "user"],
)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_wrong_address_stops_every_verb(
    installable: None,
    environment: pytest.MonkeyPatch,
    database_url: str,
    change: tuple[str, str],
    sentence: str,
) -> None:
    """What Postgres says is passed on in our own words, without the address."""
    wrong = database_url.replace(*change)
    assert wrong != database_url
    environment.setenv("DATABASE_URL", wrong)

    for words in BEGINNERS:
        said = stopped(call(*words), *words)

        assert f"DATABASE_URL: {sentence}" in said, words
        assert "migrate" not in said, words


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_database_that_takes_no_writes_stops_every_verb(
    installable: None, environment: pytest.MonkeyPatch, database_url: str
) -> None:
    """Such as a copy for reports; what only reads goes on."""
    environment.setenv("DATABASE_URL", database_url)
    asyncio.run(execute(database_url, NO_WRITES))

    for words in BEGINNERS:
        result = call(*words)

        if words in (("deliveries",), ("migrate",)) and result.exit_code == 0:
            continue
        assert "DATABASE_URL: The database takes no writes" in stopped(result, *words), words


@pytest.mark.parametrize(
    ("change", "words"),
    each_verb(
        of_version(HEAD),
        NO_VERSION,
        "DROP INDEX ix_kudos_tags_value",
        ids=("current", "behind", "different"),
    ),
)
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_user_without_rights_is_told(
    installable: None,
    environment: pytest.MonkeyPatch,
    database_url: str,
    change: str,
    words: tuple[str, ...],
) -> None:
    """Only the owner is sent to migrate."""
    asyncio.run(execute(database_url, *A_READER, change))
    environment.setenv("DATABASE_URL", database_url.replace("//postgres:", "//reader:"))

    result = call(*words)

    # Nothing to migrate needs no rights.
    if words in (("deliveries",), ("migrate",)) and result.exit_code == 0:
        assert change == of_version(HEAD)
        return
    said = stopped(result)
    assert "let its owner" in said
    assert ("let its owner run python -m bot migrate" in said) == ("migrate" in said)


@pytest.fixture
def locked(environment: pytest.MonkeyPatch, sqlite_template: Path) -> Iterator[Path]:
    """A database in a folder that everybody can reach; the working folder, too."""
    # What a verb imports when it is called somebody else may not be allowed to read.
    for module in pkgutil.iter_modules(bot.cli.__path__, "bot.cli."):
        importlib.import_module(module.name)
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        own = Path(folder) / "own"
        own.mkdir()
        environment.chdir(folder)
        environment.setenv("DATABASE_URL", f"sqlite:///{own / 'cli.db'}")
        shutil.copy(sqlite_template, own / "cli.db")
        yield own / "cli.db"
        own.chmod(0o755)


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Whoever may do everything is nobody for a while: rights are not asked of them otherwise."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def empty_file(folder: Path) -> str:
    """The address of a database without tables."""
    (folder / "empty.db").touch()
    return f"sqlite:///{folder / 'empty.db'}"


MAIL = "ben@northwind.example"
DEALS = """id,name,owner email,stage,amount,close date
1,Acme,ben@northwind.example,Closed Won,100,05/10/2026
2,Bolt,who@elsewhere.example,Closed Won,200,06/10/2026
3,Corex,ben@northwind.example,Closed Won,300,
"""


def with_workspaces(tmp_path: Path, *ids: str) -> None:
    """In the migrated database these workspaces are known, each with Ben in it."""

    async def fill() -> None:
        db = Database(make_engine(f"sqlite:///{tmp_path / 'cli.db'}"))
        for workspace_id in ids:
            async with db.transaction(workspace_id) as transaction:
                await people.keep(transaction, [member("U0BEN", email="ben@northwind.example")])
                now = datetime(2026, 11, 23, tzinfo=UTC)
                await workspace.remember(transaction, name="Northwind", likely_zone="UTC", now=now)
        await db.close()

    asyncio.run(fill())


@pytest.mark.usefixtures("migrated")
def test_import_says_what_it_would_change_and_then_changes_it(tmp_path: Path) -> None:
    """A dry run changes nothing; what is rejected is listed in a file; again nothing is new."""
    with_workspaces(tmp_path, "T0NORTH")
    file, rejects = tmp_path / "deals.csv", tmp_path / "rejected.csv"
    file.write_text(DEALS)
    assert "say which with --dates day-first or --dates month-first" in asks(
        call("import", "deals", str(file))
    )
    told = ("import", "deals", str(file), "--dates", "day-first")
    assert "--rejects: there is no folder" in stopped(call(*told, "--rejects", "nowhere/rejected.csv"))
    first = asks(call(*told, "--dry-run"))
    assert "Would be taken in: 1 new, 0 changed, 0 the same; 1 rejected, 1 wait for an answer" in first
    assert '--who "who@elsewhere.example=ben@company.com", or "who@elsewhere.example=nobody"' in first
    assert "Would be" not in asks(call(*told))
    second = call(*told, "--ask", "--rejects", str(rejects))
    assert second.exit_code == 4
    assert "Were taken in: 1 new, 0 changed, 0 the same; 1 rejected, 1 wait for an answer" in second.output
    assert "Asked of admins in Slack, and taken in once they answer: who@elsewhere.example." in second.output
    assert "Corex" in rejects.read_text("utf-8-sig")
    third = call(*told, "--who", "who@elsewhere.example=nobody")
    assert third.exit_code == 4
    assert "Were taken in: 1 new, 0 changed, 1 the same; 1 rejected." in third.output
    assert call(*told, "--allow-rejected").exit_code == 0


NAMED = """Deal ID,Deal name,Owner name,Stage,Amount,Close date
1,Acme,Ben,Signed,100,2026-11-20
2,Bolt,Zoe Park,Closed Won,200,2026-11-20
"""


@pytest.mark.usefixtures("migrated")
def test_import_is_told_who_is_who_and_what_stages_mean(tmp_path: Path) -> None:
    """What is asked is answered by its option, and kept; the same file again is all known."""
    with_workspaces(tmp_path, "T0NORTH")
    file, people_file = tmp_path / "deals.csv", tmp_path / "who.txt"
    file.write_text(NAMED)
    told = ("import", "deals", str(file))
    assert "1 deal in “Signed” does not say how it ended" in asks(call(*told))
    signed = (*told, "--stage", "Signed=won")
    asked = asks(call(*signed))
    assert "Who is Zoe Park?" in asked
    assert '--who "Ben=ben@company.com", or "Ben=nobody", a member has that name: --same-names.' in asked
    assert "Who is Ben" not in asks(call(*signed, "--same-names"))
    for wrong in ("Zoe Park", "Zoe Park=zoe@nowhere.example"):
        assert "write" in stopped(call(*signed, "--who", wrong))
    assert "write Signed=won" in stopped(call(*told, "--stage", "Signed"))
    people_file.write_text("# Who has left\n\nZoe Park=nobody\n")
    done = call(*signed, "--same-names", "--who-file", str(people_file))
    assert (done.exit_code, "Were taken in: 2 new" in done.output) == (0, True), done.output
    again = call(*told)
    assert (again.exit_code, "0 new, 0 changed, 2 the same" in again.stdout) == (0, True), again.stderr
    file.write_text(NAMED.replace("Zoe Park", "Corin Lee"))
    child = subprocess.run(
        [sys.executable, "-m", "bot", *told], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (child.returncode, child.stdout) == (3, "")
    assert "Who is Corin Lee?" in child.stderr
    assert "--take-out goes with --all" in stopped(call(*told, "--take-out"))


@pytest.mark.usefixtures("migrated")
def test_import_is_told_of_later_wins_and_done_activities(tmp_path: Path) -> None:
    """Neither is guessed; both can be said where nobody can be asked."""
    with_workspaces(tmp_path, "T0NORTH")
    deals, activities = tmp_path / "deals.csv", tmp_path / "activities.csv"
    deals.write_text(f"id,owner email,stage,amount,close date\n1,{MAIL},Won,100,2190-11-20\n")
    told = ("import", "deals", str(deals))
    assert "--future right, or --future leave-out" in asks(call(*told))
    assert "0 new" in call(*told, "--future", "leave-out").output
    assert call(*told, "--future", "right").exit_code == 0
    activities.write_text(f"id,owner email,type,date\n1,{MAIL},call,2026-10-20\n")
    told = ("import", "activities", str(activities))
    assert "say --all-done" in asks(call(*told))
    assert "1 new" in call(*told, "--all-done").output


@pytest.mark.usefixtures("migrated")
def test_import_is_told_the_sheet_and_the_decimal_sign(tmp_path: Path) -> None:
    """Both are asked for by name; the totals are there before and after; one row is one."""
    with_workspaces(tmp_path, "T0NORTH")
    file, deals = tmp_path / "book.xlsx", tmp_path / "deals.csv"
    columns = ["id", "owner email", "stage", "amount", "close date"]
    row = ["1", "ben@northwind.example", "Won", 52_000, date(2026, 11, 20)]
    file.write_bytes(workbook(Old=[columns, row], New=[columns, row]))
    assert "Old and New. Which one counts? Say it with --sheet." in asks(call("import", "deals", str(file)))
    said = call("import", "deals", str(file), "--sheet", "new", "--dry-run").output
    assert "1 row. Would be taken in" in said
    deals.write_text("id;owner email;stage;amount;close date\n1;ben@northwind.example;Won;1.234;2026-11-20\n")
    assert "say which with --decimal point or --decimal comma" in asks(call("import", "deals", str(deals)))
    told = ("import", "deals", str(deals), "--decimal", "comma")
    for words in (call(*told, "--dry-run").output, call(*told).output):
        assert "Won 1, $1,234 (20 Nov 2026). Compare with your CRM." in words


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("Won,100", "Signed,100", '--stage "Closed Signed=won"'),
        ("05/10/2026", "05/10/2190", "1 win is dated later: $100 on 5 Oct 2190."),
    ],
)
@pytest.mark.usefixtures("migrated")
def test_import_asks_what_follows_from_an_answer(
    tmp_path: Path, was: str, becomes: str, sentence: str
) -> None:
    """Once the days can be read, stages and later wins are asked about; nothing is taken before."""
    with_workspaces(tmp_path, "T0NORTH")
    file = tmp_path / "deals.csv"
    file.write_text(DEALS.replace(was, becomes))
    told = ("import", "deals", str(file), "--dates", "day-first")
    for more in ((), ("--dry-run",)):
        assert sentence in asks(call(*told, *more))
    file.write_text(DEALS)
    assert "Were taken in: 1 new" in call(*told, "--ask").output


@pytest.mark.usefixtures("migrated")
def test_import_needs_to_know_the_workspace(tmp_path: Path) -> None:
    """Where there are several it asks which; before there is any it says what to do."""
    file = tmp_path / "deals.csv"
    file.write_text(DEALS)
    with_workspaces(tmp_path)
    assert "No workspace is known yet" in stopped(call("import", "deals", str(file)))
    with_workspaces(tmp_path, "T0NORTH", "T0SOUTH")
    assert "--workspace: T0NORTH, T0SOUTH" in stopped(call("import", "deals", str(file)))


@pytest.mark.usefixtures("migrated")
def test_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    """It stops with the reason."""
    with_workspaces(tmp_path, "T0NORTH")
    file = tmp_path / "deals.csv"
    file.write_bytes(b"a\0b")
    broken = call("import", "deals", str(file))
    assert broken.exit_code == 1
    assert "save it as .csv or .xlsx" in broken.output


@pytest.mark.usefixtures("migrated")
def test_a_hostile_file_ends_its_reader_and_not_the_verb(tmp_path: Path) -> None:
    """The limits are those of a file in Slack, whether the checks find it or the reader breaks."""
    with_workspaces(tmp_path, "T0NORTH")
    stray = sheet_of(workbook(Deals=[["id", "owner"]]), STRAY)
    for content, sentence in (
        (stray, "reaches to cell XFD1048576"),
        (with_part(stray, SHEET, b"worksheet", b"worksheets"), "needs more memory than I have"),
        (b"id,owner\n" + b"x" * 2**22, "Line 2 of the file has more than"),
        (bytes(51 * 2**20), "larger than 50 MB"),
    ):
        file = kept(tmp_path, content, "deals.xlsx")
        said = call("import", "deals", str(file))
        assert said.exit_code == 1
        assert sentence in said.output
        assert said.output.endswith("Nothing was changed.\n")


@pytest.mark.usefixtures("migrated")
def test_sources_are_added_listed_and_removed(tmp_path: Path, environment: pytest.MonkeyPatch) -> None:
    """The secret is shown once, and kept encrypted."""
    with_workspaces(tmp_path, "T0NORTH")
    assert "TOKEN_ENCRYPTION_KEYS is not set" in stopped(call("source", "list"))
    environment.setenv("TOKEN_ENCRYPTION_KEYS", Fernet.generate_key().decode())
    added = call("source", "add", "hubspot").output
    assert "/ingest/T0NORTH/hubspot-" in added
    secret = added.split("shown this once: ")[1].strip()
    assert secret.encode() not in (tmp_path / "cli.db").read_bytes()
    listed = call("source", "list").output
    assert "never heard" in listed
    assert secret not in listed
    token = call("source", "add", "zap", "--webhook", "--bearer").output.split("shown this once: ")[1].strip()
    assert token.encode() not in (tmp_path / "cli.db").read_bytes()
    assert "is no member's address" in stopped(
        call("source", "add", "zap", "--bearer", "--keeper", "a@b.example")
    )
    assert "zap is removed" in call("source", "remove", "zap").output
    assert "hubspot is removed" in call("source", "remove", "hubspot").output
    assert call("source", "list").output == ""
    assert "There is no source" in stopped(call("source", "remove", "hubspot"))
