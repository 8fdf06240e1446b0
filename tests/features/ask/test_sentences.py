"""What is read from sentences: the forty of the design, row by row."""

import re

import pytest

from bot.features.ask.commands.typed import typed
from bot.features.ask.rules.deciding import decide
from bot.features.ask.rules.facts import AskIntent, Decision, Reading, Slots, Verdict
from bot.features.ask.rules.following import followed
from bot.features.ask.rules.words import tidied
from bot.slack.text import MENTION

from .northwind import IDS, known_to

# who: sentence => command, or [button] with what is in it, ?(choices), nobody(word), unknown(choices).
FORTY = """
ana: how is ben doing this quarter? => /metrics @ben this quarter
ben: how is grace doing? => /metrics @grace
ana: how's Grace doing? => /metrics @grace
cleo: how is ben doing? => /metrics @ben
ben: my numbers => /metrics me
ben: my numbers last month? => /metrics me last month
ana: how is enterprise doing? => /metrics team Enterprise
ana: how are we doing? => ?(/metrics team Enterprise, /metrics team Sales development)
ana: how are we doing this month? => ?*team Sales development this month)
ben: what's my win rate? => /metrics why win rate
ben: why is my pace so low? => /metrics why pace
ana: what is ben's quota? => /metrics why quota @ben
ben: how much have we booked this week? => /metrics why bookings team this week
ana: ben's calls last week => /metrics why calls @ben last week
ana: how many meetings did kavya have in October? => /metrics why meetings @kavya october
ben: what should I do today? => today
ben: what waits for me? => today
ben: show me my goals => /goal list mine
ana: goals at risk => /goal list at risk
ben: how is G8 going? => /goal why G8
ana: may I see ben's goals? => /goal list @ben
ben: leaderboard win rate last quarter => /leaderboard win rate last quarter
ben: most improved this month => /leaderboard improved this month
ben: who was most thanked this month? => /kudos top this month
ben: what is my place? => /leaderboard
ben: thank grace for the demo => [thank @grace: the demo]
ben: kudos to hugo and dario for the pricing page => [thank @hugo @dario: the pricing page]
ana: give feedback to jamal => [feedback @jamal]
ben: ask ana for feedback on my last call => [ask_feedback @ana: my last call]
ben: I won Acme for $48k => [won $48k: Acme]
ben: set a goal: close 12 deals by 31 Dec => [goal: close 12 deals by 31 Dec]
ben: be quiet until friday => [quiet: until friday]
ana: who is blocked? => team
ana: who is not on track? => team
ben: who is blocked? => team
ben: who read my feedback? => ?(/feedback inbox, /pacer record)
ana: compare ben and grace => unknown(/metrics @ben, /metrics @grace)
ana: how is bob doing? => nobody(bob)
ben: delete my numbers => ?(/metrics me)
ana: fire ben => unknown(/metrics @ben, /goal list @ben)
ana: what's the weather? => unknown()
"""

# What colleagues can answer; the last ones ask for something else.
LEARNING = """
ben: who can help me with discovery? => /mentor #discovery
ben: hi, can you tell me who can help me with closing please? => /mentor #closing
ana: who is good at Showing value? => /mentor #value
ben: find me a mentor => /mentor
ben: what should I read about discovery? => /learn #discovery
ben: anything to read on negotiation => /learn #negotiation
ben: how do I get better at cold calling? => /learn #calling
ben: what should I read? => /learn
ben: how do others handle price objections? => /play price objections
ben: how do my colleagues deal with a silent champion? => /play silent champion
ana: how do the best reps run demos => /play #value
ben: what works against a discount ask => /play discount ask
cleo: any plays for renewals? => /play #renewal
ben: how do others handle <price> & `terms`? => /play price terms
ben: what do others say when price comes up => /play price
ben: show me plays => /play
ben: who can help me? => /pacer help
ben: how can I improve my win rate => ?(/metrics why win rate*
ben: who can see my feedback => /pacer record
ben: what should I do today? => today
cleo: how is everyone doing => /metrics team
"""


# What stands beside a question leaves it as it is, or says of whom it is asked.
BESIDE = """
ana: got a call with emeka in 10 min, give me the picture => /metrics @emeka
ana: talking to <@JAMAL> about it later, show me the numbers for october => /metrics @jamal october
ana: emeka told me to hurry, give me the picture => /metrics @emeka
ana: Hugo's been quiet lately. Is he doing ok on the numbers this month? => /metrics @hugo this month
ana: rank enterprise on win rate, last quarter => /leaderboard win rate Enterprise last quarter
ben: so much to do, how many calls turn into meetings? last 30 days => /metrics why call yield last 30 days
grace: my meeting yield in october, feels like nothing comes of it => /metrics why meeting yield october
ben: am i doing alright this week or not => /metrics me this week
grace: I do not understand why my win rate did go down in October => /metrics why win rate october
ana: I would like to see the objectives of Mr. Ben Walker, if possible => /goal list @ben
ana: who owns G3 => /goal why G3
ana: board prep. mute everything until thursday => [quiet: until thursday]
guest: might I have a look at the sales ranking? => /leaderboard
grace: Did I receive any feedback from Ana yet? => /feedback inbox
ben: by value not by count, what share of my deals do i win => ?*by value)
lucia: good morning :) => any time
grace: good morning pacer => /pacer help
"""

# Some deals only, or a figure taken apart: what does so is offered, no figure of all deals is given.
NARROWED = """
ben: how many deals of type renewal did we win => ?(/metrics why deals won team type renewal, *
ben: bookings of my team for type renewal => ?(/metrics why bookings team type renewal, *
ben: what's our win rate by type => ?(/metrics why win rate by type team, *
ana: what's our win rate by type => ?*/metrics why win rate by type team Sales development)
ana: what is ben's win rate by type => ?(/metrics why win rate by type @ben, *
ben: why is our win rate by type so low => ?(/metrics why win rate by type team, *
ben: our win rate, type new => ?(/metrics why win rate team type new, *
ben: our win rate for type New Business => ?(/metrics why win rate team type New Business, *
ana: ben's numbers type renewal => ?(/metrics @ben type renewal, /metrics @ben)
ana: how is ben doing by type => ?(/metrics why bookings by type @ben, /metrics @ben)
ben: our bookings of this sort: renewal => ?(/metrics why bookings team type renewal, *
ben: who has the best win rate for type renewal => ?(/leaderboard win rate type renewal, *
ben: leaderboard by type => ?(/leaderboard)
ben: win rate by type => ?(/metrics why win rate by type, *
ben: our win rate for renewals => ?(/metrics why win rate team type renewal, *
ben: how many renewals did we win => ?(/metrics why deals won team type renewal, *
ben: our bookings in the partner pipeline => ?(/metrics why bookings team pipeline partner, *
ben: our win rate by pipeline last month => ?(/metrics why win rate by pipeline team last month, *
ben: win rate in segment enterprise => ?(/metrics why win rate team segment enterprise, *
ben: our bookings by product => ?(/metrics why bookings by product team, *
ben: our win rate on inbound source deals => ?(/metrics why win rate team source inbound, *
ben: my coverage by pipeline => ?(/metrics why coverage by pipeline, *
ben: my pipeline coverage => /metrics why coverage
ana: be so kind to show me ben's numbers => /metrics @ben
"""

# A time that nobody understands is asked back, whatever stands beside it.
NO_TIMES = """
ben: our bookings in week 53
ben: our bookings week 53 of 2026
ben: our bookings in week 54
ben: our bookings in week 60
ben: our bookings in week number 54
ben: our bookings week 50
ben: week 0 bookings
ben: our bookings week 53 of 2025
ana: our bookings in week 54
ben: our bookings from week 46 to 48
ben: our bookings 31.04.2026
ben: our bookings 31/04
ben: our bookings 31.4.
ben: our bookings on feb 30
ben: our bookings since 8
ben: our bookings in 53
ben: our bookings quarter 5
ben: our bookings day 14
ben: our bookings over new year
ben: my numbers from 8 a month
ben: leaderboard week 54
ben: most thanked in week 54
"""

# Much like what is answered, and something else: none of these is answered.
DOUBTFUL = """
ana: how many reps hit quota last quarter
ana: how long has hugo been with us
ben: my win rate on deals over 50k
ben: what was my win rate before october
ana: grace's best quarter
ana: bookings by month this year
ana: meetings with new customers last week
ana: any emails from ana
ben: do i have meetings today
ben: i made 40 calls today
grace: how many calls, emails and meetings did i do last week
grace: what would i need to do to hit 120%
grace: initech signed, 60k, thanks to hugo
grace: thank ben and ask him for feedback on my deck
ben: show kudos i sent
ben: i am blocked
ben: mute grace
ana: how many of my reps have goals
cleo: how many tickets did we close last week
cleo: show me everybody's private feedback
ben: I need more help with legal
ben: did my manager look at my numbers
ana: how much did enterprise put on the board in october
cleo: i would like that grace tell me how was my handover
ana: jamal seems down lately, everything ok w him?
lucia: I want to raise the salary of Emeka
ana: is the cro in a good mood today
"""


def told(decision: Decision, who: str) -> str:
    """What becomes of a sentence, as the table writes it."""
    handles = {f"<@{number}>": f"@{handle}" for handle, number in IDS.items()}
    shown = [
        re.sub(MENTION, lambda found: handles[found[0]], typed(each) or each.intent)
        for each in decision.readings
    ]
    match decision.verdict:
        case Verdict.answer:
            return shown[0]
        case Verdict.offer:
            (reading,) = decision.readings
            people = [f" {handles[f'<@{each}>']}" for each in reading.slots.people]
            money = f" {reading.slots.money}" if reading.slots.money else ""
            free = f": {reading.free}" if reading.free else ""
            return f"[{reading.intent}{''.join(people)}{money}{free}]"
        case Verdict.nobody:
            return f"nobody({decision.word})"
        case Verdict.unknown:
            return f"unknown({', '.join(shown)})"
        case Verdict.any_time:
            return "any time"
    return f"?({', '.join(shown)})"


def rows(table: str) -> list[tuple[str, str, str]]:
    """Who says what, and what is expected."""
    found = []
    for line in table.strip().splitlines():
        who, _, rest = line.partition(": ")
        says, _, expected = rest.partition(" => ")
        found.append((who, says, expected))
    return found


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(FORTY, id="forty"),
        pytest.param(LEARNING, id="learning"),
        pytest.param(BESIDE, id="beside"),
        pytest.param(NARROWED, id="narrowed"),
    ],
)
def test_sentences(table: str) -> None:
    """Each is answered, offered or asked back as the table says."""
    wrong = []
    for who, says, expected in rows(table):
        got = told(decide(tidied(says), known_to(who)), who)
        begin, star, end = expected.partition("*")
        if not (got.startswith(begin) and got.endswith(end) if star else got == expected):
            wrong.append(f"{who}: {says}\n    wanted {expected}\n    got    {got}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "table", [pytest.param(DOUBTFUL, id="doubtful"), pytest.param(NO_TIMES, id="no_times")]
)
def test_doubts(table: str) -> None:
    """What names more than an answer tells is asked back, or not known."""
    answered = []
    for line in table.strip().splitlines():
        who, _, says = line.partition(": ")
        decision = decide(tidied(says), known_to(who))
        if decision.verdict in (Verdict.answer, Verdict.offer):
            answered.append(f"{line}\n    got {told(decision, who)}")
    assert not answered, "\n".join(answered)


def test_words_behind_a_colon() -> None:
    """They are what a form begins with, whatever they say."""
    decision = decide("feedback for hugo: discovery was rushed, ask more before the demo", known_to("ana"))
    assert told(decision, "ana") == "[feedback @hugo: discovery was rushed, ask more before the demo]"


def test_a_thread_goes_on_with_some_deals() -> None:
    """ "And by type?" takes apart what was asked before; it never tells it of all deals again."""
    before = Reading(AskIntent.metric, Slots(own_team=True, metric="win rate"))
    table = [
        ("and by type?", "?(/metrics why win rate by type team, /metrics why win rate team)"),
        ("and last month by type?", "?(/metrics why win rate by type team last month, *"),
        ("and last month?", "/metrics why win rate team last month"),
    ]
    for says, expected in table:
        known = known_to("ben")
        got = told(followed(says, decide(says, known), known, before), "ben")
        assert got.startswith(expected.removesuffix("*")), (says, got)
