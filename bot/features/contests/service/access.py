"""Who may look at a contest, and who may change it."""

from bot.common.errors import BadInput, NotAllowed
from bot.db.transaction import Transaction
from bot.features.contests.models import ContestRow
from bot.features.contests.repository import ContestRepository
from bot.features.contests.rules.planning import ContestRules, rules_from
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart

_GONE = "There is no such contest for you to see. `/contest` lists yours."


def may_see(viewer: Person, contest: ContestRow, rules: ContestRules, org_chart: OrgChart) -> bool:
    """Whether somebody may see a contest: who competes, who leads them, its maker, admins.

    A draft is for those who may change it.
    """
    if may_change(viewer, contest):
        return True
    if contest.state == "draft":
        return False
    own = {viewer.id, *org_chart.people_of(viewer.id)}
    teams_of = {team.id for team in (org_chart.team_of(viewer.id), *org_chart.led_by(viewer.id)) if team}
    return bool(own & set(rules.people_ids)) or bool(teams_of & set(rules.team_ids))


def may_change(viewer: Person, contest: ContestRow) -> bool:
    """Whether somebody may change a contest: its maker, and admins."""
    return viewer.is_admin or viewer.id == contest.creator_id


async def seen(transaction: Transaction, contest: ContestRow | None, viewer_id: str) -> ContestRow:
    """The contest, for a viewer who may see it. BadInput, one sentence for none and for not theirs."""
    viewer, org_chart = await people.actor(transaction, viewer_id), await teams.load_org_chart(transaction)
    if contest is None or not may_see(viewer, contest, rules_from(contest.rules), org_chart):
        raise BadInput(_GONE)
    return contest


async def changeable(transaction: Transaction, contest_id: int, actor_id: str) -> ContestRow:
    """The contest, locked until the transaction ends. BadInput: not seen; NotAllowed: not theirs."""
    contest = await seen(transaction, await ContestRepository(transaction).lock(contest_id), actor_id)
    if not may_change(await people.actor(transaction, actor_id), contest):
        raise NotAllowed("Only whoever made a contest, and admins, can do that.")
    return contest


async def check_may_hold(transaction: Transaction, actor_id: str, rules: ContestRules) -> None:
    """NotAllowed unless the actor leads everybody who would compete, or is an admin."""
    actor, org_chart = await people.actor(transaction, actor_id), await teams.load_org_chart(transaction)
    if actor.is_admin:
        return
    led = {team.id for team in org_chart.led_by(actor_id)}
    if not led:
        raise NotAllowed("Only the managers of teams, and admins, hold contests.")
    if not set(rules.team_ids) <= led or not set(rules.people_ids) <= org_chart.people_of(actor_id):
        raise NotAllowed("You can hold a contest among the people whom you lead.", "who")
