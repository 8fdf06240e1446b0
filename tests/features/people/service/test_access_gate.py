"""The gate: who acts is asked of what Slack told, and of Slack for those whom it has not told of."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.common.errors import GuestsMayNot, NotAllowed, NotAPerson
from bot.db.transaction import Database
from bot.features.people.rules import FOREIGN, LEFT
from bot.features.people.service import access_gate, members
from bot.features.people.service.access_gate import NOT_NOW, UNKNOWN_FOR, AccessGate
from bot.slack.client import SlackClient
from bot.slack.failures import SlackFailure
from bot.slack.requests import EventRequest
from tests.features.people.office import NOW, TEAM, keep, person, user

OTHER = "T0OTHER"


@dataclass
class Told(SlackClient):
    """Slack knows these users, or fails with this word."""

    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    failure: str = "user_not_found"
    asked: list[str] = field(default_factory=list)

    async def read(self, workspace_id: str, method: str, **arguments: Any) -> dict[str, Any]:
        """users.info."""
        assert method == "users.info"
        self.asked.append(arguments["user"])
        if self.failure == "no answer":
            raise TimeoutError
        if arguments["user"] not in self.users:
            raise SlackFailure(self.failure, permanent=self.failure == "user_not_found")
        return {"ok": True, "user": self.users[arguments["user"]]}


def acts(who: str, *, as_app: bool = False, now: datetime = NOW, workspace_id: str = TEAM) -> EventRequest:
    """Somebody does something."""
    return EventRequest(
        workspace_id=workspace_id,
        actor_id=who,
        now=now,
        key="event:Ev1",
        actor_is_app=as_app,
        type="app_mention",
        bot_user_id="U0BOT",
        event={},
    )


CAST: dict[str, dict[str, Any]] = {
    "active": {},
    "admin": {"is_admin": True},
    "bot": {"is_bot": True},
    "workflow": {"is_workflow_bot": True},
    "guest": {"is_restricted": True},
    "guest of one channel": {"is_restricted": True, "is_ultra_restricted": True},
    "stranger": {"team_id": OTHER},
    "stranger by Slack's word": {"team_id": TEAM, "is_stranger": True},
    "admin elsewhere": {"team_id": OTHER, "is_admin": True, "is_owner": True},
    "who left": {"deleted": True},
    "admin who left": {"deleted": True, "is_admin": True},
}
REFUSED = {
    "bot": (NotAPerson, "Only people"),
    "workflow": (NotAPerson, "Only people"),
    "guest": (GuestsMayNot, "You are a guest here"),
    "guest of one channel": (GuestsMayNot, "You are a guest here"),
    "stranger": (NotAllowed, FOREIGN),
    "stranger by Slack's word": (NotAllowed, FOREIGN),
    "admin elsewhere": (NotAllowed, FOREIGN),
    "who left": (NotAllowed, LEFT),
    "admin who left": (NotAllowed, LEFT),
}


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("role", CAST)
async def test_who_may_act(db: Database, role: str, is_known: bool) -> None:
    """The same whether a sync has told of them, or Slack has to be asked; the services say the same."""
    told = user("U1") | {"team_id": TEAM, **CAST[role]}
    slack = Told(users={"U1": told})
    if is_known:
        await keep(db, told)
    gate = AccessGate(db, slack)

    for guests in (False, True):
        if role not in REFUSED or (guests and "guest" in role):
            admitted = await gate.admit(acts("U1"), guests=guests)
            assert admitted.is_guest is ("guest" in role)
            remembered = admitted.memory.known(members.MEMBERS)
            assert remembered.get("U1", admitted) is not None, "held as unknown no longer"
            continue
        kind, why = REFUSED[role]
        with pytest.raises(kind, match=why):
            await gate.admit(acts("U1"), guests=guests)
        async with db.reading(TEAM) as reading:
            with pytest.raises(kind, match=why):
                await members.actor(reading, "U1", guests=guests)
            with pytest.raises(NotAllowed):
                await members.require_admin(reading, "U1")
    assert slack.asked == ([] if is_known else ["U1"]), "asked once, and kept"
    assert (await person(db, "U1")).is_admin is (role == "admin")


@pytest.mark.parametrize("who", [acts(""), acts("U1", as_app=True), acts("USLACKBOT")])
async def test_nobody_acts(db: Database, who: EventRequest) -> None:
    """A workflow has no user; an app may carry one; Slackbot is in no list."""
    slack = Told(users={"USLACKBOT": user("USLACKBOT")})
    await keep(db, user("U1"))

    with pytest.raises(NotAPerson):
        await AccessGate(db, slack).admit(who, guests=True)


@pytest.mark.parametrize(
    ("failure", "why"), [("user_not_found", FOREIGN), ("ratelimited", NOT_NOW), ("no answer", NOT_NOW)]
)
async def test_whom_slack_does_not_tell_of(db: Database, failure: str, why: str) -> None:
    """Who is nobody here is no "Someone"; who cannot be looked up now is asked to come again."""
    with pytest.raises(NotAllowed, match=why):
        await AccessGate(db, Told(failure=failure)).admit(acts("U9"), guests=False)

    async with db.reading(TEAM) as reading:
        assert await members.people(reading, ["U9"]) == {}
        with pytest.raises(NotAllowed, match=FOREIGN):
            await members.actor(reading, "U9")


async def test_an_unknown_actor_is_asked_about_once_a_minute(db: Database) -> None:
    """However often they click; elsewhere they are somebody else, and may be known here after a minute."""
    slack = Told()
    gate = AccessGate(db, slack)

    async def turned_away(who: EventRequest) -> None:
        with pytest.raises(NotAllowed, match=FOREIGN):
            await gate.admit(who, guests=False)

    for _ in range(100):
        await turned_away(acts("U9"))
    assert slack.asked == ["U9"]
    await turned_away(acts("U8"))
    await turned_away(acts("U9", workspace_id=OTHER))
    assert slack.asked == ["U9", "U8", "U9"]

    slack.users["U9"] = user("U9", team_id=TEAM)
    await turned_away(acts("U9", now=NOW + UNKNOWN_FOR - timedelta(seconds=1)))
    admitted = await gate.admit(acts("U9", now=NOW + UNKNOWN_FOR), guests=False)
    assert (admitted.actor_id, len(slack.asked)) == ("U9", 4)


async def test_whom_slack_could_not_tell_of_just_now_is_asked_about_again(db: Database) -> None:
    """No answer is not "nobody"."""
    slack = Told(failure="ratelimited")
    gate = AccessGate(db, slack)

    for _ in range(2):
        with pytest.raises(NotAllowed, match=NOT_NOW):
            await gate.admit(acts("U9"), guests=False)

    assert slack.asked == ["U9", "U9"]


async def test_the_oldest_unknown_is_forgotten_first(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood of invented ids takes no memory without end."""
    monkeypatch.setattr(access_gate, "MOST_UNKNOWN", 2)
    slack = Told()
    gate = AccessGate(db, slack)

    for who in ("U1", "U2", "U3", "U3", "U2", "U1"):
        with pytest.raises(NotAllowed, match=FOREIGN):
            await gate.admit(acts(who), guests=False)

    assert slack.asked == ["U1", "U2", "U3", "U1"]


def thanks(*named: str, event: dict[str, Any] | None = None) -> EventRequest:
    """U1 mentions them."""
    text = " ".join(f"<@{who}>" for who in named)
    return replace(acts("U1"), event=event or {"text": text})


async def test_whom_an_actor_names_is_looked_up(db: Database) -> None:
    """Before any sync told of them; strangers too, so that a service can say whose they are; once."""
    await keep(db, user("U1"), user("U2"))
    slack = Told(users={"U3": user("U3", team_id=TEAM), "U4": user("U4", team_id=OTHER)})
    gate = AccessGate(db, slack)

    for _ in range(2):
        await gate.admit(thanks("U2", "U3", "U4", "U9"), guests=False)
    await gate.admit(thanks(event={"item_user": "U3"}), guests=False)

    assert sorted(slack.asked) == ["U3", "U4", "U9"]
    async with db.reading(TEAM) as reading:
        known = await members.people(reading, ["U2", "U3", "U4", "U9"])
    assert {who: (known[who].is_active_person, known[who].is_foreign) for who in known} == {
        "U2": (True, False),
        "U3": (True, False),
        "U4": (False, True),
    }


@pytest.mark.parametrize("failure", ["ratelimited", "no answer", "missing_scope"])
async def test_whoever_cannot_be_looked_up_keeps_nobody_out(db: Database, failure: str) -> None:
    """The actor is known: what they ask for is answered as far as people are known."""
    await keep(db, user("U1"))
    slack = Told(failure=failure)

    assert (await AccessGate(db, slack).admit(thanks("U9"), guests=False)).actor_id == "U1"
    assert slack.asked == ["U9"]


async def test_a_crowd_of_unknown_people_is_looked_up_in_part(db: Database) -> None:
    """Slack answers some hundred look-ups a minute for all."""
    await keep(db, user("U1"))
    slack = Told()

    await AccessGate(db, slack).admit(thanks(*(f"U1{number}" for number in range(30))), guests=False)

    assert len(slack.asked) == access_gate.MOST_NAMED


async def test_nobody_is_looked_up_for_who_may_not_act(db: Database) -> None:
    """A guest cannot use up Slack's patience."""
    await keep(db, user("U1", is_restricted=True))
    slack = Told()

    with pytest.raises(GuestsMayNot):
        await AccessGate(db, slack).admit(thanks("U9"), guests=False)
    assert slack.asked == []
