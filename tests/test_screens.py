"""Every screen and message of the tour is in plain words: no ids, keys, hashes or internal names."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.registry import CATALOG

SNAPSHOTS = Path(__file__).parent / "snapshots"
# What people type stands between backticks, also in examples: `/goal update G4 +2`.
_TYPED = re.compile(r"`[^`]*`")
_LINKS = re.compile(r"<https?://[^>]*>")
# Where the id of a goal may stand: before its title in its card, form and history, where it was typed and is
# not known, and in a list where another goal has the same title.
_OPEN = re.compile(r"^\*G\d+\*  \*|^There is no goal G\d+ that you can see")
_ALIKE = re.compile(r"\*G\d+\*  \*(?P<listed>.+?)\*|(?P<option>.+) \(G\d+\)$")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
NEVER = {
    "the id of a goal": re.compile(r"\bG[0-9]+\b"),
    "an internal key": re.compile(r"\b[a-z_]+:[0-9]+"),
    "a hash": re.compile(r"\b[0-9a-f]{12,}\b"),
    "a bare count": re.compile(r"\bn = |small sample"),
    "an internal name": re.compile(
        r"[:(] ?None\b|\bTrue\b|\bFalse\b|effective quota|\bsummed\b|waits for the owner"
    ),
    "Slack's own form of a date": re.compile(r"<!date"),
    "an ISO date": re.compile(r"\b20\d\d-\d\d-\d\d\b(?!\.csv|\.xlsx)"),
    "a time with a zero before it": re.compile(r"(?<![0-9:])0[0-9]:[0-5][0-9](?!:)"),
    "a day without its weekday": re.compile(rf"\b(?:by|until|due|due on|ended on) \d{{1,2}} {_MONTH}"),
    "a day as Americans write it": re.compile(rf"\b{_MONTH}[a-z]* \d{{1,2}}\b(?!:)"),
    "a time of twelve hours": re.compile(r"\d ?(?:AM|PM|am|pm)\b"),
    "a rounded whole": re.compile(r"(?<![0-9.,])99\.9[5-9]%"),
}
# What has a reason to be written otherwise, and which.
ALLOWED = {
    "an ISO date": re.compile(
        r"such as 20|Such as 20|20\d\d-\d\d-\d\d Company day|or `?20|Days: 20|\.csv|\.xlsx|^20\d\d-\d\d-\d\d$"
    ),
}


# Keys under which a plain text stands; also what a field begins with, and what is said of a picture.
_READ = ("message", "window", "submit", "line", "initial_value", "alt_text", "title", "label", "caption")


def texts(shown: Any) -> Iterator[str]:
    """All that is read: texts of blocks, and the sentence that a phone shows."""
    if isinstance(shown, list):
        for each in shown:
            yield from texts(each)
    elif isinstance(shown, dict):
        if shown.get("type") in ("mrkdwn", "plain_text"):
            yield str(shown["text"])
        for key, value in shown.items():
            if key in _READ and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list) and key != "facts":
                yield from texts(value)


def without_ids(line: str, screen: str) -> str:
    """The line without the ids that may stand in it; `screen`: all texts beside it."""
    found = _ALIKE.search(line)
    title = found and (found["listed"] or found["option"])
    return _ALIKE.sub("", line) if title and screen.count(title) > 1 else _OPEN.sub("", line)


def faults(text: str, screen: str) -> Iterator[str]:
    """What of `NEVER` stands in this text."""
    for typed in _TYPED.sub("", text).split("\n"):
        line = without_ids(_LINKS.sub("", typed), screen)
        for what, pattern in NEVER.items():
            allowed = ALLOWED.get(what)
            if pattern.search(line) and not (allowed and allowed.search(line)):
                yield f"{what}: {line[:160]}"


def test_screens_are_in_plain_words() -> None:
    """Over every step of the tour, as four people see it."""
    found: dict[str, str] = {}
    for step in json.loads((SNAPSHOTS / "tour.json").read_text()):
        for shown in step["shown"]:
            read = list(texts(shown))
            found |= {fault: step["step"] for text in read for fault in faults(text, "\n".join(read))}
    assert found == {}


@pytest.mark.parametrize("kind", sorted(CATALOG.notices))
def test_every_kind_has_a_title(kind: str) -> None:
    """In words: nobody reads the name under which it is stored."""
    unasked = CATALOG.notices[kind].unasked
    assert unasked is None or (unasked.title and "." not in unasked.title)


READERS = {"ana": "Ana Silva", "ben": "Ben Walker", "cleo": "Cleo Dubois", "hugo": "Hugo Martin"}
# Posts and conversations of several, and files, which go on to others: there everybody has a name.
READ_BY_SEVERAL = re.compile(
    r"^\d{1,2} [A-Z][a-z]{2}: | thanks | would like to help | has a concern about |\.csv\b|^Rows of |^• "
)


def test_the_reader_is_you() -> None:
    """Nobody reads their own name in what only they read."""
    found = []
    for step in json.loads((SNAPSHOTS / "tour.json").read_text()):
        name = READERS[step["step"].partition(":")[0]]
        for shown in step["shown"]:
            lines = [line for text in texts(shown) for line in text.split("\n")]
            found += [
                (step["step"], line) for line in lines if name in line and not READ_BY_SEVERAL.search(line)
            ]
    assert found == []
