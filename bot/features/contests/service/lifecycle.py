"""Use cases of contests: plan, change, launch, cancel, decline."""

from datetime import datetime

from bot.common.cadences import working_days_later
from bot.common.date_ranges import ONE_DAY
from bot.common.errors import BadInput
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.features.contests.repository import ContestRepository
from bot.features.contests.rules.facts import Contest
from bot.features.contests.rules.planning import (
    ContestRules,
    ContestState,
    check,
    check_people,
    fingerprint,
    frozen,
    rules_from,
)
from bot.features.contests.service.access import changeable, check_may_hold, seen
from bot.features.contests.service.scoreboard import whose_of
from bot.features.leaderboards.rules.specs import check_goes_together
from bot.features.leaderboards.service.cohorts import field_of
from bot.features.ledger.service import queries as ledger
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_LISTED = 20


async def plan(ctx: Context, rules: ContestRules, channel_id: str, contest_id: int | None) -> Contest:
    """Stores a new draft, or (with `contest_id`) changes one; gives the contest.

    NotAllowed: not theirs to hold or change. BadInput with its field: rules that are no contest, fewer than
    four people, no channel, or a launched contest. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    await check_may_hold(ctx.transaction, ctx.actor_id, rules)
    check(rules, local_day(ctx.now, await workspace.zone_of(ctx.transaction)))
    check_goes_together(rules.measure)
    if not rules.by_team:
        check_people(len(await competing(ctx.transaction, rules, ctx.now)))
    if not channel_id:
        raise BadInput("Choose where it is told: the team has no channel yet.", field="channel")
    repository = ContestRepository(ctx.transaction)
    if contest_id is None:
        # Two drafts at once must not get one number.
        await workspace.one_at_a_time(ctx.transaction)
        row = await repository.write(
            {
                "number": await repository.next_number(),
                "state": ContestState.draft.value,
                "rules": rules.written(),
                "channel_id": channel_id,
                "creator_id": ctx.actor_id,
                "created_at": ctx.now,
                "said": [],
            }
        )
        return row.fact()
    contest = await changeable(ctx.transaction, contest_id, ctx.actor_id)
    if contest.state != ContestState.draft.value:
        raise BadInput("Its rules are frozen since it was launched.")
    contest.rules, contest.channel_id = rules.written(), channel_id
    return contest.fact()


async def competing(transaction: Transaction, rules: ContestRules, now: datetime) -> list[str]:
    """Ids of those who would compete if it began at `now`: active members, employed in its days."""
    whose = await whose_of(transaction, rules, now)
    field = await field_of(transaction, whose, rules.days, now)
    known = await people.people(transaction, field.ids)
    org_chart = await teams.load_org_chart(transaction)
    own = {who for team_id in rules.team_ids if (team := org_chart.team(team_id)) for who in team.member_ids}
    there = [who for who in field.ids if who in known and known[who].is_active_person]
    return [who for who in there if who in own] if rules.team_ids else there


async def launch(ctx: Context, contest_id: int) -> Contest:
    """Freezes the rules with those who compete, and sets until when late data count.

    NotAllowed, BadInput: as in `plan`, or it is no draft. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    contest = await changeable(ctx.transaction, contest_id, ctx.actor_id)
    if contest.state != ContestState.draft.value:
        raise BadInput("It is launched already, or over.")
    rules, calendar = rules_from(contest.rules), await workspace.calendar_of(ctx.transaction)
    check(rules, local_day(ctx.now, calendar.zone))
    if not rules.by_team:
        ids = await competing(ctx.transaction, rules, ctx.now)
        check_people(len(ids))
        rules = frozen(rules, ids)
    contest.rules, contest.state = rules.written(), ContestState.launched.value
    contest.fingerprint = fingerprint(contest.rules)
    days_off = ledger.everybodys_calendar(calendar)
    cutoff = working_days_later(rules.last, rules.late_days, days_off) + ONE_DAY
    contest.cutoff_at = midnight(cutoff, calendar.zone)
    return contest.fact()


async def cancel(ctx: Context, contest_id: int) -> Contest:
    """Ends a draft or a launched contest without a winner; it posts nothing more.

    NotAllowed: not theirs to change. BadInput: it is over. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    contest = await changeable(ctx.transaction, contest_id, ctx.actor_id)
    if contest.state not in (ContestState.draft.value, ContestState.launched.value):
        raise BadInput("It is over already.")
    contest.state = ContestState.cancelled.value
    return contest.fact()


async def decline(ctx: Context, contest_id: int) -> Contest:
    """Takes the actor out, until the end of the first day, so that nobody's place changes later.

    BadInput: they do not compete, or it is too late. AlreadyRecorded: the request came before.
    """
    await ctx.claim()
    repository = ContestRepository(ctx.transaction)
    contest = await seen(ctx.transaction, await repository.find(contest_id), ctx.actor_id)
    rules = rules_from(contest.rules)
    today = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
    if ctx.actor_id not in rules.people_ids:
        raise BadInput("You do not take part in it.")
    if contest.state != ContestState.launched.value or today > rules.first:
        raise BadInput("It has begun: whoever does not want to take part says so before.")
    await repository.decline(contest.id, ctx.actor_id)
    return contest.fact()


async def listed(transaction: Transaction, viewer_id: str) -> list[Contest]:
    """Those of the 20 newest contests that the viewer may see, the newest first."""
    found: list[Contest] = []
    for contest in await ContestRepository(transaction).newest(_LISTED):
        try:
            found.append((await seen(transaction, contest, viewer_id)).fact())
        except BadInput:
            continue
    return found
