"""Features declare themselves: names are given once, and later features add to earlier ones."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from bot.common.cadences import Cadence, Every
from bot.common.errors import GuestsMayNot
from bot.db.transaction import Database
from bot.deliveries.notices import Digest, NoticeKind
from bot.deliveries.policy import DeliveryHooks
from bot.features.workspace.models import TABLES
from bot.framework.feature import Catalog, DeclarationError, ExtensionPoint, Feature, extend
from bot.framework.jobs import Job
from bot.framework.scheduled import Scheduled
from bot.registry import CATALOG
from bot.slack.blocks import Message
from bot.slack.requests import CommandRequest
from bot.slack.responses import Acknowledge, Ephemeral, Response
from bot.slack.routes import Command, Routes, Shortcut, hand_on

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
POINT: ExtensionPoint[str] = ExtensionPoint("tests.words")


async def _work(*_: object) -> Any:
    """A job, a listener and a hook that do nothing."""
    return Acknowledge()


def _named(name: str) -> Command:
    async def answer(request: CommandRequest, db: Database) -> Response:
        return Ephemeral(Message(f"{name}: {request.text}", []))

    return Command(answer, name)


def _typed(text: str) -> CommandRequest:
    return CommandRequest(
        workspace_id="T1",
        actor_id="U1",
        now=NOW,
        key="key",
        command="/goal",
        text=text,
        channel_id="C1",
        trigger_id="t",
    )


def _scheduled(kind: str) -> Scheduled:
    return Scheduled(
        kind=kind, title="", description="", whom="people", cadence=Cadence(Every.day, time(9)), write=_work
    )


A_COMMAND = Command(_work, "It")
TWICE: dict[str, tuple[dict[str, Any], str]] = {
    "table": ({"tables": TABLES[:1]}, TABLES[0].__tablename__),
    "notice": ({"notices": (NoticeKind(Digest, lambda _: Message("", [])),)}, Digest.kind),
    "schedule": ({"scheduled": (_scheduled("a.b"),)}, "a.b"),
    "job": ({"jobs": (Job("a.b", timedelta(1), _work),)}, "a.b"),
    "job made of the catalog": ({"jobs": lambda _: (Job("a.b", timedelta(1), _work),)}, "a.b"),
    "decision": ({"hooks": DeliveryHooks(give_back=_work)}, "give_back"),
    "command": ({"routes": Routes(commands={"/a": A_COMMAND})}, "/a"),
    "word": ({"routes": Routes(words={"a": A_COMMAND})}, "a"),
    "action": ({"routes": Routes(actions={"a.b": _work})}, "a.b"),
    "submission": ({"routes": Routes(submissions={"a.b": _work})}, "a.b"),
    "shortcut": ({"routes": Routes(shortcuts={"a.b": Shortcut(_work, "", "global", "")})}, "a.b"),
    "turned away": ({"routes": Routes(turned_away={"a": _work})}, "a"),
    "routes made of the catalog": ({"routes": lambda _: Routes(actions={"a.b": _work})}, "a.b"),
}


@pytest.mark.parametrize("what", TWICE)
def test_a_name_given_twice_stops_the_start(what: str) -> None:
    """The words name the thing and both features; one of them alone is a catalog."""
    declared, name = TWICE[what]
    first, second = Feature("pulse", **declared), Feature("kudos", **declared)

    assert Catalog([first, Feature("goals")]).features[0] is first
    with pytest.raises(DeclarationError, match=rf"^pulse and kudos both declare the .* {name}$"):
        Catalog([first, Feature("goals"), second])


def test_a_feature_listed_twice() -> None:
    """Two features of one name would answer for each other."""
    with pytest.raises(DeclarationError, match="pulse and pulse both declare the feature pulse"):
        Catalog([Feature("pulse"), Feature("pulse")])


def test_a_feature_with_two_jobs_of_one_name() -> None:
    """Neither is lost silently."""
    job = Job("a.b", timedelta(1), _work)
    with pytest.raises(DeclarationError, match=r"pulse and pulse both declare the job a\.b"):
        Catalog([Feature("pulse", jobs=(job, job))])


def test_a_word_below_a_command() -> None:
    """It is added once, and to a command that is there."""
    goals = Feature("goals", routes=Routes(commands={"/goal": A_COMMAND}))
    words = Routes(subcommands={("/goal", "checkin"): A_COMMAND})

    assert Catalog([goals, Feature("checkins", routes=words)]).subcommands.keys() == {("/goal", "checkin")}
    with pytest.raises(
        DeclarationError, match="checkins and pulse both declare the subcommand /goal checkin"
    ):
        Catalog([goals, Feature("checkins", routes=words), Feature("pulse", routes=words)])
    with pytest.raises(DeclarationError, match="checkins adds “checkin” to /goal, which no feature answers"):
        Catalog([Feature("checkins", routes=words)])


def test_two_features_may_hear_one_event() -> None:
    """Events and scopes are no names of a feature's own."""
    heard = Routes(events={"message": _work}, news={"user_change": _work}, scopes={"files:read": "to read"})

    catalog = Catalog([Feature("a", routes=heard), Feature("b", routes=heard)])
    assert [each for each in catalog.routes if each.events] == [heard, heard]


def test_what_later_features_add() -> None:
    """All that is added at one point, in the order of the features; nothing of another point."""
    other: ExtensionPoint[str] = ExtensionPoint("tests.others")
    catalog = Catalog(
        [
            Feature("a", extends=(extend(POINT, "one", "two"),)),
            Feature("b", extends=(extend(other, "x"), extend(POINT, "three"))),
        ]
    )

    assert catalog.additions(POINT) == ("one", "two", "three")
    assert catalog.additions(ExtensionPoint[str]("tests.none")) == ()


def test_what_is_decided_about_deliveries() -> None:
    """Each feature takes its own decisions; what none takes stays as it is without features."""
    taken = Catalog([Feature("a", hooks=DeliveryHooks(give_back=_work)), Feature("b")]).hooks

    assert taken == replace(DeliveryHooks(), give_back=_work, needs=taken.needs)


def test_moments_and_routes_of_the_catalog() -> None:
    """What is made of the catalog sees what the other features declare, and answers of the earlier ones."""
    words: list[str] = []

    def routes(catalog: Catalog) -> Routes:
        words.extend([*catalog.words, *catalog.scheduled])
        return Routes(words={"home": A_COMMAND})

    catalog = Catalog(
        [
            Feature("a", routes=Routes(words={"one": A_COMMAND})),
            Feature("b", routes=routes, next_moment=_work),
            Feature("c", routes=Routes(words={"late": A_COMMAND}), scheduled=(_scheduled("c.d"),)),
        ]
    )

    assert words == ["one", "c.d"]
    assert (list(catalog.words), catalog.next_moments) == (["one", "home", "late"], (_work,))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("checkin", "checkin: "),
        ("  CheckIn ", "checkin: "),
        ("checkin with Ana", "goal: checkin with Ana"),
        ("health", "health: "),
        ("health of all", "health: of all"),
        ("", "goal: "),
        ("close 12 deals", "goal: close 12 deals"),
    ],
)
async def test_who_answers_a_command(typed: str, answer: str) -> None:
    """A word that is added takes what it can take; everything else is the command's own text."""
    checkin = replace(_named("checkin"), takes=lambda rest: not rest)
    added = {("/goal", "checkin"): checkin, ("/goal", "health"): _named("health")}

    response = await hand_on(_named("goal"), _typed(typed), Database.__new__(Database), added)

    assert isinstance(response, Ephemeral)
    assert response.message.text == answer


async def test_guests_may_not_use_a_word_of_their_command() -> None:
    """Whether they may is said of each word by itself."""
    with pytest.raises(GuestsMayNot):
        await hand_on(
            replace(_named("goal"), for_guests=True),
            replace(_typed("health"), is_guest=True),
            Database.__new__(Database),
            {("/goal", "health"): _named("health")},
        )


def test_every_word_of_pacer_stands_for_a_command_that_is_there() -> None:
    """`/pacer goals checkin` is `/goal checkin`: a word that is short for a command names a real one."""
    short = {word: each.stands_for for word, each in CATALOG.words.items() if each.stands_for}

    assert set(short.values()) == CATALOG.commands.keys() - {"/pacer"}
