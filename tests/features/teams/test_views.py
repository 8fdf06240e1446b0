"""The teams on screens that Slack takes."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.emulator.block_kit import validate_message, validate_view
from bot.features.people.rules import LONGEST_NAME, Person
from bot.features.teams import views
from bot.features.teams.forms import EditTeamForm, TeamStart
from bot.features.teams.rules.facts import TeamsOverview
from bot.features.teams.rules.org_chart import OrgChart, Team
from bot.features.teams.rules.team_form import MOST_MEMBERS
from bot.slack.text import escape

from .cast import ANA, BEN, CLEO, DARIO, GONE, ORG_CHART, PEOPLE, WINS, person

DANA = person("U0DANA", is_admin=True)


def seen(
    who: str | Person = ANA, org_chart: OrgChart = ORG_CHART, people: Mapping[str, Person] = PEOPLE
) -> TeamsOverview:
    """The teams, for one of the cast to look at."""
    return TeamsOverview(PEOPLE[who] if isinstance(who, str) else who, org_chart, people)


def sections(blocks: list[dict[str, Any]]) -> list[str]:
    """The words of the sections."""
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]


def buttons(blocks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """What can be pressed, with its value."""
    rows = (block["elements"] for block in blocks if block["type"] == "actions")
    return [(element["action_id"], element.get("value", "")) for row in rows for element in row]


def test_in_words() -> None:
    """Name, manager, place, members by name; nobody is pinged."""
    message = views.list_message(seen())
    validate_message(message.text, message.blocks)
    assert sections(message.blocks) == [
        f"*Enterprise*, led by you, in <#{WINS}>\nBen and Cleo",
        "*R&amp;D*, led by Ben\nDario",
    ]
    assert "<@" not in str(message.blocks)


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        (
            ANA,
            [(views.CHANGE, "1"), (views.END, "1"), (views.CHANGE, "2"), (views.END, "2"), (views.ADD, "")],
        ),
        (BEN, [(views.CHANGE, "2")]),
        (CLEO, []),
        (DARIO, []),
    ],
)
def test_buttons_for_those_who_may(who: str, offered: list[tuple[str, str]]) -> None:
    """Admins everything, a manager the own team, all others look."""
    assert buttons(views.list_message(seen(who)).blocks) == offered


def test_a_team_ends_after_a_question() -> None:
    """It names the team, in plain text."""
    row = next(b for b in reversed(views.list_message(seen()).blocks[:-1]) if b["type"] == "actions")
    assert row["elements"][1]["confirm"]["title"]["text"] == "End R&D?"


def test_no_teams() -> None:
    """Said to all, with a button for admins; another sentence when no name has the words."""
    for who, number in ((ANA, 1), (BEN, 0)):
        blocks = views.list_message(seen(who, OrgChart(()))).blocks
        assert sections(blocks) == ["There are no teams yet. Admins of this workspace add them."]
        assert len(buttons(blocks)) == number
    assert sections(views.list_message(seen(), "north").blocks) == [
        "No team has that in its name. `/pacer teams` shows all."
    ]


def test_a_part_of_a_name() -> None:
    """Only those that have it."""
    assert [text[:5] for text in sections(views.list_message(seen(), "ENTER").blocks)] == ["*Ente"]


def test_those_who_left() -> None:
    """A member who left is not shown; of a manager it is said."""
    org_chart = OrgChart((Team(1, "A", GONE, None, (BEN, GONE)), Team(2, "B", "U0LOST", None, (GONE,))))
    assert sections(views.list_message(seen(org_chart=org_chart)).blocks) == [
        "*A*, led by Gone (who has left)\nBen",
        "*B*, led by someone unknown\nNo members yet.",
    ]


def test_as_full_as_it_gets() -> None:
    """Long names of many people in many teams: cut, and said so."""
    many = {f"U{n}": Person(f"U{n}", escape("&" * LONGEST_NAME), DANA.zone) for n in range(MOST_MEMBERS)}
    teams = tuple(Team(n, escape("&" * 40), "U1", WINS, tuple(many)) for n in range(views.SHOWN + 2))
    full = seen(DANA, OrgChart(teams), many)
    message = views.list_message(full, news=views.ended(teams[0].name))
    validate_message(message.text, message.blocks)
    assert "And 2 more teams: write a part of the name" in str(message.blocks)
    assert sections(message.blocks)[0].endswith(" and 99 more")
    validate_view(EditTeamForm.draw(TeamStart(full, teams[0])))
    validate_view(EditTeamForm.saved(views.saved(teams[0])))


def test_names_that_would_swallow_what_follows() -> None:
    """An open code block in a name ends with it."""
    team = Team(1, "```", ANA, None, ())
    assert sections(views.list_message(seen(org_chart=OrgChart((team,)))).blocks)[0].startswith(
        "*``````*, led by"
    )


def elements(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The fields of a form, by name."""
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


def test_the_form_of_a_new_team() -> None:
    """Empty."""
    form = EditTeamForm.draw(TeamStart(seen()))
    validate_view(form)
    fields = elements(form)
    assert list(fields) == ["name", "manager", "members", "channel"]
    assert not [key for field in fields.values() for key in field if key.startswith("initial")]
    assert form["private_metadata"] == ""


def test_the_form_of_a_team() -> None:
    """As it is, raw, for an admin; who left is left out."""
    form = EditTeamForm.draw(TeamStart(seen(), Team(2, "R&amp;D", BEN, WINS, (DARIO, GONE))), about="2")
    validate_view(form)
    fields = elements(form)
    assert fields["name"]["initial_value"] == "R&D"
    assert fields["manager"]["initial_user"] == BEN
    assert fields["members"]["initial_users"] == [DARIO]
    assert fields["channel"]["initial_channel"] == WINS
    assert form["private_metadata"] == "2"
    orphan = elements(EditTeamForm.draw(TeamStart(seen(), Team(3, "Orphan", GONE, None, ()))))
    assert "initial_user" not in orphan["manager"]


def test_the_form_for_a_manager() -> None:
    """Who leads the team is said, and is not theirs to change."""
    form = EditTeamForm.draw(TeamStart(seen(BEN), ORG_CHART.teams[1]))
    validate_view(form)
    assert "manager" not in elements(form)
    assert "Led by Ben. An admin can give the team another manager." in str(form["blocks"])
