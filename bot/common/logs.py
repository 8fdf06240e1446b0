"""Structured logs: one line an event, a reference per request, and never a secret."""

import logging
import re
import sys
from collections.abc import Mapping
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

_SECRET = re.compile(
    r"xox[a-z]?-[\w-]+|xapp-[\w-]+|v0=[0-9a-f]{64}"
    r"|https://hooks\.slack(?:-gov)?\.com/[^\s\"'\\]+|https?://(?:(?!/response/|https?://)[^\s\"'\\])++/response/[^\s\"'\\]+"
    r"|(?<=://)[^/\s:@\"']*:[^/\s@\"']+(?=@)|(?<=[?&]password=)[^&\s\"'\\]+"
)
_SECRET_KEYS = re.compile(r"token|secret|password|authorization|response_url|signature", re.IGNORECASE)
HIDDEN = "[hidden]"


def redacted(text: str) -> str:
    """The text with whatever looks like a token, signature, response address or password hidden."""
    return _SECRET.sub(HIDDEN, text)


def _hide_secrets(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {key: _calm(key, value) for key, value in event.items()}


def _calm(key: object, value: object) -> object:
    if _SECRET_KEYS.search(str(key)):
        return HIDDEN
    if isinstance(value, Mapping):
        return {inner: _calm(inner, held) for inner, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_calm("", held) for held in value]
    if isinstance(value, bool | int | float | None):
        return value
    return redacted(str(value))


def configure_logs(level: str, style: str, stream: TextIO | None = None) -> None:
    """Sends every log, ours and the libraries', through one redacting formatter.

    `level` as in logging ("INFO"); `style`: console or json; `stream` None: stderr.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    render: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _hide_secrets, render],
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    # Libraries print request bodies, SQL values and tokens at DEBUG: they may only warn. Bolt's loggers copy
    # the level of the root, so it is set there.
    root.setLevel(max(logging.WARNING, logging.getLevelName(level)))
    logging.getLogger("bot").setLevel(level)
    # Bolt finds SLACK_BOT_TOKEN by itself, and warns that our own authorize is used: that is meant.
    logging.getLogger("slack_bolt.AsyncApp").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    return "SLACK_BOT_TOKEN env variable) will be ignored" not in record.getMessage()
