"""The forms about a file: which column is which field, and who is who."""

from collections.abc import Sequence
from typing import Any

from bot.features.imports.rules.columns import Layout
from bot.features.imports.rules.facts import FileImport
from bot.features.imports.rules.fields import KINDS
from bot.features.ledger.rules.records import DealStatus
from bot.slack.blocks import (
    Block,
    checkbox,
    field_of,
    modal,
    option,
    section,
    select,
    user_select,
)

SAVE_COLUMNS, SAVE_PEOPLE = "intake.columns_save", "intake.people_save"
PEOPLE_A_FORM = 30
NONE = "-"


def columns_form(row: FileImport, layout: Layout, columns: Sequence[str]) -> dict[str, Any]:
    """Form of which column is which field, with open formats and the stages; metadata is the file's id."""
    nothing = option("(none)", NONE)
    options = [nothing, *(option(column, column[:75]) for column in columns[:99])]
    kinds = [option(kind, kind) for kind in KINDS]
    kind = next(each for each in kinds if each["value"] == layout.kind)
    blocks = [field_of("kind", "The file holds", select("kind", kinds, initial=kind))]
    for field, column, choices, example in row.facts["questions"]:
        ways = [option(choice, choice) for choice in choices]
        label = f"{column}: how is {example} to be read?"[:2000]
        blocks.append(field_of(f"answer:{field}", label, select("answer", ways)))
    for each in layout.fields():
        chosen = next((o for o in options if o["value"] == layout.columns.get(each.name, "")[:75]), nothing)
        blocks.append(
            field_of(
                f"column:{each.name}", each.title, select("column", options, initial=chosen), optional=True
            )
        )
    for place, (word, status) in enumerate(row.facts["stages"]):
        meant = [option(each.value, each.value) for each in DealStatus]
        chosen = next((each for each in meant if each["value"] == status), meant[0])
        label = f"Stage {word} means"[:200]
        blocks.append(field_of(f"stage:{place}", label, select("stage", meant, initial=chosen)))
    return modal(SAVE_COLUMNS, "Columns", blocks, submit="Read it so", close="Cancel", metadata=str(row.id))


def people_form(row: FileImport) -> dict[str, Any]:
    """Form of who is who, 30 people at most; who is left empty may be stored as nobody here."""
    blocks: list[Block] = [section("Whom does the file mean? You are asked once for each name.")]
    for place, (ref_id, email, name, suggestion) in enumerate(row.facts["unknown"][:PEOPLE_A_FORM]):
        label = (name or email or ref_id)[:100]
        chosen = user_select("member", placeholder="Nobody here", initial=suggestion)
        blocks.append(field_of(f"person:{place}", label, chosen, optional=True))
    keep = option("Those left empty are not here any more: keep their deals, for nobody", "keep")
    blocks.append(field_of("nobody", "The others", checkbox("nobody", keep, checked=False), optional=True))
    return modal(SAVE_PEOPLE, "Who is who", blocks, submit="Save", close="Cancel", metadata=str(row.id))


def saved_view(text: str) -> dict[str, Any]:
    """Window shown once a decision about a file is stored; `text` is its only sentence."""
    return modal("intake.saved", "Import", [section(text)])
