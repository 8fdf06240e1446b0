"""Stored settings that cannot be read: what can be counts, the rest is as if nobody had decided."""

from dataclasses import dataclass
from typing import Any

import pytest

from bot.framework.settings import SettingsGroup, StoredSettings


@dataclass(frozen=True)
class PicnicSettings(SettingsGroup, name="picnic"):
    """What an admin decides about a picnic."""

    guests: int = 10
    place: str = "the park"


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ({"guests": 3}, PicnicSettings(guests=3)),
        ({"guests": "many", "place": "the lake"}, PicnicSettings(place="the lake")),
        ({"guests": None, "place": ["no"]}, PicnicSettings()),
        ("no object", PicnicSettings()),
        (None, PicnicSettings()),
    ],
)
def test_by_table(stored: Any, read: PicnicSettings) -> None:
    """Each field by itself; and saving mends the row."""
    found = StoredSettings({"picnic": stored})

    assert found.of(PicnicSettings) == read
    saved = StoredSettings({"picnic": found.merged(read)})
    assert saved.of(PicnicSettings) == read


def test_what_cannot_be_read_is_named() -> None:
    """Groups of another version are none of ours to judge."""
    values: dict[str, Any] = {"picnic": {"guests": "many"}, "moon": {"far": True}}
    assert StoredSettings(values).unreadable() == ["picnic"]
    assert StoredSettings({"picnic": {"guests": 3}}).unreadable() == []


def test_what_was_typed_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    """The group and its fields are."""
    StoredSettings({"picnic": {"guests": "Ana and Ben"}}).of(PicnicSettings)

    said = capsys.readouterr().out
    assert "settings.unreadable" in said
    assert "guests" in said
    assert "Ana" not in said
