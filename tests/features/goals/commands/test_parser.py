"""What people write after /goal, as an intent."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.common.date_ranges import Fiscal
from bot.common.errors import BadInput
from bot.common.locales import Locale, TypedOn
from bot.common.numbers import Amount, NumberChange, write_amount
from bot.features.goals.commands.intents import (
    GoalName,
    Intent,
    ListGoals,
    OpenGoalForm,
    RespondToGoal,
    SetGoal,
    ShowGoal,
    ShowHistory,
    ShowTree,
    Update,
)
from bot.features.goals.commands.parser import GRAMMAR
from bot.features.goals.commands.set_goal import parse_set
from bot.features.goals.commands.units import without_unit
from bot.features.goals.rules.facts import Which
from bot.features.goals.rules.progress import GoalHealth, GoalKind
from bot.features.goals.rules.state_machine import GoalAction

TODAY = date(2026, 11, 23)
ON = TypedOn(TODAY)
EOQ = date(2026, 12, 31)
G3, NONE, PIPELINE = GoalName(3), GoalName(), GoalName(words="Pipeline")
TWO_MORE = NumberChange(Decimal(2), adds=True)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("", ListGoals()),
        ("list", ListGoals()),
        ("LIST my team", ListGoals(Which.team)),
        ("list <@U1|ben>", ListGoals(Which.person, "U1")),
        ("list at risk page 2", ListGoals(Which.at_risk, None, 2)),
        ("set", OpenGoalForm()),
        ("update", OpenGoalForm(GoalAction.update, NONE)),
        ("update G3", OpenGoalForm(GoalAction.update, G3)),
        ("counter g3", OpenGoalForm(GoalAction.counter, G3)),
        ("edit #3", OpenGoalForm(GoalAction.edit, G3)),
        ("concern G3", OpenGoalForm(GoalAction.raise_concern, G3)),
        ("G3", ShowGoal(G3)),
        ("why hospitals", ShowGoal(GoalName(words="hospitals"))),
        ("tree", ShowTree()),
        ("tree G3 page 2", ShowTree(G3, 2)),
        ("history G3", ShowHistory(G3)),
        ("accept", RespondToGoal(GoalAction.accept, NONE)),
        ("accept G3", RespondToGoal(GoalAction.accept, G3)),
        ("done G3 at last", RespondToGoal(GoalAction.finish, G3, "at last")),
        ("drop acme", RespondToGoal(GoalAction.drop, GoalName(words="acme"))),
        ("drop G3 because it moved", RespondToGoal(GoalAction.drop, G3, "it moved")),
        ("concern G3 too much at once", RespondToGoal(GoalAction.raise_concern, G3, "too much at once")),
        (
            "counter G3 $10k by 15 Jan because of leave",
            RespondToGoal(
                GoalAction.counter, G3, "of leave", Amount(Decimal(10_000), "USD"), date(2027, 1, 15)
            ),
        ),
        ("edit G3 by eoq", RespondToGoal(GoalAction.edit, G3, "", None, EOQ)),
        ("edit G3 title “New name”", RespondToGoal(GoalAction.edit, G3, "", None, None, "New name")),
        ("update +5k", Update(NONE, NumberChange(Decimal(5000), adds=True))),
        (
            "update G3 7 on track, fine",
            Update(G3, NumberChange(Decimal(7), adds=False), GoalHealth.on_track, "fine"),
        ),
        ("update G3 blocked: legal", Update(G3, None, GoalHealth.blocked, "legal")),
        ("update acme deals +2", Update(GoalName(words="acme deals"), NumberChange(Decimal(2), adds=True))),
        ('update "acme 2" at-risk', Update(GoalName(words="acme 2"), None, GoalHealth.at_risk)),
        *[
            (words, Update(G3, None, GoalHealth.on_track))
            for words in (
                "G3 — on track",
                "G3: on track",
                "G3 on track.",
                "G3 - on track",
                "g3, On-Track!",
                "G3 is on track",
                "update G3 — on track",
                "update G3: on track",
                "update #3 – on track",
                "report G3—on track",
            )
        ],
        ("G3 +2, on track", Update(G3, TWO_MORE, GoalHealth.on_track)),
        ("G3: +2 — on track: two calls", Update(G3, TWO_MORE, GoalHealth.on_track, "two calls")),
        ("update G3 +2, on track", Update(G3, TWO_MORE, GoalHealth.on_track)),
        ("update G3 +2 deals on track", Update(G3, TWO_MORE, GoalHealth.on_track)),
        ("update G3 +2 trial accounts on track", Update(G3, TWO_MORE, GoalHealth.on_track)),
        ("update G3 +2 not on track", Update(G3, TWO_MORE, None, "not on track")),
        ("add 2 to G3", Update(G3, TWO_MORE)),
        ("set G3 to 7", Update(G3, NumberChange(Decimal(7), adds=False))),
        ("update G3 –2", Update(G3, NumberChange(Decimal(-2), adds=True))),
        ("update G3 – 2", Update(G3, NumberChange(Decimal(2), adds=False))),
        (
            "update G3 $1.2 million, at risk - legal",
            Update(G3, NumberChange(Decimal(1_200_000), adds=False, unit="USD"), GoalHealth.at_risk, "legal"),
        ),
        ("progress Pipeline 5k", Update(PIPELINE, NumberChange(Decimal(5000), adds=False))),
        ("progress Pipeline: +2", Update(PIPELINE, TWO_MORE)),
        ("update ‘Pipeline’ +2", Update(PIPELINE, TWO_MORE)),
        ("update 'Pipeline' — on track", Update(PIPELINE, None, GoalHealth.on_track)),
        ("update “Pipeline”", OpenGoalForm(GoalAction.update, PIPELINE)),
        ("update pipeline", OpenGoalForm(GoalAction.update, GoalName(words="pipeline"))),
        ("G3 done at last", RespondToGoal(GoalAction.finish, G3, "at last")),
        ("done G3 — at last", RespondToGoal(GoalAction.finish, G3, "at last")),
        ("done ‘Pipeline’", RespondToGoal(GoalAction.finish, PIPELINE)),
        ("G3: counter 10", RespondToGoal(GoalAction.counter, G3, "", Amount(Decimal(10)))),
        ("concern G3 — too much", RespondToGoal(GoalAction.raise_concern, G3, "too much")),
    ],
)
def test_verbs(text: str, intent: Intent) -> None:
    """Each with what may follow it; case does not matter."""
    assert GRAMMAR.parse(text, ON) == intent


@pytest.mark.parametrize(
    "text",
    [
        "list all prospects by friday",
        "update the CRM by friday",
        "done deals 12 by eom",
        "help me sell 5 cars",
        "report 5 bugs by friday",
        "progress the CRM migration by friday",
        "G7 summit: 5 talks by friday",
    ],
)
def test_a_verb_only_if_all_fits(text: str) -> None:
    """Otherwise it is a goal, and its name is what was written."""
    intent = GRAMMAR.parse(text, ON)
    assert isinstance(intent, SetGoal)
    assert text.startswith(intent.title)


SETS = [
    (
        "Close 12 deals by fri",
        ("Close 12 deals", GoalKind.number, "deals", "0", "12"),
        {"due": date(2026, 11, 27)},
    ),
    (
        "Win $50k by eoq for <@U1>",
        ("Win $50k", GoalKind.money, "USD", "0", "50000"),
        {"due": EOQ, "owner_id": "U1"},
    ),
    ("churn from 5% to 3% by eoy", ("churn", GoalKind.percent, "%", "5", "3"), {"due": EOQ}),
    ("bugs from 12 to 0 by eoy", ("bugs", GoalKind.number, "", "12", "0"), {"due": EOQ}),
    ("Win €1.2m for team", ("Win €1.2m", GoalKind.money, "EUR", "0", "1200000"), {"team": ""}),
    (
        "Win 3 logos for team Mid-market by eoq",
        ("Win 3 logos", GoalKind.number, "logos", "0", "3"),
        {"team": "Mid-market"},
    ),
    ("“Close Acme” 50 000 by eoq", ("Close Acme", GoalKind.number, "", "0", "50000"), {"due": EOQ}),
    (
        "private Learn 5 songs by eoq",
        ("Learn 5 songs", GoalKind.number, "songs", "0", "5"),
        {"private": True},
    ),
    (
        "Close 2 deals under G3 weight 2",
        ("Close 2 deals", GoalKind.number, "deals", "0", "2"),
        {"parent": G3, "weight": Decimal(2)},
    ),
    (
        "Close 2 deals from 1 Dec by eoq",
        ("Close 2 deals", GoalKind.number, "deals", "0", "2"),
        {"begins": date(2026, 12, 1)},
    ),
    (
        "Close 2 deals by eoq because by Friday I rest",
        ("Close 2 deals", GoalKind.number, "deals", "0", "2"),
        {"why": "by Friday I rest"},
    ),
    ("Launch it by friday", ("Launch it", GoalKind.milestone, "", "0", "1"), {"due": date(2026, 11, 27)}),
    (
        "support 24/7 for 5 clients by eoq",
        ("support 24/7 for 5 clients", GoalKind.number, "clients", "0", "5"),
        {},
    ),
]


SETS += [
    ("Win $1.2 million by Q4", ("Win $1.2 million", GoalKind.money, "USD", "0", "1200000"), {"due": EOQ}),
    ("Win US$50k by eoq", ("Win US$50k", GoalKind.money, "USD", "0", "50000"), {}),
    ("Win $50,00,000 by eoq", ("Win $50,00,000", GoalKind.money, "USD", "0", "5000000"), {}),
    ("Reach 1,00,000 users by eoq", ("Reach 1,00,000 users", GoalKind.number, "users", "0", "100000"), {}),
    (
        "ARR from $1.2 million to $3 million by Q1",
        ("ARR", GoalKind.money, "USD", "1200000", "3000000"),
        {"due": date(2027, 3, 31)},
    ),
    (
        "Sign 3 12-month contracts by end of December",
        ("Sign 3 12-month contracts", GoalKind.number, "", "0", "3"),
        {"due": EOQ},
    ),
    (
        "Call at 10:30 for 5 clients by Q2 2027",
        ("Call at 10:30 for 5 clients", GoalKind.number, "clients", "0", "5"),
        {"due": date(2027, 6, 30)},
    ),
    (
        "Cut the cycle by 10 days by eow",
        ("Cut the cycle by 10 days", GoalKind.number, "days", "0", "10"),
        {"due": date(2026, 11, 27)},
    ),
    (
        "Grow pipeline by 10% this quarter by H2",
        ("Grow pipeline by 10% this quarter", GoalKind.percent, "%", "0", "10"),
        {"due": EOQ},
    ),
    ("Close the two hospitals by eoq", ("Close the two hospitals", GoalKind.milestone, "", "0", "1"), {}),
    ("Write a two-page plan by eoq", ("Write a two-page plan", GoalKind.milestone, "", "0", "1"), {}),
    ('"Meet ten people" by eoq', ("Meet ten people", GoalKind.milestone, "", "0", "1"), {}),
    (
        "Close 5 TOP deals by eod",
        ("Close 5 TOP deals", GoalKind.number, "TOP deals", "0", "5"),
        {"due": TODAY},
    ),
    (
        "win 8 by Friday week",
        ("win 8", GoalKind.number, "", "0", "8"),
        {"due": date(2026, 12, 4)},
    ),
    (
        "Cut 5 tickets by 24/7 support by eoq",
        ("Cut 5 tickets by 24/7 support", GoalKind.number, "tickets", "0", "5"),
        {"due": EOQ},
    ),
    (
        "Cut 5 tickets by 24/7 support",
        ("Cut 5 tickets by 24/7 support", GoalKind.number, "tickets", "0", "5"),
        {"due": None},
    ),
    ("Q4 2025/26 renewal by eoq", ("Q4 2025/26 renewal", GoalKind.milestone, "", "0", "1"), {"due": EOQ}),
    (
        "Win a share from 1/4 to 1/2 by eoq",
        ("Win a share from 1/4 to 1/2", GoalKind.milestone, "", "0", "1"),
        {},
    ),
    (
        '"Win Q4 by Feb 30" 5 by in two weeks',
        ("Win Q4 by Feb 30", GoalKind.number, "", "0", "5"),
        {"due": date(2026, 12, 7)},
    ),
]


# What a goal counts is the whole phrase behind its number, up to the next part of the sentence.
UNITS = {
    "Open 6 trial accounts": "trial accounts",
    "Win 12 new logos by eoq": "new logos",
    "Book 30 discovery calls by Friday": "discovery calls",
    "Book 30 discovery calls with CFOs by Friday": "discovery calls",
    "Hold 8 demos booked by partners": "demos",
    "Get 4 customer references written this month": "customer references",
    "Close 12 more deals for <@U1> under G3": "deals",
    "Sign 5 multi-year contracts, because they last": "multi-year contracts",
    "Run 3 Q&A sessions at fairs": "Q&A sessions",
    "Meet 40 C-level people in Porto": "C-level people",
    "Hire 1 sales engineer by eoq": "sales engineer",
    "Send 100 first e-mails a week": "first e-mails",
    "Win 3 12-month contracts": "",
    "Learn 9 things that matter to customers": "things",
    "Reach 50,000 monthly active users until eoq": "monthly active users",
    "Qualify 20 inbound marketing leads from the hospital fair": "inbound marketing leads",
    "Keep 5 big old loyal hospital customers": "old loyal hospital customers",
    "Call 30 people regarding contracts": "people",
    "Make 25 sales calls by friday": "sales calls",
    "Make 25 sales by friday": "sales",
    "Visit 12": "",
    "Cross 12 by friday": "",
}


def test_what_is_counted() -> None:
    """Of every sentence, over the first parts that it may have."""
    read = {text: parse_set(text, TODAY) for text in UNITS}
    assert {text: goal.unit for text, goal in read.items()} == UNITS


def test_a_number_with_its_unit() -> None:
    """In a report: as it was set, by its noun alone, or without it; other words are none of it."""
    typed = ("7 trial accounts", "7 Accounts", "7accounts", "7", "1 200 trial accounts", "7 trials")
    read = [without_unit("trial accounts", each).strip() for each in typed]
    assert read == ["7", "7", "7", "7", "1 200", "7 trials"]
    assert without_unit("", "7 deals") == "7 deals"


def test_words_are_read_as_the_workspace_writes() -> None:
    """Its base currency, its fiscal quarter, its working week."""
    cairo = Locale("EGP", Fiscal(first_month=2), frozenset({6, 0, 1, 2, 3}))
    assert parse_set("Win £5k by eoq", TODAY, cairo).due == date(2027, 1, 31)
    assert parse_set("Win £5k by Q1", TODAY, cairo).due == date(2027, 4, 30)
    assert parse_set("Win £5k by eow", TODAY, cairo).due == date(2026, 11, 26)
    assert parse_set("Win £5k by eow", TODAY, cairo).unit == "EGP"


@pytest.mark.parametrize(("text", "shape", "more"), SETS)
def test_sentences(text: str, shape: tuple[str, GoalKind, str, str, str], more: dict[str, object]) -> None:
    """Title, number, unit, and the clauses around them."""
    goal = parse_set(text, TODAY)
    assert (goal.title, goal.kind, goal.unit, str(goal.start), str(goal.target)) == shape
    assert {name: getattr(goal, name) for name in more} == more


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("Close 12 deals", "no date"),
        ("Launch it by eoq", "no number"),
        ("Close 12 deals and 3 renewals by eoq", "more than one number (12, 3)"),
        ("churn from 5% to 3% by eoq", "less is better"),
        ("Close 12 deals by 2028-12-31", "over a year away"),
    ],
)
def test_what_is_unusual_is_said(text: str, guess: str) -> None:
    """And the usual is not."""
    assert any(guess in each for each in parse_set(text, TODAY).unusual)
    assert parse_set("Close 12 deals by eoq", TODAY).unusual == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Close 1_200 deals by eoq", "“1_200” is not a number"),
        ("Close -5 deals by eoq", "“-5” is below zero"),
        ("Close –2 deals by eoq", "“–2” is below zero"),
        ("Win $12,5k by eoq", "“$12,5k” can be read in two ways: write 12.5k or 12,500."),
        ("Win 12,345,67 by eoq", "“12,345,67” has its commas in odd places"),
        ("Win 3.4 milion by eoq", "write “million”, or digits"),
        ("Win 10 mil by eoq", "can be thousands or millions"),
        ("Close ten deals by eoq", "“ten” is a number in words: write it in digits"),
        ("Reach fifty thousand users by eoq", "“fifty thousand” is a number in words"),
        ("Win 60-70k by eoq", "“60-70k” is not a number"),
        ("Win $50k/month by eoq", "“$50k/month” is not a number"),
        ("Win 50 T€ by eoq", "“50 T€” is not a number"),
        ("Win $90k€ by eoq", "two units"),
        ("Close 5 deals by Feb 29 2027", "“Feb 29 2027” is not a day: February 2027 has 28"),
        ("Close 5 deals by Feb 30", "“Feb 30” is not a day: February has 29"),
        ("Close 5 deals by yesterday", "“yesterday” is past (Sun 22 Nov)"),
        ("Close 5 deals by last friday", "“last friday” is past (Fri 20 Nov)"),
        ("Close 5 deals by 3 days ago", "“3 days ago” is past"),
        ("Close 5 deals by last quarter", "“last quarter” is past (Wed 30 Sep)"),
        ("Close 5 deals by December", "“December” is not a day but many"),
        ("Close 5 deals by next month", "“next month” is not a day but many"),
        ("Close 5 deals by 2027", "“2027” is not a day but many"),
        ("Close 5 deals by mid December", "“mid December” is not a day that I can read"),
        ("Close 5 deals by christmas", "“christmas” is not a day that I can read"),
        ("counter G3 10 by Feb 30", "“Feb 30” is not a day"),
        ("Close 12 deals by 31/04", "“31/04” is not a day that I can read. Write it as 2026-12-31"),
        ("Close 12 deals by 12/31 for <@U1>", "“12/31” is not a day that I can read. Write it as 31 Dec."),
        ("Close 12 deals by 1/2, weight 2", "“1/2” can be 1 Feb or 2 Jan"),
        ("Close 12 deals from 1.12. by eoq", "“1.12” can be 1 Dec or 12 Jan"),
        ("Close 12 deals by the 31/04!", "“the 31/04!” is not a day that I can read"),
        ("Close 12 deals by KW 50", "“KW 50” is not a day that I can read"),
        ("counter G3 10 by 31/04 because of leave", "“31/04” is not a day"),
        ("Close 5 deals by Q4 2020", "“Q4 2020” is past"),
        ("Close 1e309 deals", "“1e309” is not a number"),
        ("Close NaN deals by eoq", "“NaN” is not a number"),
        ("Close 12,5 deals by eoq", "can be read in two ways"),
        ("Win $1.200 by eoq", "can be read in two ways"),
        ("Close 0 deals by eoq", "zero"),
        ("Close 5 deals by 12/11/2026", "can be 2026-11-12 or 2026-12-11"),
        ("Close 5 deals by 2026-01-01", "is past"),
        ("Close 5 deals by 31 Feb", "“31 Feb” is not a day"),
        ("Close 5 deals for <@U1> <@U2>", "one owner"),
        ("from 5% to $3 by eoq", "Say what the goal is"),
        ("churn from 5% to $3 by eoq", "different units"),
        ("x" * 151 + " 5 by eoq", "150 is the most"),
        ("set by friday", "Say what the goal is"),
        ("update 1_200", "“1_200” is not a number"),
        ("G3 +5k/month", "“5k/month” is not a number"),
        ("update G3 12,5", "can be read in two ways: write 12.5 or 12,500."),
        ("update G3 on trak by friday", "I cannot read “on trak by friday” as news of G3. Write a number"),
        ("update G3 the CRM by friday", "as news of G3"),
        ("set G3 up by friday", "I cannot read “up by friday” as news of G3"),
        ("list G3 12 by friday", "as news of G3"),
        ("update ‘Pipeline’ soon by friday", "as news of “Pipeline”"),
        ("counter G3 soon", "“soon” is not a number"),
        ("counter G3 because", "“because” is not a number"),
        ("concern G3 " + "x" * 2001, "2,000 is the most"),
    ],
)
def test_what_cannot_be_meant(text: str, sentence: str) -> None:
    """Refused, and the text is shown."""
    with pytest.raises(BadInput) as refused:
        GRAMMAR.parse(text, ON)
    assert sentence in str(refused.value)


@pytest.mark.parametrize("words", ["<!here>", "<!channel>", "<!subteam^S1|@sales>", "&lt;@U3&gt;", "@ben"])
def test_nobody_by_accident(words: str) -> None:
    """Broadcasts, groups, escaped text and plain words own no goal."""
    intent = GRAMMAR.parse(f"Close 5 deals by eoq for {words}", ON)
    assert isinstance(intent, SetGoal)
    assert intent.owner_id is None


@pytest.mark.parametrize(
    ("text", "near"),
    [("lst", "list"), ("histroy G3", "history"), ("acept", "accept"), ("updte G3 +2", "update")],
)
def test_near_misses(text: str, near: str) -> None:
    """The likely verb is offered."""
    with pytest.raises(BadInput, match=f"`/goal {near}`"):
        GRAMMAR.parse(text, ON)


_VERBS = "set update list counter concern done page help"
_CLAUSES = "by from to for team under weight because private friday 12/11/2026 G3"
_OTHERS = '5% $50k 12 1_2 -5 " <@U1> <!here> &amp;'
_WORDS = st.sampled_from(f"{_VERBS} {_CLAUSES} {_OTHERS}".split())
words = st.text() | st.lists(_WORDS, max_size=9).map(" ".join)


@given(words)
@example("weight by")
@example("for team by from to")
def test_any_text(text: str) -> None:
    """An intent, or a sentence that says why not."""
    with suppress(BadInput):
        assert GRAMMAR.parse(text, ON) is not None


@given(value=st.decimals(1, 99_999_999, places=2), unit=st.sampled_from(["", "%", "USD", "EUR", "CHF"]))
def test_what_is_shown_can_be_set(value: Decimal, unit: str) -> None:
    """A number as it is shown, in a sentence, is the goal's target with its unit."""
    goal = parse_set(f"Reach {write_amount(value, unit)} by eoq", TODAY)
    assert (goal.target, goal.unit) == (value, unit)
