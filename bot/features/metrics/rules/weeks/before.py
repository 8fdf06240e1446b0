"""Weeks as version 1 of their notices stored them, in the words of today; pure."""

from collections.abc import Mapping
from typing import Any

from bot.features.metrics.rules.weeks.told import MOST_PEOPLE


def own_of_before(week: Mapping[str, Any]) -> dict[str, Any]:
    """A rep's week of version 1, of lines of figures, as a sentence and lines of words."""
    lines = [f"{name}: {words}" for name, words in week["lines"]]
    return {"said": f"{lines[0].lower()}.", "lines": lines[1:]}


def team_of_before(team: Mapping[str, Any]) -> dict[str, Any]:
    """A team's week of version 1, of figures for each member, as sentences and a line a person."""
    people = [f"{each['name']} {each['week']}, attainment {each['attainment'][1]}" for each in team["people"]]
    figures = own_of_before(team)
    said = " ".join([figures["said"], *(f"{line}." for line in figures["lines"][:2])])
    kept = {key: team[key] for key in ("id", "team", "restated")}
    return {
        **kept,
        "judged": "",
        "said": said,
        "people": people[:MOST_PEOPLE],
        "more": len(people[MOST_PEOPLE:]),
    }
