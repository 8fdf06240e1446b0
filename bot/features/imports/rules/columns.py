"""Which column of a file is which field: guessed by its name, confirmed by a person, stored. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.features.imports.rules.fields import ACTIVITIES, DEALS, ENTERED, KINDS, SPAN, TELLS, Field
from bot.features.imports.rules.stages.entries import entry_columns

OF_ONE, OF_HUNDRED = "0.6", "60"
KEEP_LATER, OMIT_LATER = "They are right", "Leave them out"
_SIGNS = re.compile(r"[\W_]+")
# Pipedrive puts the kind of record before each column: "Deal - Title".
_THING = re.compile(r"(?:deal|opportunity|activity)(?=.)")
# Columns of Close, whose bare *value* is in cents: an amount only where a person says so.
_OF_CENTS = frozenset({"statuslabel", "valueperiod"})


@dataclass(frozen=True)
class Layout:
    """How the columns of a file are read.

    `columns` are columns by field, of which the first filled one counts; `dates` date formats by column;
    `decimal` is the sign before the cents, "" while undecided; `percent` is how the file writes sixty
    percent, "" without such a column. `times` tells by column how moments are read (see `days`). `later`:
    whether wins far ahead are taken (KEEP_LATER, OMIT_LATER), "" while undecided. `done`: what somebody said
    of activities of which the file does not tell whether they are done, "" for nothing. `apart`: sources
    whose deals are other ones, as somebody said. `stage_columns`: all columns of entering a stage that a file
    had when this was confirmed, whether they are read or not.
    """

    kind: str
    columns: Mapping[str, tuple[str, ...]]
    dates: Mapping[str, str] = field(default_factory=dict)
    decimal: str = ""
    percent: str = ""
    times: Mapping[str, str] = field(default_factory=dict)
    later: str = ""
    done: str = ""
    apart: tuple[str, ...] = ()
    stage_columns: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """JSON in which a layout is stored; the inverse of `layout_from`."""
        return {
            "kind": self.kind,
            "columns": {name: list(columns) for name, columns in self.columns.items()},
            "dates": dict(self.dates),
            "decimal": self.decimal,
            "percent": self.percent,
            "times": dict(self.times),
            "later": self.later,
            "done": self.done,
            "apart": list(self.apart),
            "stage_columns": list(self.stage_columns),
        }

    def without_values(self) -> "Layout":
        """Columns, and what people said of days and activities: formats are detected in each file anew."""
        return replace(self, dates={}, decimal="", percent="", later="")

    def apart_from(self, source: str) -> "Layout":
        """Its deals are not those of this source."""
        return replace(self, apart=(*self.apart, source))

    def fields(self) -> tuple[Field, ...]:
        """All fields that a file of this kind may have."""
        return KINDS[self.kind]


def layout_from(kept: Mapping[str, Any]) -> Layout:
    """Layout from the JSON of `Layout.to_json`. KeyError: it is not that."""
    # Before a field could have several columns, there was one, which had the field's format of dates.
    columns = {
        name: (named,) if isinstance(named, str) else tuple(named) for name, named in kept["columns"].items()
    }
    dates = {
        columns[name][0] if name in columns else name: format_ for name, format_ in kept["dates"].items()
    }
    return Layout(
        kept["kind"],
        columns,
        dates,
        kept["decimal"],
        percent=kept.get("percent", ""),
        times=kept.get("times", {}),
        later=kept.get("later", ""),
        done=kept.get("done", ""),
        apart=tuple(kept.get("apart", ())),
        stage_columns=tuple(kept.get("stage_columns", ())),
    )


def guess(columns: Sequence[str], kind: str = "") -> Layout:
    """Layout that the column names suggest; the surest word wins, and each column is one field.

    Without a `kind` that is guessed too: by columns that only one kind has, and by required fields; else
    deals.
    """
    if kind:
        return _guess(columns, kind)
    layouts = {each: _guess(columns, each) for each in KINDS}
    complete = [each for each, layout in layouts.items() if not missing(layout)]
    keys = by_key(columns)
    told = [each for each, tells in TELLS.items() if any(column_key(word) in keys for word in tells)]
    sure = [each for each in told if each in complete]
    # The more columns are read, the likelier it is what the file holds.
    likeliest = sorted(complete, key=lambda each: len(unused(layouts[each], columns)))
    return layouts[next(iter((*sure, *likeliest, *told, DEALS)))]


def _guess(columns: Sequence[str], kind: str) -> Layout:
    taken: dict[str, tuple[str, ...]] = {}
    used: set[str] = set()
    for known in (by_key(columns), _by_bare_key(columns)):
        for each in KINDS[kind]:
            listed = entry_columns(columns) if each.name == ENTERED else _candidates(each, known)
            found = tuple(dict.fromkeys(column for column in listed if column not in used))
            if found and not each.is_ordered:
                found = () if each.name in taken else found[:1]
            if found:
                taken[each.name] = (*taken.get(each.name, ()), *found)
                used.update(found)
    ordered = {each.name: taken[each.name] for each in KINDS[kind] if each.name in taken}
    return Layout(kind, ordered)


def _candidates(field_: Field, known: Mapping[str, str]) -> Iterator[str]:
    words: tuple[str, ...] = (*field_.words, field_.name)
    if _OF_CENTS & known.keys():
        words = tuple(word for word in words if word != "value")
    return (known[column_key(word)] for word in words if column_key(word) in known)


def missing(layout: Layout) -> list[Field]:
    """Fields without a column that need one; someone has to be named, and a deal needs stage or status."""
    given = {*layout.columns, *(SPAN if "period" in layout.columns else ())}
    if layout.kind == DEALS and "name" in layout.columns:
        # Salesforce's standard report has no ids: a deal is known by its name, account and creation day.
        given.add("external_id")
    if layout.kind == ACTIVITIES and {"completed_on", "due_on"} & set(layout.columns):
        given.add("happened_on")
    found = [each for each in layout.fields() if each.is_required and each.name not in given]
    owners = [each for each in layout.fields() if each.name.startswith("owner")]
    if owners and not any(each.name in layout.columns for each in owners):
        found.append(owners[-1])
    if layout.kind == DEALS and not {"stage", "status", "is_won"} & set(layout.columns):
        found.append(next(each for each in layout.fields() if each.name == "stage"))
    return found


def unused(layout: Layout, columns: Sequence[str]) -> tuple[str, ...]:
    """Columns from which nothing is read, in the file's order."""
    used = {column for listed in layout.columns.values() for column in listed}
    return tuple(column for column in columns if column and column not in used)


def by_key(columns: Sequence[str]) -> dict[str, str]:
    """Columns by what tells them from others, the first of two alike."""
    return {column_key(column): column for column in reversed(columns) if column}


def _by_bare_key(columns: Sequence[str]) -> dict[str, str]:
    return {_bare(column): column for column in reversed(columns) if column}


def column_key(name: str) -> str:
    """What tells a column from others: case, blanks and punctuation do not."""
    return _SIGNS.sub("", name.casefold())


def _bare(name: str) -> str:
    return _THING.sub("", column_key(name), count=1)
