"""Columns that tell when a deal entered a stage, such as HubSpot's *Date entered "Qualified"*. Pure."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.features.imports.rules.stages.mapping import folded
from bot.features.ledger.rules.records import StageEntry

_ENTERED = re.compile(
    r"""(?:date[ ]entered|entered[ ]on)[ ][\"“”'‘’]?(?P<label>.+?)[\"“”'‘’]?
    | hs_(?:v2_)?date_entered_(?P<id>.+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
# HubSpot names the pipeline behind the stage.
_OF_PIPELINE = re.compile(r"(?P<stage>.*\S)\s*\((?P<pipeline>[^()]+)\)")
# The stage of today has no name in its column, and says nothing of the others.
_CURRENT = frozenset({"current stage", "current_stage", "stage", "current deal stage"})


def stage_in(column: str) -> str:
    """The stage whose entry a column tells, as it is written there; the column's own name where none is."""
    match = _ENTERED.fullmatch(" ".join(column.split()))
    return (match["label"] or match["id"]) if match else column


def entry_columns(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns that tell of entering a stage by their names."""
    found = ((column, stage_in(column)) for column in columns)
    return tuple(column for column, stage in found if stage != column and folded(stage) not in _CURRENT)


def entries_of(
    told: Sequence[tuple[str, date]], pipeline: str, stages: Collection[str]
) -> tuple[StageEntry, ...]:
    """Entries of a deal of this pipeline ("" where that is not told) from the days by column.

    `stages` are those that conversions are measured of: a pipeline behind a stage is left away, unless one of
    them is called so. Stages of other pipelines are none of this deal's.
    """
    known, found = {folded(stage) for stage in stages}, []
    for column, day in told:
        stage = stage_in(column)
        match = _OF_PIPELINE.fullmatch(stage)
        if match and folded(stage) not in known:
            if pipeline and folded(match["pipeline"]) != folded(pipeline):
                continue
            stage = match["stage"]
        found.append(StageEntry(stage, day))
    return tuple(found)
