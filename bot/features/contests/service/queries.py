"""Reading contests, for those who may see them."""

from datetime import datetime

from bot.common.errors import NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.notice_store import read
from bot.features.contests.notices import ContestFinal
from bot.features.contests.repository import ContestRepository
from bot.features.contests.rules.facts import BackTest, Contest, ContestCard, ContestScore
from bot.features.contests.rules.planning import ContestState, rules_from
from bot.features.contests.service.access import changeable, may_change, seen
from bot.features.contests.service.backtest import back_test, can_be_padded
from bot.features.contests.service.notifications import told
from bot.features.contests.service.scoreboard import score
from bot.features.leaderboards.rules.facts import Own
from bot.features.leaderboards.service.boards import own_place
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace


async def numbered(transaction: Transaction, number: int, viewer_id: str) -> Contest:
    """The contest of this number. BadInput: there is none that the viewer may see."""
    row = await ContestRepository(transaction).numbered(number)
    return (await seen(transaction, row, viewer_id)).fact()


async def to_change(transaction: Transaction, contest_id: int, actor_id: str) -> Contest:
    """The contest that the actor wants to change, locked. BadInput: not seen; NotAllowed: not theirs."""
    return (await changeable(transaction, contest_id, actor_id)).fact()


async def contest_card(
    transaction: Transaction, contest_id: int, viewer_id: str, now: datetime
) -> ContestCard:
    """One contest as this viewer sees it, with the live score from its first day on.

    BadInput: there is none that the viewer may see.
    """
    repository = ContestRepository(transaction)
    found = await seen(transaction, await repository.find(contest_id), viewer_id)
    viewer, rules = await people.actor(transaction, viewer_id), rules_from(found.rules)
    decliners = await repository.decliners(found.id)
    today = local_day(now, await workspace.zone_of(transaction))
    own: Own | None = None
    shown: ContestScore | None = read(ContestFinal, found.result) if found.result is not None else None
    if found.state == ContestState.launched.value and today >= rules.first:
        stands = await score(transaction, rules, decliners, now)
        shown = await told(transaction, stands)
        own_id = viewer.id
        if rules.by_team:
            team = (await teams.load_org_chart(transaction)).team_of(viewer.id)
            own_id = str(team.id) if team else ""
        own = own_place(stands.ranked, own_id, rules.measure, stands.currency)
    takes_part = viewer.id in rules.people_ids and viewer.id not in decliners
    may_decline = takes_part and found.state == ContestState.launched.value and today <= rules.first
    return ContestCard(
        found.fact(), own, shown, may_change=may_change(viewer, found), may_decline=may_decline
    )


async def tested(transaction: Transaction, contest_id: int, actor_id: str, now: datetime) -> BackTest:
    """How a contest would have ended in the past. BadInput: not seen; NotAllowed: not theirs to change."""
    row = await ContestRepository(transaction).find(contest_id)
    found = await seen(transaction, row, actor_id)
    if not may_change(await people.actor(transaction, actor_id), found):
        raise NotAllowed("Only whoever made a contest, and admins, test it.")
    rules = rules_from(found.rules)
    verdict, names = await back_test(transaction, rules, now)
    padded = can_be_padded(rules, await score(transaction, rules, frozenset(), now))
    return BackTest(found.fact(), verdict, names, can_be_padded=padded)
