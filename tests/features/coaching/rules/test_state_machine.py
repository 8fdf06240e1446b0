"""The tables of coaching, exhaustively: each state, step and person; a sentence for each no."""

from itertools import combinations
from pathlib import Path

import pytest

from bot.common.errors import NotAllowed
from bot.features.coaching.rules.facts import item_roles, series_roles, talk_roles
from bot.features.coaching.rules.state_machine import (
    ITEMS,
    SERIES,
    TALKS,
    CoachingRole,
    ItemState,
    ItemStep,
    SeriesState,
    SeriesStep,
    TalkState,
    TalkStep,
)
from tests.features.coaching.rules.pair import ANA, BEN, CLEO, CLOCK, SERIES_OF_BEN, talk

ARCHITECTURE = Path(__file__).resolve().parents[4] / "docs" / "architecture.md"

# What C of the design allows, as {(state, step): {who: state after}}; ANA is the manager, BEN the person.
TALK_CASES = {
    (None, "plan"): {CLOCK: "planned"},
    (None, "record"): {ANA: "said", BEN: "said"},
    ("planned", "move"): {ANA: "planned", BEN: "planned"},
    ("planned", "skip"): {ANA: "skipped", BEN: "skipped"},
    ("planned", "yes"): {ANA: "said", BEN: "said"},
    ("planned", "no"): {ANA: "denied", BEN: "denied"},
    ("planned", "lapse"): {CLOCK: "missed"},
    ("planned", "end"): {CLOCK: "dropped"},
    ("said", "yes"): {BEN: "held"},
    ("said", "no"): {BEN: "split"},
    ("said", "take_back"): {ANA: "planned"},
    ("said", "lapse"): {CLOCK: "unconfirmed"},
    ("denied", "no"): {BEN: "missed"},
    ("denied", "yes"): {BEN: "split"},
    ("denied", "take_back"): {ANA: "planned"},
    ("denied", "lapse"): {CLOCK: "missed"},
    ("split", "yes"): {BEN: "held"},
    ("split", "no"): {ANA: "missed"},
    ("split", "lapse"): {CLOCK: "unconfirmed"},
    ("unconfirmed", "yes"): {BEN: "held"},
}


def test_talks() -> None:
    """State x step x person: what is in the list happens, everything else is refused in a sentence."""
    wrong = []
    for state in (None, *TalkState):
        for step in TalkStep:
            for who in (ANA, BEN, CLEO, CLOCK):
                expected = TALK_CASES.get((state and state.value, step.value), {}).get(who)
                roles = talk_roles(who, SERIES_OF_BEN, talk(state and state.value))
                after = TALKS.next_state(state, step, roles)
                if (after and after.value) != expected:
                    wrong.append(f"{state} {step} by {who or 'clock'}: {after}, not {expected}")
                elif after is None and not _refuses(TALKS, state, step, roles):
                    wrong.append(f"{state} {step} by {who or 'clock'}: no sentence")
    assert wrong == []


SERIES_CASES = {
    (None, "begin"): "unscheduled",
    (None, "schedule"): "running",
    ("unscheduled", "schedule"): "running",
    ("unscheduled", "stop"): "ended",
    ("running", "reschedule"): "running",
    ("running", "pause"): "paused",
    ("running", "stop"): "ended",
    ("paused", "reschedule"): "running",
    ("paused", "resume"): "running",
    ("paused", "stop"): "ended",
}
BY_CLOCK = {(state, "end"): "ended" for state in ("unscheduled", "running", "paused")}
BY_CLOCK[("paused", "resume")] = "running"


def test_series() -> None:
    """Either of the two may; the clock ends, and lets go on; nobody else does anything."""
    wrong = []
    for state in (None, *SeriesState):
        for step in SeriesStep:
            key = (state and state.value, step.value)
            pair = SERIES_CASES.get(key)
            expected = {ANA: pair, BEN: pair, CLEO: None, CLOCK: BY_CLOCK.get(key)}
            for who, wanted in expected.items():
                roles = series_roles(who, SERIES_OF_BEN)
                after = SERIES.next_state(state, step, roles)
                if (after and after.value) != wanted:
                    wrong.append(f"{key} by {who or 'clock'}: {after}, not {wanted}")
                elif after is None and not _refuses(SERIES, state, step, roles):
                    wrong.append(f"{key} by {who or 'clock'}: no sentence")
    assert wrong == []


# Who: Ben owns what Ana wrote; and what he set for himself.
OFFERED_CASES = {
    (None, "offer"): {ANA: "offered"},
    (None, "agree"): {CLOCK: "open"},
    ("offered", "take"): {BEN: "open"},
    ("offered", "decline"): {BEN: "declined"},
    ("offered", "withdraw"): {ANA: "dropped"},
    ("offered", "expire"): {CLOCK: "declined"},
    ("open", "done"): {BEN: "done"},
    ("open", "new_day"): {ANA: "open", BEN: "open"},
    ("open", "drop"): {ANA: "dropped", BEN: "dropped"},
    ("open", "carry"): {CLOCK: "open"},
    ("done", "reopen"): {ANA: "open", BEN: "open"},
    ("declined", "offer_again"): {ANA: "offered"},
    ("dropped", "offer_again"): {ANA: "offered"},
}
OWN_CASES = {
    (None, "set"): {BEN: "open"},
    (None, "agree"): {CLOCK: "open"},
    ("offered", "expire"): {CLOCK: "declined"},
    ("open", "done"): {BEN: "done"},
    ("open", "new_day"): {BEN: "open"},
    ("open", "drop"): {BEN: "dropped"},
    ("open", "carry"): {CLOCK: "open"},
    ("done", "reopen"): {BEN: "open"},
    ("declined", "offer_again"): {BEN: "open"},
    ("dropped", "offer_again"): {BEN: "open"},
}


@pytest.mark.parametrize(("author", "cases"), [(ANA, OFFERED_CASES), (BEN, OWN_CASES)])
def test_actions(author: str, cases: dict[tuple[str | None, str], dict[str, str]]) -> None:
    """One offered to Ben by Ana, and one that Ben set for himself."""
    wrong = []
    for state in (None, *ItemState):
        for step in ItemStep:
            for who in (ANA, BEN, CLEO, CLOCK):
                expected = cases.get((state and state.value, step.value), {}).get(who)
                roles = item_roles(who, BEN, author)
                after = ITEMS.next_state(state, step, roles)
                if (after and after.value) != expected:
                    wrong.append(f"{state} {step} by {who or 'clock'}: {after}, not {expected}")
                elif after is None and not _refuses(ITEMS, state, step, roles):
                    wrong.append(f"{state} {step} by {who or 'clock'}: no sentence")
    assert wrong == []


def _refuses(table: object, state: object, step: object, roles: frozenset[CoachingRole]) -> bool:
    with pytest.raises(NotAllowed) as refusal:
        table.decide(state, step, roles)  # type: ignore[attr-defined]
    sentence = str(refusal.value)
    return sentence[:1].isupper() or sentence.startswith("{owner_has}")


def test_no_set_of_one_persons_roles_leads_to_two_states() -> None:
    """Whatever somebody is, a step has one end: no pair of roles of one rule contradicts another."""
    wrong = []
    for table in (TALKS, SERIES, ITEMS):
        for key, leads in table.steps.items():
            for one, other in combinations(leads, 2):
                if leads[one] is not leads[other] and {one, other} != {
                    CoachingRole.author,
                    CoachingRole.sole_owner,
                }:
                    wrong.append(f"{key}: {one} and {other}")
    assert wrong == []


@pytest.mark.parametrize("table", [SERIES, TALKS, ITEMS], ids=["series", "talks", "actions"])
def test_the_tables_stand_in_the_documents(table: object) -> None:
    """docs/architecture.md has each table as the code has it."""
    assert table.as_table() in ARCHITECTURE.read_text(encoding="utf-8")  # type: ignore[attr-defined]
