"""Settings: read once from the environment, frozen, handed down from the composition root."""

from typing import Literal

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

SLACK_API_URL = "https://slack.com/api/"
# The names that libpq and asyncpg give to the same choice.
_SSL_OPTIONS = ("sslmode", "ssl")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_LONGEST_OPTION = 40
_POSTGRES_OPTIONS = (*_SSL_OPTIONS, "host", "port")


class SettingsError(Exception):
    """A setting is missing or wrong; the text is one sentence that names it."""


def check_database_url(url: str) -> None:
    """ValueError for an unusable address; its text follows the setting's name and never shows the address."""
    if not url.startswith(("sqlite://", "postgresql://", "postgres://")):
        raise ValueError("must begin with sqlite:// or postgresql://")
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(
            "cannot be read: write it as sqlite:///pacer.db or postgresql://user:password@host:5432/name"
        ) from None
    is_file = url.startswith("sqlite://")
    if is_file and address.database in (None, "", ":memory:"):
        raise ValueError("names no file: write it as sqlite:///pacer.db, with three slashes")
    for option, chosen in address.query.items():
        if is_file or option not in _POSTGRES_OPTIONS:
            raise ValueError(
                f"has the option {option[:_LONGEST_OPTION]!r}, which Pacer does not know: take it out"
            )
        if option in _SSL_OPTIONS and chosen not in _SSL_MODES:
            raise ValueError(f"has an {option} that is none of {', '.join(_SSL_MODES)}")


class Settings(BaseSettings):
    """What the admin decides outside Slack. Names in the environment are these in upper case."""

    model_config = SettingsConfigDict(env_file=".env", frozen=True, extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API_URL
    database_url: str = "sqlite:///pacer.db"
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    public_url: str | None = None
    token_encryption_keys: SecretStr | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["console", "json"] = "console"

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper_case(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, url: str) -> str:
        return url if url.endswith("/") else f"{url}/"

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, token: SecretStr | None) -> SecretStr | None:
        return _starts_with("xoxb-", token, "a bot token")

    @field_validator("slack_app_token")
    @classmethod
    def _is_app_token(cls, token: SecretStr | None) -> SecretStr | None:
        return _starts_with("xapp-", token, "an app-level token")

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, url: str) -> str:
        check_database_url(url)
        return url

    @field_validator("token_encryption_keys")
    @classmethod
    def _are_fernet_keys(cls, keys: SecretStr | None) -> SecretStr | None:
        try:
            for key in keys.get_secret_value().split(",") if keys else []:
                Fernet(key.strip())
        except ValueError:
            raise ValueError(
                "must be Fernet keys (32 bytes in url-safe base64), separated by commas"
            ) from None
        return keys

    @model_validator(mode="after")
    def _client_is_whole(self) -> "Settings":
        if bool(self.slack_client_id) != bool(self.slack_client_secret):
            raise ValueError("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: set both, or neither")
        if self.slack_client_id and not self.token_encryption_keys:
            raise ValueError(
                "TOKEN_ENCRYPTION_KEYS must be set when workspaces install through SLACK_CLIENT_ID"
            )
        return self

    @property
    def many_workspaces(self) -> bool:
        """Whether workspaces install themselves through OAuth, rather than one by its bot token."""
        return self.slack_client_id is not None

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached through Socket Mode, which needs no public address."""
        return self.slack_app_token is not None

    def require_front_door(self) -> None:
        """Raise SettingsError when what Slack needs is not set: `run` and `web` call this first."""
        if self.slack_bot_token is None and not self.many_workspaces:
            raise SettingsError(
                "SLACK_BOT_TOKEN is not set: paste the app's Bot User OAuth Token (it begins with xoxb-)."
            )
        if not self.socket_mode and self.slack_signing_secret is None:
            raise SettingsError(
                "Set SLACK_APP_TOKEN (begins with xapp-) for Socket Mode, or SLACK_SIGNING_SECRET for HTTP."
            )


def load_settings() -> Settings:
    """The settings from the environment and `.env`; SettingsError names the first thing that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {reason}." if name else f"{reason}.") from None


def _starts_with(prefix: str, token: SecretStr | None, what: str) -> SecretStr | None:
    if token is not None and not token.get_secret_value().startswith(prefix):
        raise ValueError(f"must be {what}, which begins with {prefix}")
    return token
