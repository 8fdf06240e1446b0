"""Who may see a goal, and for whom one may be set. Pure."""

from bot.features.goals.rules.progress import Goal
from bot.features.goals.rules.state_machine import GoalRole, roles_of
from bot.features.people.rules import Person
from bot.features.teams.rules.org_chart import OrgChart


def roles_in(goal: Goal, person: Person, org_chart: OrgChart) -> frozenset[GoalRole]:
    """Roles that this person has in the contract of the goal; `other` where none fits."""
    return roles_of(
        person.id,
        owner_id=goal.owner_id,
        proposer_id=goal.proposer_id,
        manager_id=org_chart.manager_of(goal.owner_id),
        is_admin=person.is_admin,
        coach_ids=goal.coach_ids,
    )


def visible_to(goal: Goal, viewer: Person, org_chart: OrgChart) -> bool:
    """Whether somebody may see a goal.

    A private goal: owner, proposer and the owner's manager. A goal of a team, and one of somebody who is in
    no team and leads none: everybody. Any other: the owner's teammates as well, and managers and admins.
    Guests see what they own, proposed or were invited to.
    """
    if viewer.id in (goal.owner_id, goal.proposer_id) or viewer.id in goal.coach_ids:
        return True
    if viewer.is_guest:
        return False
    manager_id = org_chart.manager_of(goal.owner_id)
    if viewer.id == manager_id:
        return True
    if goal.private:
        return False
    if goal.team_id is not None or viewer.is_admin or viewer.is_manager or org_chart.led_by(viewer.id):
        return True
    return manager_id is None or org_chart.are_mates(goal.owner_id, viewer.id)


def may_set_for(proposer: Person, owner_id: str, org_chart: OrgChart) -> bool:
    """Whether they may set a goal for this person: oneself, one's people; managers and admins for all."""
    return (
        proposer.id == owner_id
        or proposer.is_admin
        or proposer.is_manager
        or (org_chart.manager_of(owner_id) == proposer.id and not proposer.is_guest)
    )
