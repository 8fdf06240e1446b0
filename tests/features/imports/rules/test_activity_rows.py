"""Activities count once they are done; what is to come is left out and counted, not rejected."""

from collections import Counter
from pathlib import Path

import pytest

from bot.features.imports.rules.files.tables import open_table
from bot.features.imports.rules.profiling import answered, survey
from bot.features.imports.rules.rows.outcomes import Omitted, Read, Rejected
from tests.features.imports.files_to_read import NEW_YORK, opened, reason, rows_of

EXPORTS = Path(__file__).parents[1] / "exports"
NOT_DONE, LATER = "not done yet", "due after today"


@pytest.mark.parametrize(
    ("file", "done", "left_out"),
    [
        ("06-pipedrive-activities-not-done.csv", ["1"], {NOT_DONE: 2}),
        ("18-salesforce-tasks.csv", ["00T1", "00T4"], {NOT_DONE: 2}),
        ("19-hubspot-completed-dates.csv", ["31", "33"], {NOT_DONE: 1}),
        ("20-pipedrive-due-later.csv", ["41"], {LATER: 1, NOT_DONE: 1}),
    ],
)
def test_exports_of_known_systems(file: str, done: list[str], left_out: dict[str, int]) -> None:
    """Nothing is asked where the file tells what is done, and nothing of it is rejected."""
    table = open_table(EXPORTS / file)
    assert survey(table, zone=NEW_YORK).questions == ()
    rows = rows_of(table)
    assert [getattr(row.record, "external_id", "") for row in rows if isinstance(row, Read)] == done
    assert Counter(row.why for row in rows if isinstance(row, Omitted)) == left_out
    assert not [row for row in rows if isinstance(row, Rejected)]


@pytest.mark.parametrize(
    ("cells", "becomes"),
    [
        ("done,2026-11-20", Read),
        ("TRUE,2026-11-20", Read),
        ("oui,2026-11-20", Read),
        ("FALSCH,2026-11-20", Omitted),
        ("Completed,2026-11-23", Read),
        ("to do,2026-11-20", Omitted),
        ("Not Started,2026-11-20", Omitted),
        ("waiting_on someone else,2026-11-20", Omitted),
        (",2026-11-20", Omitted),
        ("done,2026-11-24", Omitted),
        ("maybe,2026-11-20", Rejected),
        ("done,", Rejected),
    ],
)
def test_what_a_row_becomes(tmp_path: Path, cells: str, becomes: type) -> None:
    """By what its column says of it and by its day, which is today or before."""
    text = f"activity id,activity type,owner,done,due date\n1,Call,Ben,{cells}\n"
    (row,) = rows_of(opened(tmp_path, text))
    assert isinstance(row, becomes)
    if isinstance(row, Rejected):
        assert reason(row) in ("“maybe” is neither done nor to do.", "The day is missing.")


def test_a_file_that_does_not_tell_is_asked_once(tmp_path: Path) -> None:
    """Neither what is done nor what is due: somebody says that all are, and files like it are read so."""
    table = opened(tmp_path, "activity id,activity type,owner,activity date\n1,Call,Ben,2026-11-20\n")
    profile = survey(table)
    (question,) = profile.questions
    assert question.example == "Are all of these done?"
    known = answered(profile.layout, question, question.choices[0]).without_values()
    assert survey(table, known).questions == ()
