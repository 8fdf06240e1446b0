"""People are read from Slack again: all of them, and when they do not want to be disturbed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.features.people.jobs import LATER, SOON, read_on, sync_members
from bot.features.people.rules import Person
from bot.features.people.service import members
from bot.features.people.service.sync import QUIET, USERS
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TEAM = "T0NORTH"
START, END = 1795471200, 1795507200
DAY = timedelta(days=1)
# A reading takes a little while itself, in tests too.
TICK = timedelta(seconds=5)
QUIET_TIME = (datetime.fromtimestamp(START, UTC), datetime.fromtimestamp(END, UTC))


class SmallSlack(SlackClient):
    """A workspace of so many people, a bot and one who left; all are quiet from START to END.

    `refuses`: the failures of calls, by method and number of the call.
    """

    def __init__(self, people: int, refuses: dict[str, dict[int, SlackFailure]] | None = None) -> None:
        super().__init__("http://127.0.0.1:9/api/", self._no_token)
        self.asked: list[list[str]] = []
        self._people = [f"U{number:03}" for number in range(people)]
        self._refuses = refuses or {}
        self.calls: list[str] = []

    async def _no_token(self, _: str) -> str | None:
        return None

    async def call(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """Only auth.test is a call that takes a body."""
        assert method == "auth.test"
        return {"team": "Northwind"}

    async def read(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """users.list and dnd.teamInfo; by their number from 0, calls may be refused."""
        number = self.calls.count(method)
        self.calls.append(method)
        if number in self._refuses.get(method, {}):
            raise self._refuses[method][number]
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
        self.asked.append(users.split(","))
        status = {"dnd_enabled": True, "next_dnd_start_ts": START, "next_dnd_end_ts": END}
        return {"users": dict.fromkeys(self.asked[-1], status)}


async def found(db: Contexts, *user_ids: str) -> list[Person]:
    """These members as they are kept."""
    async with db.reading(TEAM) as transaction:
        known = await members.people(transaction, user_ids)
    return [known[user_id] for user_id in user_ids]


async def test_everybody_and_their_quiet_times(db: Contexts) -> None:
    """All pages; 50 people at most in one question; neither bots nor those who left are asked about."""
    slack = SmallSlack(230)

    await sync_members(db, slack, TEAM, NOW)

    assert [len(asked) for asked in slack.asked] == [50, 50, 50, 50, 30]
    assert sorted(who for asked in slack.asked for who in asked) == [f"U{number:03}" for number in range(230)]
    for person in await found(db, "U000", "U049", "U050", "U229"):
        assert (person.quiet_from, person.quiet_until) == QUIET_TIME
    assert [each.quiet_from for each in await found(db, "U0BOT", "U0GONE")] == [None, None]


@pytest.mark.parametrize("code", ["missing_scope", "unknown_method"])
async def test_without_do_not_disturb_all_else_is_kept(db: Contexts, code: str) -> None:
    """An installation that lacks the scope: people and zone are there, and the log says it in one line."""
    slack = SmallSlack(120, refuses={QUIET: {0: SlackFailure(code, permanent=True)}})
    with capture_logs() as lines:
        await sync_members(db, slack, TEAM, NOW)
        await read_on(db, slack, TEAM, NOW + DAY)

    assert [(line["event"], line["error"]) for line in lines] == [("members.read_interrupted", code)]
    (person,) = await found(db, "U119")
    assert (person.zone.key, person.quiet_from) == ("Europe/London", None)
    async with db.reading(TEAM) as transaction:
        assert (await workspace.zone_of(transaction)).key == "Europe/London"


@pytest.mark.parametrize("method", [USERS, QUIET])
@pytest.mark.parametrize(
    ("failure", "wait"),
    [
        (SlackFailure("ratelimited", permanent=False, retry_after=30), timedelta(seconds=30)),
        (SlackFailure("http_503", permanent=False), SOON),
        (SlackFailure("token_revoked", permanent=True), LATER),
    ],
)
async def test_an_interrupted_reading_goes_on_where_it_was(
    db: Contexts, method: str, failure: SlackFailure, wait: timedelta
) -> None:
    """Not before Slack said; each page is asked for once more at most; what came before is kept."""
    slack = SmallSlack(450, refuses={method: {1: failure}})

    await sync_members(db, slack, TEAM, NOW)
    asked = len(slack.calls)
    assert slack.calls.count(method) == 2
    assert [each.zone.key for each in await found(db, "U000")] == ["Europe/London"]
    await read_on(db, slack, TEAM, NOW + wait - TICK)
    await sync_members(db, slack, TEAM, NOW + wait - TICK)
    assert len(slack.calls) == asked, "nobody asks before it is time"
    await read_on(db, slack, TEAM, NOW + wait + TICK)

    pages = {USERS: 3, QUIET: 9}
    assert {each: slack.calls.count(each) for each in pages} == pages | {method: pages[method] + 1}
    assert [each.quiet_until for each in await found(db, "U000", "U449")] == [QUIET_TIME[1]] * 2
    asked = len(slack.calls)
    await read_on(db, slack, TEAM, NOW + DAY)
    assert len(slack.calls) == asked, "everything is read"
    await sync_members(db, slack, TEAM, NOW + DAY)
    assert slack.calls.count(USERS) > pages[USERS] + 1, "the next time all are read anew"


async def test_a_cursor_that_slack_forgot_begins_anew(db: Contexts) -> None:
    """Slack's cursors do not live for ever."""
    slack = SmallSlack(450, refuses={USERS: {1: SlackFailure("invalid_cursor", permanent=False)}})

    await sync_members(db, slack, TEAM, NOW)
    await read_on(db, slack, TEAM, NOW + TICK)

    assert slack.calls.count(USERS) == 2 + 3
    assert len(await found(db, "U000", "U449")) == 2


async def test_a_workspace_without_people(db: Contexts) -> None:
    """Nobody is asked about."""
    slack = SmallSlack(0)

    await sync_members(db, slack, TEAM, NOW)

    assert slack.asked == []


@pytest.mark.parametrize("back", [timedelta(hours=2), DAY])
async def test_a_clock_that_is_set_back(db: Contexts, back: timedelta) -> None:
    """A pause of seconds does not become one of hours."""
    failure = SlackFailure("ratelimited", permanent=False, retry_after=30)
    slack = SmallSlack(450, refuses={USERS: {1: failure}})
    await sync_members(db, slack, TEAM, NOW)

    await read_on(db, slack, TEAM, NOW - back)

    assert [each.zone.key for each in await found(db, "U449")] == ["Europe/London"]
