"""How many statements each command, form, button and Home takes up to its acknowledgement.

`tests/snapshots/statements.json` has the figures, of SQLite and of Postgres. Who needs one more has to say so
by `--renew-snapshots`; who saves one lowers its figure by the same.
"""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.demo.launch import seed
from bot.demo.stage import Stage, open_stage
from bot.emulator.client.actor import Actor
from bot.emulator.state.elements import options_of, state_of, value_in
from bot.emulator.state.world import Block, View
from bot.registry import CATALOG
from tests.databases import SQLITE_FIRST
from tests.stages import box_at
from tests.statements import StatementCounter

from .tour import Tour

SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "statements.json"
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PEOPLE = ("ana", "ben")
# Forms that need more of a story than that morning: a dispute, a review to be signed.
ELSEWHERE = {
    "ask.asked",
    "checkins.blocked",
    "coaching.action_added",
    "coaching.moved",
    "coaching.new_day",
    "coaching.notes_written",
    "coaching.paused",
    "coaching.rhythm_set",
    "coaching.settings",
    "coaching.topic_added",
    "coaching.watch",
    "feedback.doubt",
    "goals.deed:answer_concern",
    "goals.deed:invite",
    "imports.person_save",
    "intake.all_of_save",
    "intake.columns_save",
    "intake.people_save",
    "intake.stages_save",
    "library.given",
    "mentors.aims_set",
    "metrics.correct_save",
    "metrics.dispute_decide",
    "metrics.dispute_raise",
    "metrics.own_otherwise",
    "plays.use_told",
    "pulse.answered",
    "reviews.acknowledged",
    "reviews.agreed",
    "reviews.approved",
    "reviews.extended",
    "reviews.named",
    "reviews.timed",
    "skills.lines",
    "skills.roles",
}
# What is entered where a form wants something and offers nothing.
_ENTERED: dict[str, Any] = {
    "plain_text_input": "12 calls a week",
    "number_input": "12",
    "users_select": "ben",
    "multi_users_select": ["ben"],
    "channels_select": "#sales",
    "conversations_select": "#sales",
    "datepicker": "2026-12-31",
    "timepicker": "09:30",
}


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Stage]:
    """The demo's morning."""
    emulator = box_at(MONDAY)
    async with open_stage(emulator, database_url, migrated=True) as opened:
        await seed(opened.pacer.db, emulator.world, MONDAY)
        await opened.settler.settle()
        yield opened


class CountingTour(Tour):
    """The tour, on which each form is filled in and submitted once, too; counts as it goes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._counter = StatementCounter(stage)
        self.submitted: set[str] = set()
        self.counts: dict[str, int] = {}

    async def _show(self, actor: Actor, step: str, places: list[Any]) -> None:
        self._count(actor, step)
        modal = actor.modal
        if modal is not None and modal.submit and modal.callback_id not in self.submitted:
            self.submitted.add(modal.callback_id)
            await actor.fills(dict(_missing(modal)), view=modal)
            self._counter.taken()
            label = modal.submit
            outcome = await actor.submits()
            self._count(actor, f"{step} > {label}" + ("" if outcome.ok else " (refused)"))
        if actor.modal is not None:
            await actor.closes(clear=True)
        self._counter.taken()

    def _count(self, actor: Actor, step: str) -> None:
        self.counts.setdefault(f"{actor.user.name}: {step}", len(self._counter.taken()))


def _missing(modal: View) -> Iterator[tuple[str, Any]]:
    state = state_of(modal.blocks, modal.state)
    for block in modal.blocks:
        if block["type"] != "input" or block.get("optional"):
            continue
        element: Block = block["element"]
        if value_in(state[block["block_id"]][element["action_id"]]) in (None, "", []):
            options = options_of(element)
            yield block["block_id"], options[0] if options else _ENTERED[element["type"]]


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_no_request_takes_more_statements_than_it_did(stage: Stage, request: Any) -> None:
    """Commands, forms, buttons and Home of an admin and a rep, in the seeded demo, are as in the table."""
    tour = CountingTour(stage)
    for name in PEOPLE:
        await tour.walk(name)

    database = "postgres" if stage.pacer.db.is_postgres else "sqlite"
    before = json.loads(SNAPSHOT.read_text()) if SNAPSHOT.exists() else {}
    if request.config.getoption("--renew-snapshots"):
        before[database] = tour.counts
        SNAPSHOT.write_text(json.dumps(before, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    then = before[database]
    assert {step: (then.get(step), now) for step, now in tour.counts.items() if then.get(step) != now} == {}
    assert set(then) == set(tour.counts)
    assert {name for routes in CATALOG.routes for name in routes.submissions} - tour.submitted == ELSEWHERE


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_what_is_done_all_day_takes_few(stage: Stage) -> None:
    """A kudos and a report on a goal stay within their budgets, the gate's look at who acts aside."""
    counter, ben = StatementCounter(stage), stage.actor("ben").goes_to("#sales")
    await ben.types("/goal Renew $500k by eoq")
    counter.taken()
    reported = await ben.types("/goal update renew +50k three deals")
    of_goal = counter.taken()
    given = await ben.types("/kudos @ana closed Acme in a day")
    of_kudos = counter.taken()

    assert "Noted" in reported.text
    assert "left" in given.text
    more = (2 if stage.pacer.db.is_postgres else 0) + 1
    assert len(of_goal) <= 12 + more, "\n\n".join(of_goal)
    assert len(of_kudos) <= 7 + more, "\n\n".join(of_kudos)
