"""The doctor: each check a tick or a cross, and a sentence that says what to do."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.app import WHOLE_ORGANIZATION
from bot.cli.doctor import examine
from bot.config import Settings
from bot.demo.cast import NORTHWIND, NORTHWIND_WORKSPACE, pacer_app
from bot.emulator.server import Emulator, serve
from bot.emulator.state.clock import MovableClock
from bot.emulator.state.installing import install
from bot.emulator.state.world import SlackTeam
from bot.manifest import manifest
from tests.schema_states import NO_VERSION, NO_WRITES, execute, of_version

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    """Slack, with our app in it."""
    clock = MovableClock(MONDAY, frozen=True)
    made = Emulator([NORTHWIND_WORKSPACE], pacer_app(manifest("socket")), clock)
    async with serve(made):
        yield made


@pytest.fixture
def environment(
    emulator: Emulator,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> pytest.MonkeyPatch:
    """All settings of a healthy installation."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SLACK_API_URL", f"{emulator.base_url}/api/")
    monkeypatch.setenv("SLACK_BOT_TOKEN", str(emulator.world.teams[NORTHWIND].token))
    monkeypatch.setenv("SLACK_APP_TOKEN", emulator.world.app.app_token)
    return monkeypatch


async def crosses() -> list[str]:
    """What is wrong."""
    return [check.sentence for check in await examine() if not check.ok]


async def test_all_is_well(environment: pytest.MonkeyPatch, database_url: str) -> None:
    """A tick for each part, and each says what it found."""
    checks = await examine()

    assert [check.ok for check in checks] == [True] * 6
    said = " ".join(check.sentence for check in checks)
    for words in (
        "Socket Mode",
        database_url.partition(":")[0],
        "up to date",
        "Northwind",
        "Socket Mode opens",
    ):
        assert words in said


async def test_newer_blocks(environment: pytest.MonkeyPatch, emulator: Emulator) -> None:
    """Slack is asked about each of them; one that it does not take is no fault of the installation."""
    told = "Newer blocks that Slack takes: alert, card, data_table and layout."
    assert [check.sentence for check in await examine() if "Newer" in check.sentence] == [told]
    emulator.faults.refuse_new_blocks = True
    checks = await examine()
    assert all(check.ok for check in checks)
    told = "Newer blocks that Slack takes: none. In place of alert, card, data_table and layout"
    assert [check for check in checks if check.sentence.startswith(told)]


async def test_the_http_door(environment: pytest.MonkeyPatch) -> None:
    """Without app token there is no Socket Mode to open; the sentence tells the address."""
    environment.delenv("SLACK_APP_TOKEN")
    environment.setenv("SLACK_SIGNING_SECRET", "a secret")
    environment.setenv("PORT", "3456")

    checks = await examine()

    assert [check.ok for check in checks] == [True] * 5
    assert "HTTP on 127.0.0.1:3456" in checks[0].sentence


async def test_a_wrong_setting(environment: pytest.MonkeyPatch) -> None:
    """Nothing else can be looked at; it is named, and not shown."""
    environment.setenv("SLACK_BOT_TOKEN", "xoxp-not-a-bot")

    (check,) = await examine()

    assert not check.ok
    assert "SLACK_BOT_TOKEN" in check.sentence
    assert "xoxp" not in check.sentence


@pytest.mark.parametrize(
    ("missing", "named"),
    [("SLACK_BOT_TOKEN", "SLACK_BOT_TOKEN"), ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")],
)
async def test_a_missing_setting(environment: pytest.MonkeyPatch, missing: str, named: str) -> None:
    """The front door names what it needs; the database is looked at all the same."""
    environment.delenv(missing)

    checks = await examine()

    assert not checks[0].ok
    assert named in checks[0].sentence
    assert [check.ok for check in checks[1:3]] == [True, True]


async def test_slack_cannot_be_reached(environment: pytest.MonkeyPatch) -> None:
    """Nobody answers where Slack should be."""
    environment.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")

    assert await crosses() == [
        "Slack cannot be reached from here: look at the network or SLACK_API_URL.",
        "Socket Mode cannot be opened from here: look at the network.",
    ]


async def test_somebody_else_answers(environment: pytest.MonkeyPatch, emulator: Emulator) -> None:
    """A proxy's page is no answer of Slack's."""
    emulator.faults.change({"server_error_every": 1})

    assert await crosses() == [
        "Slack does not accept SLACK_BOT_TOKEN (http_503).",
        "Slack does not accept SLACK_APP_TOKEN (http_503).",
    ]


async def test_wrong_tokens(environment: pytest.MonkeyPatch) -> None:
    """Slack's own word is passed on; the tokens are not."""
    environment.setenv("SLACK_BOT_TOKEN", "xoxb-wrong")
    environment.setenv("SLACK_APP_TOKEN", "xapp-wrong")

    assert await crosses() == [
        "Slack does not accept SLACK_BOT_TOKEN (invalid_auth).",
        "Slack does not accept SLACK_APP_TOKEN (invalid_auth).",
    ]


async def test_missing_scopes(environment: pytest.MonkeyPatch, emulator: Emulator) -> None:
    """An app that was made from an older manifest: the missing scopes are named."""
    emulator.world.app.manifest["oauth_config"]["scopes"]["bot"] = ["chat:write", "commands", "users:read"]

    (cross,) = await crosses()

    assert cross.startswith("The app lacks ")
    assert "reactions:read" in cross
    assert "users:read," not in cross
    assert "users:read.email" in cross


@pytest.mark.fresh_database
async def test_an_old_schema(environment: pytest.MonkeyPatch, database_url: str) -> None:
    """A database that was never migrated asks for that."""
    await execute(database_url, NO_VERSION)

    assert await crosses() == ["DATABASE_URL: The schema is not up to date: run python -m bot migrate."]


@pytest.mark.fresh_database
async def test_a_schema_from_before_the_first_release(
    environment: pytest.MonkeyPatch, database_url: str
) -> None:
    """This `migrate` cannot help: the commit is named whose can."""
    await execute(database_url, of_version("0027"))

    (cross,) = await crosses()

    assert cross.startswith("DATABASE_URL: This database was made before the first release: ")


@pytest.mark.fresh_database
async def test_a_schema_that_lacks_something(environment: pytest.MonkeyPatch, database_url: str) -> None:
    """What it lacks is named, though it says that it has the right version."""
    await execute(database_url, "DROP INDEX ix_kudos_tags_value")

    assert await crosses() == [
        "DATABASE_URL: The schema is not the one that this Pacer needs "
        "(table kudos_tags lacks ix_kudos_tags_value): run python -m bot migrate."
    ]


@pytest.mark.fresh_database
async def test_a_newer_schema(environment: pytest.MonkeyPatch, database_url: str) -> None:
    """A database of a newer version does not: migrating it could not work."""
    await execute(database_url, of_version("9999"))

    (cross,) = await crosses()

    assert "The schema (9999) is of a newer Pacer than this one" in cross
    assert "migrate" not in cross


async def test_a_file_that_is_no_database(
    environment: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """It is named."""
    file = tmp_path_factory.mktemp("letters") / "letter.db"
    file.write_text("Dear Sir, " * 500)
    environment.setenv("DATABASE_URL", f"sqlite:///{file}")

    (cross,) = await crosses()

    assert cross.startswith(f"DATABASE_URL: {file} is no SQLite database")


async def test_a_file_that_is_not_there(
    environment: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A mistyped name is told, and no empty database left behind."""
    file = tmp_path_factory.mktemp("mistyped") / "pacre.db"
    environment.setenv("DATABASE_URL", f"sqlite:///{file}")

    assert await crosses() == [
        f"DATABASE_URL: There is no SQLite file {file}: name another, or run python -m bot migrate."
    ]
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.fresh_database
async def test_a_database_that_takes_no_writes(environment: pytest.MonkeyPatch, database_url: str) -> None:
    """It answers, and is up to date, and is of no use."""
    await execute(database_url, NO_WRITES)

    assert await crosses() == [
        "DATABASE_URL: The database takes no writes: it is a read-only copy, or set to be one."
    ]


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "postgresql://pacer:p4ss@127.0.0.1:9/pacer"])
async def test_a_database_that_does_not_answer(environment: pytest.MonkeyPatch, url: str) -> None:
    """The setting is named; the password is not shown; Slack is looked at all the same."""
    environment.setenv("DATABASE_URL", url)

    checks = await examine()

    assert [check.ok for check in checks] == [True, False, True, True, True]
    assert "DATABASE_URL" in checks[1].sentence
    assert "p4ss" not in checks[1].sentence


async def test_a_token_of_a_whole_organization(environment: pytest.MonkeyPatch, emulator: Emulator) -> None:
    """It belongs to no workspace: the sentence says which one to take."""
    organization = SlackTeam("E0NORTHORG", "Northwind Group", "northwind-group")
    install(emulator.world, organization)
    emulator.world.organizations[organization.id] = organization
    environment.setenv("SLACK_BOT_TOKEN", str(organization.token))

    assert await crosses() == [WHOLE_ORGANIZATION]
