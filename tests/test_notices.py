"""Stored notices outlive the code that wrote them: rows of before go out, a change of fields is a version."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.deliveries.notice_store import adapter_of
from bot.deliveries.notices import EditOrder, InDoubt, Notice, RetractionOrder
from bot.registry import CATALOG

from .stored_notices import drawn, line

SNAPSHOTS = Path(__file__).parent / "snapshots"
# As the last version without classes for notices stored them, and what it drew.
ROWS = json.loads((SNAPSHOTS / "notices.json").read_text())
FIELDS = SNAPSHOTS / "notice_fields.json"


def _written(rows: dict[str, Any]) -> str:
    """A line for each row, so that a difference shows what has changed."""
    kinds = [
        json.dumps(kind)
        + ": [\n"
        + ",\n".join(" " + json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows[kind])
        + "\n]"
        for kind in sorted(rows)
    ]
    return "{\n" + ",\n".join(kinds) + "\n}\n"


def test_each_kind_has_rows_of_before(pytestconfig: pytest.Config) -> None:
    """A kind that goes leaves rows that nobody can draw: it is taken away on purpose only.

    `--renew-snapshots` renews what is drawn, never what was stored.
    """
    if pytestconfig.getoption("--renew-snapshots"):
        for kind, rows in ROWS.items():
            for row in rows:
                message = drawn(kind, row["facts"])
                row |= {"text": message.text, "blocks": message.blocks, "line": line(kind, row["facts"])}
        (SNAPSHOTS / "notices.json").write_text(_written(ROWS))
    assert set(ROWS) <= set(CATALOG.notices)
    assert all(ROWS.values())


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_a_row_of_before_becomes_the_same_message(kind: str) -> None:
    """Owed before an update, sent after it: word for word, block for block, and the same line of a digest."""
    for row in ROWS[kind]:
        message = drawn(kind, row["facts"])

        assert (message.text, message.blocks) == (row["text"], row["blocks"])
        assert line(kind, row["facts"]) == row["line"]


def _bare(schema: Any) -> Any:
    """What is stored; without titles, and what the docstrings say of it."""
    if isinstance(schema, dict):
        words = {key for key in ("description", "title") if isinstance(schema.get(key), str)}
        return {key: _bare(value) for key, value in schema.items() if key not in words}
    return [_bare(each) for each in schema] if isinstance(schema, list) else schema


def _fields() -> dict[str, Any]:
    """Version and fields of each kind, as its rows hold them."""
    found: list[type[Notice]] = [
        EditOrder,
        RetractionOrder,
        *(each.notice for each in CATALOG.notices.values()),
    ]
    typed = sorted(set(found), key=lambda each: each.kind)
    schemas = [adapter_of(each).json_schema(mode="serialization") for each in typed]
    return {
        each.kind: {"version": each.version, "fields": _bare(schema)}
        for each, schema in zip(typed, schemas, strict=True)
    }


def _is_compatible(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether rows of before can be read, and mean the same: or else it is a new version."""
    if after["version"] != before["version"]:
        return bool(after["version"] > before["version"])
    return _takes(after["fields"], before["fields"])


def _takes(new: dict[str, Any], old: dict[str, Any]) -> bool:
    """Nothing was changed; fields with a default, and choices, may have been added."""
    added = {"properties", "required", "enum", "$defs"}
    properties, parts = new.get("properties", {}), new.get("$defs", {})
    return (
        all(properties.get(name) == field for name, field in old.get("properties", {}).items())
        and set(new.get("required", ())) <= set(old.get("required", ()))
        and set(new.get("enum", ())) >= set(old.get("enum", ()))
        and all(_takes(parts.get(name, {}), part) for name, part in old.get("$defs", {}).items())
        and {key: old[key] for key in old.keys() - added} == {key: new[key] for key in new.keys() - added}
    )


def test_a_change_of_fields_is_a_new_version(pytestconfig: pytest.Config) -> None:
    """`--renew-snapshots` takes what was added with a default; all else needs a new `version` first."""
    before, after = json.loads(FIELDS.read_text()), _fields()
    unversioned = [kind for kind in after if kind in before and not _is_compatible(before[kind], after[kind])]
    assert not unversioned, "their stored fields have changed: give them a new version, and an upgrade"
    if pytestconfig.getoption("--renew-snapshots"):
        lines = [f"{json.dumps(kind)}: {json.dumps(after[kind], sort_keys=True)}" for kind in sorted(after)]
        FIELDS.write_text("{\n" + ",\n".join(lines) + "\n}\n")

    assert after == json.loads(FIELDS.read_text())


@pytest.mark.parametrize(
    ("change", "is_compatible"),
    [
        ({}, True),
        ({"properties": {"author": {"type": "string"}, "more": {"type": "string"}}}, True),
        ({"properties": {"author": {"type": "integer"}}}, False),
        ({"properties": {}}, False),
        ({"type": "array"}, False),
        ({"properties": {"author": {"type": "string"}, "more": {}}, "required": ["author", "more"]}, False),
    ],
)
def test_what_counts_as_a_change(change: dict[str, Any], is_compatible: bool) -> None:
    """A field more with a default is none; another type, a field less, and one without a default are."""
    fields = {"type": "object", "properties": {"author": {"type": "string"}}, "required": ["author"]}
    for before, after in (
        (fields, {**fields, **change}),
        ({"$defs": {"Part": fields}}, {"$defs": {"Part": {**fields, **change}}}),
    ):
        old, new = {"version": 1, "fields": before}, {"version": 1, "fields": after}
        assert _is_compatible(old, new) is is_compatible
        assert _is_compatible(old, {**new, "version": 2})


# Answers that somebody waits for. All others are seen by a team, or are direct messages, which are found.
REPEATED = {
    "ask.answer",
    "deliveries.ephemeral",
    "home.menu",
    "intake.file",
    "intake.refused",
    "intake.rejects",
    "kudos.whisper",
    "metrics.export",
    "records.exported",
    "reviews.finished",
    "reviews.page",
}


@pytest.mark.parametrize("kind", sorted(CATALOG.notices))
def test_each_kind_says_what_doubt_means(kind: str) -> None:
    """Sent again where its receiver waits for it, left to a person where others would see it twice."""
    expected = InDoubt.repeat if kind in REPEATED else InDoubt.leave
    assert CATALOG.notices[kind].when_in_doubt is expected
