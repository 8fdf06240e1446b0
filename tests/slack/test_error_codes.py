"""Slack's documented errors of each method that is called: what passes, what never does."""

import json
import re
from pathlib import Path

import pytest

from bot.slack import error_codes
from bot.slack.error_codes import PASSING, PERMANENT, RATE_LIMITED, TOKEN_LOST, UNSURE, is_permanent

ROOT = Path(__file__).resolve().parents[2]
# By method, as documented in August 2026; what every method may answer stands apart.
DOCUMENTED = json.loads((Path(__file__).parent / "documented_errors.json").read_text())
EVERY = "of_every_method"
_SETS = (
    *(getattr(error_codes, name) for name in dir(error_codes) if name.startswith("OF_")),
    TOKEN_LOST,
    UNSURE,
    RATE_LIMITED,
    PASSING,
)


@pytest.mark.parametrize("method", DOCUMENTED)
def test_every_documented_error_is_judged_once(method: str) -> None:
    """In exactly one set."""
    judged = {code: sum(code in codes for codes in _SETS) for code in DOCUMENTED[method]}

    assert {code: number for code, number in judged.items() if number != 1} == {}


def test_every_method_that_is_called_is_looked_at() -> None:
    """A new call needs its errors in the file."""
    called = set()
    for file in (ROOT / "bot").rglob("*.py"):
        if "emulator" not in file.parts:
            groups = r"auth|chat|conversations|dnd|files|users|views|reactions|usergroups|bots|team"
            called |= set(re.findall(rf'"((?:{groups})\.[a-z][A-Za-z.]+)"', file.read_text()))
    methods = {name for name in called if name.split(".")[-1] in {m.split(".")[-1] for m in DOCUMENTED}}

    assert methods == DOCUMENTED.keys() - {EVERY}


@pytest.mark.parametrize(
    ("code", "never"),
    [
        *((code, True) for code in ("restricted_action_read_only_channel", "msg_blocks_too_long", "no_text")),
        ("restricted_action_of_tomorrow", True),
        ("token_revoked", True),
        *(
            (code, False)
            for code in ("service_unavailable", "team_added_to_org", "something_new", "fatal_error")
        ),
    ],
)
def test_what_never_passes(code: str, *, never: bool) -> None:
    """Of what is not known, a new restriction does not pass; all else may."""
    assert is_permanent(code) is never
    assert (code in PERMANENT) <= never
