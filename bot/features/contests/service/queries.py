"""Reading contests, for those who may see them."""

from datetime import datetime

from bot.common.errors import NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.notice_store import read
from bot.features.contests.notices import ContestFinal
from bot.features.contests.repository import ContestRepository
from bot.features.contests.rules.facts import BackTest, Contest, ContestCard, ContestScore
from bot.features.contests.rules.outcome import ContestWinner
from bot.features.contests.rules.planning import ContestState, rules_from
from bot.features.contests.service.access import changeable, may_change, seen
from bot.features.contests.service.backtest import back_test, can_be_padded
from bot.features.contests.service.notifications import scored_at_end, scored_halfway, told
from bot.features.contests.service.scoreboard import Score, score, winners
from bot.features.leaderboards.rules.facts import in_words
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
    transaction: Transaction, contest_id: int, viewer_id: str, now: datetime, *, halfway: bool = False
) -> ContestCard:
    """One contest as this viewer sees it, with the live score from its first day on.

    `halfway`: with the score that the post of half-way tells. Once it is over, by what its last post tells.
    BadInput: there is none that the viewer may see.
    """
    repository = ContestRepository(transaction)
    found = await seen(transaction, await repository.find(contest_id), viewer_id)
    viewer, rules = await people.actor(transaction, viewer_id), rules_from(found.rules)
    decliners = await repository.decliners(found.id)
    today = local_day(now, await workspace.zone_of(transaction))
    shown: ContestScore | None = read(ContestFinal, found.result) if found.result is not None else None
    place = ""
    if found.state in (ContestState.launched.value, ContestState.final.value) and today >= rules.first:
        is_over = found.state == ContestState.final.value
        scored = scored_halfway if halfway and not is_over else scored_at_end
        stands = await scored(transaction, found, now)
        shown = shown or await told(transaction, stands)
        place = await _place(transaction, stands, viewer.id, is_over=is_over)
    takes_part = viewer.id in rules.people_ids and viewer.id not in decliners
    may_decline = takes_part and found.state == ContestState.launched.value and today <= rules.first
    return ContestCard(
        found.fact(), place, shown, may_change=may_change(viewer, found), may_decline=may_decline
    )


async def _place(transaction: Transaction, stands: Score, viewer_id: str, *, is_over: bool) -> str:
    """The viewer's own place, or their team's, in words that agree with what is posted; "" without one."""
    rules, own_id = stands.rules, viewer_id
    if rules.by_team:
        team = (await teams.load_org_chart(transaction)).team_of(viewer_id)
        own_id = str(team.id) if team else ""
    own = own_place(stands.ranked, own_id, rules.measure, stands.currency)
    if own is None:
        return ""
    won = await winners(transaction, stands) if is_over else ContestWinner(())
    who, why = "Your team" if rules.by_team else "You", f" ({won.why})" if won.why else ""
    if own_id in won.ids:
        return f"{who} won, with {own.said}{why}."
    if own.rank == 1 and won.ids and rules.bar is None:
        return f"{who} ended level with the winner{why}, with {own.said}."
    return in_words(own, teams=rules.by_team)


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
