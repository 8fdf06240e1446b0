"""Logs: one line an event, never a secret, whoever logs it and however deep it sits."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.common.logs import HIDDEN, configure_logs, redacted

BOT_TOKEN = "xoxb-2174839201-8817263544-Zk1qPq9vTt"
SECRETS = {
    "bot token": BOT_TOKEN,
    "user token": "xoxp-2174839201-8817263544-Zk1qPq9vTt",
    "rotated token": "xoxe.xoxb-1-Mi0yLTIxNzQ4",
    "refresh token": "xoxe-1-My0xLTIxNzQ4",
    "app token": "xapp-1-A0PACER7Q2-8817263544-0f3a",
    "response url": "https://hooks.slack.com/commands/T0NORTHWND/8817263544/Zk1qPq9vTt",
    "response url of the emulator": "http://127.0.0.1:4321/response/Zk1qPq9vTt",
    "signature": "v0=" + "0a" * 32,
    "database password": "hunter2",
}
SAID = {
    **{name: secret for name, secret in SECRETS.items() if name != "database password"},
    "database password": "postgresql+asyncpg://pacer:hunter2@db.example/pacer",
}


@pytest.fixture(params=["json", "console"])
def stream(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What is written, in each of the two styles."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    written = io.StringIO()
    configure_logs("DEBUG", request.param, written)
    yield written
    root.handlers = before
    root.setLevel(level)
    structlog.contextvars.clear_contextvars()
    structlog.reset_defaults()


@pytest.mark.parametrize("name", SECRETS)
def test_secrets_are_hidden_in_words(name: str) -> None:
    """What looks like a secret goes; the words around it, and its quotes, stay."""
    hidden = redacted(f'said "{SAID[name]}" and went on')

    assert SECRETS[name] not in hidden
    assert hidden.startswith('said "')
    assert hidden.endswith('" and went on')
    assert HIDDEN in hidden


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://pacer:p4ss@db:5432/pacer", f"postgresql://{HIDDEN}@db:5432/pacer"),
        ("redis://:p4ss@cache", f"redis://{HIDDEN}@cache"),
        ("postgresql://db/pacer?user=a&password=p4ss&ssl=on", f"...?user=a&password={HIDDEN}&ssl=on"),
        ("sqlite:////var/lib/pacer.db", "sqlite:////var/lib/pacer.db"),
        ("http://127.0.0.1:3000/healthz", "http://127.0.0.1:3000/healthz"),
    ],
)
def test_addresses_lose_only_their_passwords(address: str, shown: str) -> None:
    """The rest of an address helps whoever reads the log."""
    assert redacted(address).endswith(shown.removeprefix("..."))
    assert "p4ss" not in redacted(address)


def test_plain_words_stay() -> None:
    """What people write about looks like no secret."""
    words = "v0=12 xox https://example.com/response see postgresql://db/pacer"
    assert redacted(words) == words


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("how", ["words", "value", "nested", "object", "library", "library's argument"])
def test_no_secret_reaches_the_stream(stream: io.StringIO, name: str, how: str) -> None:
    """Ours or a library's, in the words, in a value, deep inside one, or in an error's own words."""
    said = SAID[name]
    ours, theirs = structlog.stdlib.get_logger("bot"), logging.getLogger("somebody.else")
    log: dict[str, Any] = {
        "words": lambda: ours.info(f"got {said}"),
        "value": lambda: ours.info("got", body=said),
        "nested": lambda: ours.info("got", body={"deep": [{"deeper": (said,)}]}),
        "object": lambda: ours.info("got", error=ValueError(said)),
        "library": lambda: theirs.warning(f"got {said}"),
        "library's argument": lambda: theirs.warning("got %s", said),
    }

    log[how]()

    assert SECRETS[name] not in stream.getvalue()
    assert HIDDEN in stream.getvalue()


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("ours", [True, False])
def test_exceptions_keep_no_secret(stream: io.StringIO, name: str, ours: bool) -> None:
    """Neither the error nor its cause, as the traceback tells them."""
    try:
        try:
            raise ValueError(f"cause {SAID[name]}")
        except ValueError as cause:
            raise RuntimeError(f"error {SAID[name]}") from cause
    except RuntimeError:
        if ours:
            structlog.stdlib.get_logger("bot").exception("failed")
        else:
            logging.getLogger("somebody.else").exception("failed")

    assert "Traceback" in stream.getvalue()
    assert SECRETS[name] not in stream.getvalue()


@pytest.mark.parametrize(
    "key", ["token", "bot_token", "client_secret", "password", "Authorization", "response_url", "signature"]
)
def test_what_is_called_secret_is_secret(stream: io.StringIO, key: str) -> None:
    """Names are enough, whatever the value looks like, and at any depth."""
    structlog.stdlib.get_logger("bot").info("got", **{key: "looks harmless"}, body={key: "looks harmless"})

    assert "looks harmless" not in stream.getvalue()


def test_json_stays_json(stream: io.StringIO) -> None:
    """Hiding breaks no line: numbers stay numbers, and lists stay lists."""
    structlog.contextvars.bind_contextvars(reference="ABCD1234")
    structlog.stdlib.get_logger("bot").info(
        "got", body={"n": 3, "urls": [SECRETS["response url"]]}, none=None
    )

    line = stream.getvalue()
    if line.startswith("{"):
        assert json.loads(line)["body"] == {"n": 3, "urls": [HIDDEN]}
        assert json.loads(line)["none"] is None
    assert "ABCD1234" in line
    assert line.count("\n") == 1


def test_libraries_may_only_warn(stream: io.StringIO) -> None:
    """At DEBUG they would print bodies, SQL values and tokens."""
    for name in ("slack_bolt.AsyncApp", "slack_sdk.web", "sqlalchemy.engine", "aiosqlite", "httpx"):
        logging.getLogger(name).info("a body")
    structlog.stdlib.get_logger("bot").debug("ours")

    assert "a body" not in stream.getvalue()
    assert "ours" in stream.getvalue()
