"""What may be given, and undone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.common.errors import BadInput, NotAllowed, Refusal
from bot.features.kudos.rules.giving import GiveKudos, decide_give, may_undo, not_covered
from bot.features.kudos.rules.settings import KudosSettings
from bot.features.people.rules import Person

ZONE = ZoneInfo("Europe/London")
ANA = Person("U1", "Ana", ZONE)
BEN = Person("U2", "Ben", ZONE)
DANA = Person("U3", "Dana", ZONE)
KNOWN = {
    who.id: who
    for who in (
        ANA,
        BEN,
        DANA,
        Person("U4", "Robot", ZONE, is_bot=True),
        Person("U5", "Gone", ZONE, is_deactivated=True),
    )
}
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def gift(*recipients: str, points: int = 1, reason: str = "closed Acme", **more: object) -> GiveKudos:
    """A giving."""
    return GiveKudos(recipients or ("U2",), points, reason, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("points", [-3, 0, 6, 100])
def test_points_that_no_kudos_is_worth(points: int) -> None:
    """One to five, whoever asks for it and however."""
    with pytest.raises(BadInput, match="worth 1 to 5 points") as refusal:
        decide_give(gift(points=points), ANA, KNOWN, KudosSettings(), needs_reason=False)
    assert refusal.value.field == "points"


def test_an_allowed_giving_is_planned() -> None:
    """Each person costs the points given; known values count, others stay text."""
    plan = decide_give(gift("U2", "U3", points=2, values=("teamwork", "odd")), ANA, KNOWN, KudosSettings())

    assert (plan.receivers, plan.cost, plan.values) == ((BEN, DANA), 4, ("teamwork",))


@pytest.mark.parametrize(
    ("who", "words"),
    [("U1", "yourself"), ("U4", "bots cannot"), ("U5", "no longer"), ("U9", "not a member")],
    ids=["self", "bot", "deactivated", "foreign"],
)
def test_who_cannot_receive(who: str, words: str) -> None:
    """One such person refuses the whole, beside the people's field."""
    with pytest.raises(Refusal, match=words) as refusal:
        decide_give(gift("U2", who), ANA, KNOWN, KudosSettings())
    assert refusal.value.field == "recipients"


@pytest.mark.parametrize(
    "reason",
    [
        "closed Acme\n_Sent using_ <@U4>",
        "closed Acme - sent via <@U4>",
        "thanks <@U2> for Acme, via <@U4|bot>",
    ],
)
def test_a_bot_in_a_footer_spoils_no_thanks(reason: str) -> None:
    """The people are thanked, and it gets nothing."""
    plan = decide_give(gift("U2", "U4", reason=reason), ANA, KNOWN, KudosSettings())
    assert (plan.receivers, plan.cost) == ((BEN,), 1)


@pytest.mark.parametrize(
    ("recipients", "reason"),
    [
        (("U2", "U4"), "thanks <@U4> and <@U2>"),
        (("U4",), "a chart, via <@U4>"),
        (("U2", "U4"), "closed Acme"),
    ],
)
def test_a_bot_that_is_thanked_is_still_refused(recipients: tuple[str, ...], reason: str) -> None:
    """Beside people, within the sentence, or alone."""
    with pytest.raises(Refusal, match="bots cannot"):
        decide_give(gift(*recipients, reason=reason), ANA, KNOWN, KudosSettings())


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "few words"),
        ("ok", "few words"),
        ("  #teamwork  ", "few words"),
        ("ok <@U3>", "few words"),
        ("\u200b\u200b\u200b\u202e", "few words"),
        ("x" * 1001, "this has 1,001"),
        ("谢" * 5000, "this has 5,000"),
    ],
    ids=["none", "short", "only a tag", "little but people", "invisible", "long", "very long"],
)
def test_a_reason_is_needed_and_has_an_end(reason: str, words: str) -> None:
    """The sentence says the count, and what to write."""
    with pytest.raises(BadInput, match=words) as refusal:
        decide_give(gift(reason=reason), ANA, KNOWN, KudosSettings())
    assert refusal.value.field == "reason"


@pytest.mark.parametrize(
    "reason",
    ["&amp;" * 1000, "x" * 1000, "谢谢你", "a b", "#teamwork won", "<https://acme.example|won>", ":tada:"],
    ids=["escapes", "1,000", "Chinese", "short", "tag and word", "link", "emoji"],
)
def test_enough_of_a_reason(reason: str) -> None:
    """Counted as its writer sees it: `&amp;` is one character. It is kept as it was written."""
    assert decide_give(gift(reason=reason), ANA, KNOWN, KudosSettings()).reason == reason


@pytest.mark.parametrize("reason", ["#a #b #c", "<#C1|teamwork> <#C2|hustle>", "<@U2> #teamwork <@U3>"])
def test_tags_and_people_are_no_reason(reason: str) -> None:
    """However many there are, they do not say what for."""
    with pytest.raises(BadInput, match="few words"):
        decide_give(gift(reason=reason), ANA, KNOWN, KudosSettings())


def test_the_workspace_sets_how_much_of_a_reason() -> None:
    """The sentence says its number."""
    with pytest.raises(BadInput, match="At least 20 characters"):
        decide_give(gift(), ANA, KNOWN, KudosSettings(min_reason=20))


def test_a_reaction_needs_no_reason() -> None:
    """It has no words of its own."""
    assert decide_give(gift(reason=""), ANA, KNOWN, KudosSettings(), needs_reason=False).cost == 1


def test_private_kudos_can_be_switched_off() -> None:
    """The admin's choice holds for every door."""
    with pytest.raises(NotAllowed, match="switched off"):
        decide_give(gift(private=True), ANA, KNOWN, KudosSettings(private_allowed=False))


@pytest.mark.parametrize(
    ("left", "allowance", "words"),
    [
        (0, 0, "no kudos to give"),
        (0, 5, "all your 5 points"),
        (3, 5, "4 points .2 people × 2., and you have 3 left"),
    ],
)
def test_why_the_allowance_does_not_reach(left: int, allowance: int, words: str) -> None:
    """Each case has its own sentence."""
    plan = decide_give(gift("U2", "U3", points=2), ANA, KNOWN, KudosSettings())

    with pytest.raises(NotAllowed, match=words):
        raise not_covered(plan, left=left, allowance=allowance)


@pytest.mark.parametrize(
    ("actor", "admin", "seconds", "allowed"),
    [
        ("U1", False, 0, True),
        ("U1", False, 600, True),
        ("U1", False, 601, False),
        ("U1", True, 601, True),
        ("U2", False, 1, False),
        ("U2", True, 10**6, True),
    ],
)
def test_who_may_undo(actor: str, admin: bool, seconds: int, allowed: bool) -> None:
    """The giver within ten minutes, an admin at any time."""
    later = NOW + timedelta(seconds=seconds)
    if allowed:
        may_undo("U1", NOW, actor, admin, later)
        return
    with pytest.raises(NotAllowed):
        may_undo("U1", NOW, actor, admin, later)
