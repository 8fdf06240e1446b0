"""The App Home as the cockpit: its tabs, what is done in it, and who sees what."""

from datetime import timedelta
from fractions import Fraction

from bot.demo.stage import Stage
from bot.emulator.block_kit import validate_view
from bot.features.home.rules.tabs import DrawnTab, Tab, drawn_from, tab_to_draw
from bot.features.home.views.frame import tab_view
from bot.features.metrics.rules.glance import Glance, QuotaStanding
from tests.features.goals.office import NOW

from .goals_office import with_team
from .people import at_home, opens_tab

ALL_TABS = ["Today", "Goals", "Numbers", "People", "Team", "Setup", "Me"]


def tabs_in(stage: Stage, name: str) -> list[str]:
    """The labels of the row of tabs in somebody's App Home."""
    view = stage.actor(name).home
    assert view is not None
    return [each["text"]["text"] for each in view.blocks[0].get("elements", [])]


async def test_a_need_goes_when_it_is_answered(stage: Stage) -> None:
    """Ben answers from a window that he opened in Today, and Today is drawn again without the row."""
    await with_team(stage)
    ana, ben = stage.actor("ana").goes_to("#sales"), stage.actor("ben")
    await ana.types("/goal Win $50k by eoq for @ben")
    await ben.opens_home()
    assert "Ben, 1 thing needs you." in at_home(ben)
    assert "Ana proposes *Win $50k*" in at_home(ben)

    await ben.clicks("Answer", within=ben.home)
    await ben.clicks("Accept")

    assert "Ben, nothing needs you." in at_home(ben)
    assert "Ana proposes" not in at_home(ben)
    assert "*Win $50k*" in at_home(ben)


async def test_a_form_opened_in_a_tab_draws_that_tab_again(stage: Stage) -> None:
    """It is Goals that shows the new goal, not Today; half an hour later Home begins with Today."""
    ben = stage.actor("ben")
    assert "You have no goals yet" in await opens_tab(ben, "goals")

    await ben.clicks("New goal", within=ben.home)
    await ben.submits({"Title": "Close 12 deals", "Target": "12 deals"})
    await ben.closes(clear=True)

    assert "Close 12 deals" in at_home(ben)
    assert "Your goals" in at_home(ben)
    await ben.opens_home()
    assert "Your goals" in at_home(ben)
    await stage.emulator.move_clock(stage.emulator.clock.now() + timedelta(minutes=31))
    await ben.opens_home()
    assert "Your goals" not in at_home(ben)


async def test_who_has_which_tabs(stage: Stage) -> None:
    """Ana leads and is an admin; Ben is in a team; Cleo is in none, and is not promised a check-in."""
    await with_team(stage)
    for name in ("ana", "ben", "cleo"):
        await stage.actor(name).opens_home()

    assert tabs_in(stage, "ana") == ALL_TABS
    assert tabs_in(stage, "ben") == ["Today", "Goals", "Numbers", "People", "Me"]
    assert tabs_in(stage, "cleo") == ["Today", "Goals", "People", "Me"]
    cleo = at_home(stage.actor("cleo"))
    assert "*Welcome, Cleo.* You are in no team yet; an admin adds you." in cleo
    assert "Next check-in" not in cleo


async def test_the_team_of_a_manager(stage: Stage) -> None:
    """A row a person, whose menu leads to that person."""
    await with_team(stage)
    ana = stage.actor("ana")
    team = await opens_tab(ana, "team")
    assert "*Ben Walker*" in team
    # Nobody is missed before the days of a duty are over.
    assert "from you yet" not in team

    for choice, there in (("Goals", "Grace"), ("Plan a 1:1", "1:1s with Grace")):
        row = next(each for each in ana.home.blocks if "*Grace Kim*" in str(each)) if ana.home else {}
        await ana.chooses(row["block_id"], choice, within=ana.home)
        assert ana.modal is not None, choice
        assert there in str(ana.modal), choice
        await ana.closes(clear=True)


async def test_what_is_not_for_us_counts(stage: Stage) -> None:
    """The step goes, the count rises, and the tab is drawn again by itself."""
    ana = stage.actor("ana")
    before = await opens_tab(ana, "setup")
    assert "What guests may do" in before

    await ana.clicks("home.leave_out:guests", within=ana.home)

    assert "home.step:guests" not in at_home(ana)
    assert before != at_home(ana)


def test_the_tab_that_is_drawn() -> None:
    """The one left within half an hour, if it is still theirs; Today for all else."""
    left = DrawnTab(Tab.team, NOW)
    assert drawn_from(left.written()) == left
    assert tab_to_draw(left.written(), NOW + timedelta(minutes=30), list(Tab)) is Tab.team
    assert tab_to_draw(left.written(), NOW + timedelta(minutes=31), list(Tab)) is Tab.today
    assert tab_to_draw(left.written(), NOW, [Tab.today, Tab.me]) is Tab.today
    assert {tab_to_draw(words, NOW, list(Tab)) for words in ("", "team", "nothing 1", "team x")} == {
        Tab.today
    }
    validate_view(tab_view(list(Tab), left, []))


def test_standings_at_their_edges() -> None:
    """As goals: ahead from 110%, on track from 90%, at risk from 70%; early in the days nothing is said."""

    def standing(pace: int, *, is_early: bool = False) -> QuotaStanding | None:
        share = Fraction(pace, 100)
        return Glance("Ben", "U1", Fraction(50), Fraction(100), share, is_early=is_early).standing

    assert [standing(pace) for pace in (110, 109, 90, 89, 70, 69)] == [
        QuotaStanding.ahead,
        QuotaStanding.on_track,
        QuotaStanding.on_track,
        QuotaStanding.at_risk,
        QuotaStanding.at_risk,
        QuotaStanding.off_track,
    ]
    assert standing(10, is_early=True) is None
    assert Glance("Ben", "U1", Fraction(100), Fraction(100)).standing is QuotaStanding.met
