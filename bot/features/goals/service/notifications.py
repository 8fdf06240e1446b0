"""Messages about goals: to the other side, once, in their own hours."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.common.cadences import working_days_later
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox, OutgoingNotice
from bot.deliveries.recipients import Recipient
from bot.features.goals.notices import GoalConcern, GoalNews, GoalNotice, GoalNudge, GoalReached, GoalWaits
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.repository.mapping import facts_of, terms_json
from bot.features.goals.rules.progress import Goal, waits_for
from bot.features.goals.rules.state_machine import GoalAction, GoalState
from bot.features.notifications.rules import ContactWindow
from bot.features.notifications.service import availability as notifications
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.framework.context import Context
from bot.slack.text import mentions

# Working days after which an unanswered question is repeated once.
NUDGE_AFTER = 2
_LIVES = timedelta(days=7)
_MOST_ABOVE = 10
_TELLING = frozenset(
    {
        GoalAction.propose,
        GoalAction.accept,
        GoalAction.counter,
        GoalAction.answer_concern,
        GoalAction.withdraw,
        GoalAction.edit,
        GoalAction.drop,
    }
    | {GoalAction.miss, GoalAction.finish, GoalAction.reopen}
)
# These change no terms, so no open question becomes outdated, and nobody is told.
SILENT = frozenset({GoalAction.update, GoalAction.arrange})
_OUTDATING = frozenset({GoalAction.withdraw, GoalAction.edit, GoalAction.drop})


async def tell(ctx: Context, action: GoalAction, goal: Goal, note: str = "") -> None:
    """Enqueues the messages of an action; `goal` as it is after it.

    The other side is told or asked, a concern goes to both, and an unanswered question is repeated once.
    """
    told = await _told(ctx.transaction, action, goal, ctx.actor_id, note, ctx.now)
    outgoing: list[OutgoingNotice] = []
    waiting_id = waits_for(goal)
    for who in {goal.owner_id, goal.proposer_id} - {ctx.actor_id, None}:
        if who and action in _TELLING:
            is_asked = who == waiting_id and goal.state is not GoalState.concern
            notice = GoalWaits(**vars(told)) if is_asked else GoalNews(**vars(told))
            outgoing.append(_outgoing(notice, goal, Recipient(who)))
    if action in (GoalAction.raise_concern, GoalAction.invite, GoalAction.answer_concern):
        outgoing.append(await _concern(ctx.transaction, goal, GoalConcern(**vars(told)), ctx.now))
    if waiting_id and ctx.actor_id and waiting_id != ctx.actor_id:
        outgoing.append(await _nudge(ctx.transaction, goal, waiting_id, GoalNudge(**vars(told)), ctx.now))
    await Outbox(ctx.transaction).enqueue_all(outgoing, ctx.now)


async def settle(ctx: Context, before: Goal, action: GoalAction) -> None:
    """Takes back what was asked before this action: no reminder, and the outcome in place of the buttons.

    A question that the asker withdrew, changed or dropped is retracted where it was not sent yet.
    """
    outbox, waiting_id = Outbox(ctx.transaction), waits_for(before) or ""
    await outbox.retract(_key(GoalNudge.kind, before, waiting_id), ctx.now)
    name = (await people.names(ctx.transaction, [ctx.actor_id])).get(ctx.actor_id, "Pacer")
    asked, talk = _key(GoalWaits.kind, before, waiting_id), _key(GoalConcern.kind, before, "talk")
    if action in _OUTDATING and waiting_id != ctx.actor_id:
        await outbox.retract(asked, ctx.now)
    else:
        by = "You" if ctx.actor_id == waiting_id else name
        await outbox.edit(
            asked, GoalWaits, lambda notice: replace(notice, outcome=action.value, by=by), asked, ctx.now
        )
    await outbox.edit(
        talk, GoalConcern, lambda notice: replace(notice, outcome=action.value, by=name), talk, ctx.now
    )


async def tell_reached(transaction: Transaction, goal: Goal, now: datetime) -> None:
    """Tells the owner, who decides whether the team hears of it."""
    told = await _told(transaction, GoalAction.update, goal, "", "", now)
    org_chart = await teams.load_org_chart(transaction)
    channel = None if goal.private else channel_of(goal, org_chart)
    await Outbox(transaction).enqueue(
        GoalReached(**vars(told), channel=channel),
        now,
        to=Recipient(goal.owner_id),
        dedupe_key=f"{GoalReached.kind}:{goal.id}",
        expires_after=_LIVES,
    )


async def tell_shared(transaction: Transaction, goal: Goal, now: datetime) -> None:
    """Edits the owner's message: the team was told."""
    key = f"{GoalReached.kind}:{goal.id}"
    await Outbox(transaction).edit(
        key, GoalReached, lambda reached: replace(reached, outcome="shared"), key, now
    )


def channel_of(goal: Goal, org_chart: OrgChart) -> str | None:
    """Channel of the team of a goal: its own, else the owner's, else one they lead; None without any."""
    team = org_chart.team(goal.team_id) if goal.team_id is not None else org_chart.team_of(goal.owner_id)
    led = org_chart.led_by(goal.owner_id)
    team = team or (led[0] if led else None)
    return team.channel_id if team else None


async def chain_above(transaction: Transaction, goal: Goal, org_chart: OrgChart) -> list[Goal]:
    """The goals above this one, the nearest first, up to the company's objective; ten at most."""
    found: list[Goal] = []
    above = goal.parent_id
    while above is not None and len(found) < _MOST_ABOVE:
        row = await GoalRepository(transaction).find(above)
        if row is None:
            break
        found.append(facts_of(row, org_chart))
        above = row.parent_id
    return found


async def _told(
    transaction: Transaction, action: GoalAction, goal: Goal, actor_id: str, note: str, now: datetime
) -> GoalNotice:
    org_chart = await teams.load_org_chart(transaction)
    ids = {who for who in (goal.owner_id, goal.proposer_id, actor_id, *goal.coach_ids) if who}
    names = await people.names(transaction, ids)
    zone = (await people.person(transaction, goal.owner_id)).zone
    team = org_chart.team(goal.team_id) if goal.team_id is not None else None
    return GoalNotice(
        action=action,
        today=local_day(now, zone),
        goal_id=goal.id,
        goal_version=goal.version,
        name=goal.name,
        state=goal.state,
        goal_kind=goal.kind,
        unit=goal.unit,
        terms=terms_json(goal.agreement.terms),
        counter=terms_json(goal.counter) if goal.counter else None,
        current=goal.current,
        why=goal.why,
        team=team.name if team else None,
        owner=names.get(goal.owner_id, "Someone"),
        proposer=names.get(goal.proposer_id or "", "Someone"),
        actor=names.get(actor_id, "Pacer"),
        above=tuple((each.name, each.title) for each in await chain_above(transaction, goal, org_chart)),
        note=note,
        names=await people.names(transaction, mentions(note)),
    )


def _outgoing(notice: GoalNotice, goal: Goal, to: Recipient) -> OutgoingNotice:
    return OutgoingNotice(notice, to=to, dedupe_key=_key(notice.kind, goal, str(to)), expires_after=_LIVES)


def _key(kind: str, goal: Goal, whom: str) -> str:
    return f"{kind}:{goal.id}:{goal.version}:{whom}"


async def _concern(
    transaction: Transaction, goal: Goal, notice: GoalConcern, now: datetime
) -> OutgoingNotice:
    """Message to owner, proposer and coach together, in the hours of whoever has to answer."""
    ids = [who for who in (goal.owner_id, goal.proposer_id, *sorted(goal.coach_ids)) if who]
    reach = await _reach(transaction, goal.proposer_id or goal.owner_id, now)
    return OutgoingNotice(
        notice,
        to=Recipient.people(*ids),
        dedupe_key=_key(notice.kind, goal, "talk"),
        due=reach.from_when(now),
        expires_after=_LIVES,
    )


async def _nudge(
    transaction: Transaction, goal: Goal, waiting_id: str, notice: GoalNudge, now: datetime
) -> OutgoingNotice:
    reach = await _reach(transaction, waiting_id, now)
    day = working_days_later(local_day(now, reach.calendar.zone), NUDGE_AFTER, reach.calendar)
    return OutgoingNotice(
        notice,
        to=Recipient(waiting_id),
        dedupe_key=_key(notice.kind, goal, waiting_id),
        due=max(now, reach.calendar.next_opening(midnight(day, reach.calendar.zone))),
        expires_after=_LIVES,
    )


async def _reach(transaction: Transaction, person_id: str, now: datetime) -> ContactWindow:
    return await notifications.reach_of(transaction, await people.person(transaction, person_id), now)
