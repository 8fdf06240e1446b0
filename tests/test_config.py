"""Settings: a wrong value stops the start with one sentence that names it, and shows no secret."""

import pytest

from bot.config import Settings, SettingsError, load_settings


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """None of our names is set, and there is no .env file."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))


def test_everything_has_a_default() -> None:
    """An empty environment is enough to migrate a SQLite file."""
    settings = load_settings()

    assert settings.database_url == "sqlite:///pacer.db"
    assert not settings.many_workspaces
    assert not settings.socket_mode


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xapp-secret-value"),
        ("SLACK_APP_TOKEN", "xoxb-secret-value"),
        ("DATABASE_URL", "mysql://root:secret-value@db"),
        ("PORT", "secret-value"),
        ("LOG_LEVEL", "secret-value"),
    ],
)
def test_a_wrong_value_is_named_and_not_shown(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The sentence says which setting and what it must be, never what it was."""
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError) as error:
        load_settings()
    assert str(error.value).startswith(name)
    assert "secret-value" not in str(error.value)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "postgresql://a:secret-value@db/x?sslmode=require&channel_binding=require",
            "DATABASE_URL: has the option 'channel_binding', which Pacer does not know: take it out.",
        ),
        (
            "postgresql://a:secret-value@db/x?sslmode=secret-value",
            "DATABASE_URL: has an sslmode that is none of "
            "disable, allow, prefer, require, verify-ca, verify-full.",
        ),
        ("sqlite://", "DATABASE_URL: names no file: write it as sqlite:///pacer.db, with three slashes."),
        (
            "sqlite://pacer.db",
            "DATABASE_URL: names no file: write it as sqlite:///pacer.db, with three slashes.",
        ),
        (
            "sqlite:///pacer.db?mode=ro",
            "DATABASE_URL: has the option 'mode', which Pacer does not know: take it out.",
        ),
    ],
)
def test_a_wrong_address_of_the_database(monkeypatch: pytest.MonkeyPatch, url: str, sentence: str) -> None:
    """What is wrong is named."""
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(SettingsError) as error:
        load_settings()
    assert str(error.value) == sentence


def test_client_id_and_secret_go_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an OAuth client is a mistake that is named."""
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")

    with pytest.raises(SettingsError, match="SLACK_CLIENT_SECRET"):
        load_settings()


def test_a_front_door_needs_a_token() -> None:
    """Without a bot token nothing can be run, and the sentence says which one is missing."""
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is not set"):
        load_settings().require_front_door()


def test_secrets_do_not_show_in_a_printed_object(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever prints the settings prints no token."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret-value")

    assert "secret-value" not in repr(load_settings())
