"""A header that was confirmed before: how a file with it is found, and read. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.features.imports.rules.columns import Layout, by_key, column_key
from bot.features.imports.rules.fields import DEALS, ENTERED
from bot.features.imports.rules.stages.entries import entry_columns


def header_signature(columns: Sequence[str]) -> str:
    """SHA-256 (hex) that files with the same columns share, in whatever order, case and punctuation.

    Columns of entering a stage do not count: a system has another one with each stage.
    """
    stages = frozenset(entry_columns(columns))
    return whole_signature([column for column in columns if column not in stages])


def whole_signature(columns: Sequence[str]) -> str:
    """As `header_signature`, of all columns: by it layouts were kept before."""
    names = sorted(column_key(column) for column in columns if column)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def fitted(known: Layout, columns: Sequence[str]) -> Layout | None:
    """A stored layout with the columns as this file writes them; None where one of them is missing.

    Columns of entering a stage may come and go: those that nobody has seen yet are read.
    """
    written = by_key(columns)
    named = [column for listed in known.columns.values() for column in listed]
    found = {column: column if column in columns else written.get(column_key(column)) for column in named}
    there = {column: now for column, now in found.items() if now is not None}
    needed = {column for name, listed in known.columns.items() if name != ENTERED for column in listed}
    if needed - there.keys():
        return None
    kept = {
        name: tuple(there[column] for column in listed if column in there)
        for name, listed in known.columns.items()
    }
    return replace(known, columns=_with_new_stages(known, kept, columns))


def _with_new_stages(
    known: Layout, kept: Mapping[str, tuple[str, ...]], columns: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    seen = {column_key(column) for column in known.stage_columns}
    used = {column for listed in kept.values() for column in listed}
    new = [each for each in entry_columns(columns) if each not in used and column_key(each) not in seen]
    entered = (*kept.get(ENTERED, ()), *(new if known.kind == DEALS else ()))
    others = {name: listed for name, listed in kept.items() if name != ENTERED}
    return {**others, ENTERED: entered} if entered else others
