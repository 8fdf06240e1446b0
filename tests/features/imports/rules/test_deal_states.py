"""Whether a deal is open, won, lost or gone: the first that speaks decides, and nothing is guessed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.common.errors import BadInput
from bot.features.imports.rules.files.tables import open_table
from bot.features.imports.rules.rows.outcomes import Omitted, Read, Rejected
from bot.features.imports.rules.stages.mapping import (
    StageMeaning,
    StageMeanings,
    StageWord,
    meanings_typed,
    plain_meaning,
    says_closed_alone,
    suggested_meaning,
)
from bot.features.ledger.rules.records import DealStatus, Gone
from tests.features.imports.files_to_read import deal, opened, reason, rows_of

EXPORTS = Path(__file__).parents[1] / "exports"
OPEN, WON, LOST, GONE = DealStatus
S = StageMeaning
PAST, AHEAD = "2026-10-05", "2026-12-07"


def read_one(
    folder: Path, cells: Mapping[str, str], said: Mapping[tuple[str, str], StageMeaning] | None = None
) -> Read | Rejected | Omitted:
    """One deal of Ben's with these cells, by column."""
    columns = {
        "id": "1",
        "owner": "Ben",
        "amount": "10",
        **{k.replace("_", " "): v for k, v in cells.items()},
    }
    text = ",".join(columns) + "\n" + ",".join(columns.values()) + "\n"
    (row,) = rows_of(opened(folder, text), said)
    return row


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"is_closed_won": "true", "is_closed": "true", "stage": "Signed"}, WON),
        ({"is_won": "1", "stage": "Closed Lost"}, WON),
        ({"is_won": "no", "is_closed": "yes", "stage": "Closed Won"}, LOST),
        ({"is_won": "false", "is_closed": "false", "stage": "Closed Won"}, OPEN),
        ({"is_closed_won": "false", "is_closed_lost": "false", "stage": "Signed"}, OPEN),
        ({"is_closed_won": "false", "is_closed_lost": "TRUE", "stage": "Signed"}, LOST),
        ({"is_won": "VRAI", "stage": "Gagnée"}, WON),
        ({"is_won": "FALSO", "is_closed": "VERDADERO", "stage": "Perdida"}, LOST),
        ({"is_won": "nein", "is_closed": "nein", "stage": "Closed Won"}, OPEN),
        ({"is_closed_won": "", "stage": "Closed Won"}, WON),
        ({"is_deleted": "true", "is_won": "true", "stage": "Closed Won"}, GONE),
        ({"status": "Deleted", "stage": "Closed Won"}, GONE),
        ({"status": "gelöscht", "stage": "Closed Won"}, GONE),
        ({"status": "Won", "stage": "Negotiation"}, WON),
        ({"status": "Open", "stage": "Closed Won"}, OPEN),
        ({"stage": "6 - Closed Won"}, WON),
        ({"stage": "closedlost"}, LOST),
        ({"archived": "true", "stage": "Open"}, OPEN),
        ({"archived": "true", "stage": "Won"}, WON),
        ({"archived": "true", "stage": "Lost"}, LOST),
    ],
)
def test_the_first_that_speaks_decides(tmp_path: Path, cells: dict[str, str], status: DealStatus) -> None:
    """Flags before the status column, before the stage."""
    row = read_one(tmp_path, {"close_date": PAST, **cells})
    assert isinstance(row, Read)
    assert deal(row).status is status
    assert (deal(row).gone_as is Gone.DELETED) is (status is GONE)
    assert deal(row).is_archived is (cells.get("archived") == "true")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"is_won": "true", "is_closed": "false"}, "It is won but not closed: which one is it?"),
        ({"is_won": "true", "is_closed_lost": "true"}, "It is won and lost: which one is it?"),
        ({"is_won": "maybe", "is_closed": "true"}, "“maybe” in is won is neither true nor false."),
        ({"stage": "Contract signed"}, "Nobody has said what “Contract signed” means."),
        ({"stage": "Closed"}, "Nobody has said what “Closed” means."),
        (
            {"stage": "", "is_closed": "true"},
            "It has a closing day, and nothing says whether it is won or lost.",
        ),
    ],
)
def test_what_nothing_tells_is_no_open_deal(tmp_path: Path, cells: dict[str, str], sentence: str) -> None:
    """What contradicts itself, and what looks closed, is never taken as anything."""
    row = read_one(tmp_path, {"close_date": PAST, "stage": "Signed", **cells})
    assert isinstance(row, Rejected)
    assert reason(row) == sentence


@pytest.mark.parametrize(
    ("cells", "is_open"),
    [
        ({"close_date": AHEAD}, True),
        ({"close_date": ""}, True),
        ({"close_date": "2026-11-23"}, True),
        ({"close_date": AHEAD, "probability": "40"}, True),
        ({"close_date": "2026-11-22"}, False),
        ({"close_date": AHEAD, "probability": "100"}, False),
        ({"close_date": AHEAD, "probability": "0"}, False),
        ({"close_date": AHEAD, "won_time": PAST}, False),
        ({"close_date": AHEAD, "lost_time": PAST}, False),
        ({"close_date": AHEAD, "is_closed": "true"}, False),
    ],
)
def test_open_is_proposed_where_nothing_looks_closed(
    tmp_path: Path, cells: dict[str, str], is_open: bool
) -> None:
    """A day in the past, a day of winning or losing, a chance of 0 or 100: somebody has to say."""
    row = read_one(tmp_path, {"stage": "Contract signed", "probability": "50", **cells})
    assert isinstance(row, Read if is_open else Rejected)


@pytest.mark.parametrize("word", ["Closed", "Abgeschlossen", "Cerrado", "Fechado", "完了", "Chiuso"])
def test_closed_alone_is_always_asked(tmp_path: Path, word: str) -> None:
    """It says that a deal has ended, not how; not even where its day is to come."""
    assert says_closed_alone(word)
    assert isinstance(read_one(tmp_path, {"stage": word, "close_date": AHEAD}), Rejected)


@pytest.mark.parametrize(
    ("word", "plain", "suggested"),
    [
        ("Won", S.WON, S.WON),
        ("CLOSED LOST", S.LOST, S.LOST),
        ("Open", S.OPEN, None),
        ("Won (Sales Pipeline)", None, S.WON),
        ("Closed Lost to Competition", None, S.LOST),
        ("Gewonnen", None, S.WON),
        ("Verloren", None, S.LOST),
        ("Gagné", None, S.WON),
        ("Affaire perdue", None, S.LOST),
        ("Ganada", None, S.WON),
        ("Perdido", None, S.LOST),
        ("Ganho", None, S.WON),
        ("Chiuso vinto", None, S.WON),
        ("Chiuso perso", None, S.LOST),
        ("Gewonnen deal", None, S.WON),
        ("受注済み", None, S.WON),
        ("失注", None, S.LOST),
        ("Not won", None, None),
        ("Nicht gewonnen", None, None),
        ("Won or lost", None, None),
        ("Contract signed", None, None),
        ("Wonder", None, None),
    ],
)
def test_words_of_eight_languages_are_suggestions(
    word: str, plain: StageMeaning | None, suggested: StageMeaning | None
) -> None:
    """Only the bare English words need nobody to confirm them."""
    assert plain_meaning(word) == plain
    assert suggested_meaning(word) == suggested


def test_what_was_said_counts_and_may_leave_out(tmp_path: Path) -> None:
    """In its own pipeline first; it comes before plain words, and after flags."""
    said = meanings_typed(["Signed=won", "Partner > Signed=lost", "Won=open", "Test=leave"])
    known = StageMeanings(said)
    assert known.of(StageWord("Direct", " SIGNED ")) is StageMeaning.WON
    assert known.of(StageWord("Partner", "Signed")) is StageMeaning.LOST
    each_of = [
        ("Signed", "", ""),
        ("Signed", "Partner", ""),
        ("Won", "", ""),
        ("Won", "", "true"),
        ("Test", "", ""),
    ]
    names = ("stage", "pipeline", "is_won")
    rows = {
        each: read_one(tmp_path, {"close_date": PAST, **dict(zip(names, each, strict=True))}, said)
        for each in each_of
    }
    *others, last = rows.values()
    assert [deal(row).status for row in others if isinstance(row, Read)] == [WON, LOST, OPEN, WON]
    assert isinstance(last, Omitted)
    assert last.why == "its stage “Test” is left out"
    flagged = rows["Won", "", "true"]
    assert isinstance(flagged, Read)
    assert flagged.state is not None
    assert flagged.state.doubt == "the flag says won, the stage says open; the flag counts"


@pytest.mark.parametrize("typed", ["Signed", "=won", "Signed=maybe", ""])
def test_what_is_no_meaning(typed: str) -> None:
    """It says how one is written."""
    with pytest.raises(BadInput, match="write Signed=won"):
        meanings_typed([typed])


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("01-hubspot-won-stage-names.csv", {WON: 60_000, LOST: 5_000, OPEN: 5_000}),
        ("03-pipedrive-list-view-lost-time.csv", {WON: 48_000, LOST: 12_000, OPEN: 3_000}),
        ("04-zoho-closing-date.csv", {WON: 48_000, LOST: 12_000, OPEN: 5_000}),
        ("11-hubspot-flags-with-blanks.csv", {WON: 30_000, LOST: 5_000, OPEN: 9_000}),
        ("12-salesforce-iswon-isclosed.csv", {WON: 17_000, LOST: 8_000, OPEN: 4_000, GONE: 0}),
        ("13-pipedrive-deleted-status.csv", {WON: 7_000, LOST: 2_000, OPEN: 1_000, GONE: 0}),
        ("14-zoho-actual-close-date.csv", {WON: 21_000, LOST: 4_000}),
    ],
)
def test_exports_of_known_systems(file: str, expected: dict[DealStatus, int]) -> None:
    """Sums by state, once somebody has confirmed what sounds lost to the competition."""
    said = {("", "closed lost to competition"): StageMeaning.LOST}
    rows = rows_of(open_table(EXPORTS / file), said)
    found = dict.fromkeys(expected, 0)
    for row in rows:
        found[deal(row).status] += int(deal(row).amount or 0)
    assert found == expected


def test_the_first_filled_day_counts() -> None:
    """Pipedrive tells won and lost time apart, Zoho the actual day from the planned one."""
    for file, days in {
        "03-pipedrive-list-view-lost-time.csv": [5, 6, None],
        "14-zoho-actual-close-date.csv": [2, 9, 20],
    }.items():
        rows = [deal(row) for row in rows_of(open_table(EXPORTS / file))]
        assert [row.closed_on.day if row.closed_on else None for row in rows] == days
        assert rows[-1].expected_on == (date(2026, 12, 31) if days[-1] is None else None)
