"""Notices as they are stored: with a version, read by this Pacer and by later ones."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pytest
from pydantic import Field

from bot.deliveries.notice_store import UnreadableNotice, read, stored
from bot.deliveries.notices import Facts, Notice


@dataclass(frozen=True)
class Reached(Notice):
    """What is stored under another name, and what came later."""

    kind = "tests.reached"
    goal_id: Annotated[int, Field(alias="id")]
    on: date
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Renamed(Notice):
    """`who` was `name` once, and there was one only."""

    kind = "tests.renamed"
    version = 3
    who: tuple[str, ...]

    @classmethod
    def upgrade(cls, version: int, facts: Facts) -> Facts:
        """Version 1 had `name`, version 2 `names`."""
        return {"who": [facts["name"]] if version == 1 else facts["names"]}


def test_what_is_stored_is_read() -> None:
    """JSON with the version, and back."""
    notice = Reached(7, date(2026, 11, 23), ("Ana",))
    facts = stored(notice)
    assert facts == {"v": 1, "id": 7, "on": "2026-11-23", "names": ["Ana"]}
    assert read(Reached, facts) == notice


def test_rows_of_before() -> None:
    """Without a version it is the first one; a field that came later has its default; unknown keys go."""
    facts = {"id": 7, "on": "2026-11-23", "gone": "words"}
    assert read(Reached, facts) == Reached(7, date(2026, 11, 23))


@pytest.mark.parametrize("facts", [{"name": "Ana"}, {"v": 2, "names": ["Ana"]}, {"v": 3, "who": ["Ana"]}])
def test_upgrades(facts: Facts) -> None:
    """What an older version meant, in the words of this one."""
    assert read(Renamed, facts) == Renamed(("Ana",))


@pytest.mark.parametrize(
    ("notice", "facts", "reason"),
    [
        (Reached, {"v": 2, "id": 7, "on": "2026-11-23"}, "version 2, and 1 is the newest"),
        (Reached, {"v": 0, "id": 7, "on": "2026-11-23"}, "is no version"),
        (Reached, {"v": "secret", "id": 7, "on": "2026-11-23"}, "is no version"),
        (Reached, {"v": [], "id": 7, "on": "2026-11-23"}, "is no version"),
        (Reached, {}, "tests.reached 1: id, on"),
        (Reached, {"id": "secret", "on": "2026-11-23"}, "tests.reached 1: id"),
        (Reached, {"id": 7, "on": "2026-11-23", "names": ["Ana", 8]}, "names.1"),
        (Renamed, {"names": ["secret"]}, "KeyError in its upgrade"),
        (Renamed, {"v": 2, "names": "secret"}, "tests.renamed 2: who"),
    ],
)
def test_what_cannot_be_read(notice: type[Notice], facts: Facts, reason: str) -> None:
    """It names versions and fields, and never what is in them."""
    with pytest.raises(UnreadableNotice) as caught:
        read(notice, facts)
    assert reason in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
