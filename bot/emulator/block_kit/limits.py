"""Slack's limits, read from `slack_limits.json`."""

import json
from importlib.resources import files
from typing import Any

Range = tuple[int, int]

_TABLE: dict[str, Any] = json.loads(
    files("bot.emulator.block_kit").joinpath("slack_limits.json").read_text("utf-8")
)


def figure(path: str) -> Any:
    """The entry under a dotted path, such as `message.tables_max`; KeyError for an unknown one."""
    found: Any = _TABLE
    for name in path.split("."):
        found = found[name]
    return found


def limit(path: str) -> Range:
    """The (least, most) allowed under a dotted path, such as `blocks.section.text`."""
    least, most = figure(path)
    return int(least), int(most)
