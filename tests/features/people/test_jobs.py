"""People are read from Slack again: all of them, and when they do not want to be disturbed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.db.transaction import Database
from bot.features.people.jobs import sync_members
from bot.features.people.rules import Person
from bot.features.people.service import members
from bot.features.workspace import service as workspace
from bot.slack.client import SlackClient, SlackFailure

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TEAM = "T0NORTH"
START, END = 1795471200, 1795507200
QUIET = (datetime.fromtimestamp(START, UTC), datetime.fromtimestamp(END, UTC))


class SmallSlack(SlackClient):
    """A workspace of so many people, a bot and one who left; all are quiet from START to END."""

    def __init__(self, people: int, refuses: str | None = None, after: int = 0) -> None:
        super().__init__("http://127.0.0.1:9/api/", self._no_token)
        self.asked: list[list[str]] = []
        self._people = [f"U{number:03}" for number in range(people)]
        self._refuses = refuses
        self._after = after

    async def _no_token(self, _: str) -> str | None:
        return None

    async def call(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """Only auth.test is a call that takes a body."""
        assert method == "auth.test"
        return {"team": "Northwind"}

    async def read(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """users.list, and dnd.teamInfo, which may be refused."""
        if method == "users.list":
            return self._list(**arguments)
        assert method == "dnd.teamInfo"
        return self._quiet(**arguments)

    def _list(self, limit: int, cursor: str = "0") -> dict[str, Any]:
        extra = [{"id": "U0BOT", "is_bot": True}, {"id": "U0GONE", "deleted": True}, {"id": "USLACKBOT"}]
        everybody = [*extra, *({"id": each, "team_id": TEAM, "tz": "Europe/London"} for each in self._people)]
        after = int(cursor) + limit
        more = {"next_cursor": str(after)} if after < len(everybody) else {}
        return {"members": everybody[int(cursor) : after], "response_metadata": more}

    def _quiet(self, users: str) -> dict[str, Any]:
        if self._refuses and len(self.asked) >= self._after:
            raise SlackFailure(self._refuses, permanent=True)
        self.asked.append(users.split(","))
        status = {"dnd_enabled": True, "next_dnd_start_ts": START, "next_dnd_end_ts": END}
        return {"users": dict.fromkeys(self.asked[-1], status)}


async def found(db: Database, *user_ids: str) -> list[Person]:
    """These members as they are kept."""
    async with db.reading(TEAM) as transaction:
        known = await members.people(transaction, user_ids)
    return [known[user_id] for user_id in user_ids]


async def test_everybody_and_their_quiet_times(db: Database) -> None:
    """All pages; 50 people at most in one question; neither bots nor those who left are asked about."""
    slack = SmallSlack(230)

    await sync_members(db, slack, TEAM, NOW)

    assert [len(asked) for asked in slack.asked] == [50, 50, 50, 50, 30]
    assert sorted(who for asked in slack.asked for who in asked) == [f"U{number:03}" for number in range(230)]
    for person in await found(db, "U000", "U049", "U050", "U229"):
        assert (person.quiet_from, person.quiet_until) == QUIET
    assert [each.quiet_from for each in await found(db, "U0BOT", "U0GONE")] == [None, None]


@pytest.mark.parametrize("code", ["missing_scope", "unknown_method", "ratelimited"])
async def test_without_do_not_disturb_all_else_is_kept(db: Database, code: str) -> None:
    """An installation that lacks the scope: people and zone are there, and the log says it in one line."""
    with capture_logs() as lines:
        await sync_members(db, SmallSlack(120, refuses=code), TEAM, NOW)

    assert [(line["event"], line["error"]) for line in lines] == [("do_not_disturb.read_failed", code)]
    (person,) = await found(db, "U119")
    assert (person.zone.key, person.quiet_from) == ("Europe/London", None)
    async with db.reading(TEAM) as transaction:
        assert (await workspace.zone_of(transaction)).key == "Europe/London"


async def test_what_was_told_before_a_refusal_is_kept(db: Database) -> None:
    """Slack has enough after the first question."""
    with capture_logs() as lines:
        await sync_members(db, SmallSlack(120, refuses="ratelimited", after=1), TEAM, NOW)

    assert [each.quiet_until for each in await found(db, "U000", "U050")] == [QUIET[1], None]
    assert len(lines) == 1


async def test_a_workspace_without_people(db: Database) -> None:
    """Nobody is asked about."""
    slack = SmallSlack(0)

    await sync_members(db, slack, TEAM, NOW)

    assert slack.asked == []
