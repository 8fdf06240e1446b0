"""Today and Team at their fullest: 100 people a team, the longest names, more needs than are shown."""

from fractions import Fraction
from zoneinfo import ZoneInfo

from bot.common.date_ranges import DateRange
from bot.common.moments import WallClock
from bot.emulator.block_kit import validate_view
from bot.features.doors.rules import Menu
from bot.features.goals.rules.facts import GoalCount
from bot.features.home.rules.facts import LedPeople, LedTeam, MemberRow, OwnNumbers, Reader, Today
from bot.features.home.rules.setup import Setup, SetupFacts, SetupProgress
from bot.features.home.rules.tabs import DrawnTab, Tab, tabs_of
from bot.features.home.views.frame import tab_view
from bot.features.home.views.tabs import with_doors
from bot.features.home.views.team import people_view, team_blocks
from bot.features.home.views.today import today_blocks
from bot.features.metrics.rules.glance import Glance, OwnGlance, TeamGlance
from bot.features.needs.rules import NeedRow
from bot.framework.doors import WorkspaceRole, open_doors
from bot.framework.needs import Need, NeedRank
from bot.registry import CATALOG
from bot.slack.newer_blocks import in_full
from tests.features.goals.office import NOW, TODAY

QUARTER = DateRange(TODAY.replace(month=10, day=1), TODAY.replace(year=2027, month=1, day=1), "Q4 2026")
ROLES = frozenset(set(WorkspaceRole) - {WorkspaceRole.guest})
READER = Reader(Menu("Ana", open_doors(CATALOG.doors, ROLES)), ROLES, tabs_of(ROLES))
NAME = "&amp;" * 16


def glance(number: int) -> Glance:
    """Somebody with a quota, in trillions."""
    share = Fraction(number, 7)
    return Glance(NAME, f"U{number}", Fraction(10**12), Fraction(2 * 10**12), share, Fraction(10**9))


TEAMS = [
    TeamGlance(glance(number), tuple(glance(each) for each in range(100)), QUARTER, "USD")
    for number in range(3)
]


def test_today() -> None:
    """At most 40 blocks, each with a way on."""
    needs = [
        NeedRow(Need(f"gap:{number}", "W" * 90, "Give", "feedback.give", NeedRank.gap, NOW), 9)
        for number in range(20)
    ]
    teams = [LedTeam(number, seen, seen.people) for number, seen in enumerate(TEAMS)]
    own = OwnNumbers(OwnGlance(glance(1), QUARTER, "USD"), waiting="*$12* waits for Ana")
    setup = Setup(SetupFacts(teams=3, without_channel=3, people=300), SetupProgress())
    today = Today(needs, own, (), TODAY, NOW, NOW, teams, {}, 300, setup, WallClock(ZoneInfo("UTC"), NOW))
    view = tab_view(READER.tabs, DrawnTab(Tab.today, NOW), today_blocks(READER, today))

    validate_view(in_full(view))
    # An admin who leads has no steps in Today: those come to admins who lead nobody.
    assert len(view["blocks"]) - 2 * len(setup.open_steps) - 2 <= 40


def test_team() -> None:
    """Fifteen people and the way to all 300, in at most 60 blocks; every page of the window is taken."""
    rows = [MemberRow(f"U{each}", NAME, glance(each), GoalCount(61, 61), NOW, TODAY) for each in range(100)]
    everybody = frozenset(row.person_id for row in rows[1:])
    led = LedPeople([(seen, rows) for seen in TEAMS], TODAY, untold=everybody, unmet=everybody)
    view = tab_view(READER.tabs, DrawnTab(Tab.team, NOW), with_doors(READER, Tab.team, team_blocks(led)))

    validate_view(in_full(view))
    assert len(view["blocks"]) <= 60
    assert "All 300" in str(view)
    for page in (1, 2, 20):
        validate_view(people_view(led, page))


def test_what_is_said_of_a_team() -> None:
    """The last 1:1 and feedback in each row; who waits for the first is named once, above them."""
    earlier = TODAY.replace(day=9)
    rows = [
        MemberRow("U1", "Ben Walker", None, GoalCount(2, 0), NOW, earlier),
        MemberRow("U2", "Kavya Rao", None, GoalCount(0, 0), None, None),
        MemberRow("U3", "Jamal Carter", None, GoalCount(1, 1), None, earlier),
    ]
    led = LedPeople([(TEAMS[0], rows)], TODAY, untold=frozenset({"U2", "U3"}), unmet=frozenset({"U2"}))
    team, ben, kavya, jamal = (block["text"]["text"] for block in team_blocks(led))
    assert team.endswith("\nNo feedback from you yet: Kavya Rao and Jamal Carter · No 1:1 yet: Kavya Rao")
    assert ben == "*Ben Walker*\n2 goals · last 1:1 Mon 9 Nov · your last feedback Mon 23 Nov"
    assert kavya == "*Kavya Rao*\nno active goal"
    assert jamal == "*Jamal Carter*\n1 goal, 1 behind · last 1:1 Mon 9 Nov"

    everybody = frozenset({"U1", "U2", "U3"})
    new = LedPeople([(TEAMS[0], rows)], TODAY, untold=everybody, unmet=frozenset())
    assert team_blocks(new)[0]["text"]["text"].endswith("\nNo feedback from you yet: everybody")
