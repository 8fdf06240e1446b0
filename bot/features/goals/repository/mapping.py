"""Between rows and facts: a goal as the rules know it, and as its history stores it."""

from collections.abc import Mapping
from typing import Any

from bot.features.goals.models import GoalRow
from bot.features.goals.rules.agreement import Terms, terms_from
from bot.features.goals.rules.progress import Goal, GoalHealth, GoalKind, RollUp
from bot.features.goals.rules.state_machine import GoalState
from bot.features.teams.rules.org_chart import OrgChart


def facts_of(row: GoalRow, org_chart: OrgChart) -> Goal:
    """The goal of a row; a team's goal is owned by whoever leads the team now."""
    team = org_chart.team(row.team_id) if row.team_id is not None else None
    return Goal(
        id=row.id,
        number=row.number,
        title=row.title,
        why=row.why,
        owner_id=team.manager_id if team else row.owner_id,
        proposer_id=row.proposer_id,
        team_id=row.team_id,
        kind=GoalKind(row.kind),
        unit=row.unit,
        start=row.start,
        target=row.target,
        current=row.current,
        begins=row.begins,
        due=row.due,
        state=GoalState(row.state),
        counter=terms_from(row.counter) if row.counter else None,
        coach_ids=frozenset(row.coach_ids),
        private=row.is_private,
        parent_id=row.parent_id,
        roll_up=RollUp(row.roll_up),
        weight=row.weight,
        version=row.version,
        health=GoalHealth(row.health) if row.health else None,
        waits_since=row.waits_since,
        reported_at=row.reported_at,
        reached_at=row.reached_at,
    )


def terms_json(terms: Terms) -> dict[str, str]:
    """JSON in which terms are stored: decimal text and ISO days; the inverse of `terms_from`."""
    return {
        "title": terms.title,
        "start": format(terms.start, "f"),
        "target": format(terms.target, "f"),
        "begins": terms.begins.isoformat(),
        "due": terms.due.isoformat(),
    }


def kept(goal: Goal) -> dict[str, Any]:
    """Everything of a goal that its history follows, as JSON by name.

    An offered counter adds `offered_...` for each term that differs.
    """
    terms = terms_json(goal.agreement.terms)
    offered = terms_json(goal.counter) if goal.counter else {}
    counter = {f"offered_{name}": text for name, text in offered.items() if text != terms[name]}
    return {
        **terms,
        **counter,
        "state": goal.state.value,
        "current": format(goal.current, "f"),
        "health": goal.health.value if goal.health else None,
        "why": goal.why,
        "private": goal.private,
        "parent_id": goal.parent_id,
        "roll_up": goal.roll_up.value,
        "weight": format(goal.weight, "f"),
        "owner_id": goal.owner_id,
        "team_id": goal.team_id,
    }


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(old values, new values) by name, of what differs; a name missing on one side is None there."""
    names = [
        name for name in (*after, *(before.keys() - after.keys())) if before.get(name) != after.get(name)
    ]
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}
