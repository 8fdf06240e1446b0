"""Who has 1:1s with whom, and the series of the two."""

from bot.common.errors import BadInput, NotAllowed, Refusal
from bot.db.transaction import Transaction
from bot.features.coaching.models.talks import CoachingSeriesRow
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.cadence import USUAL
from bot.features.coaching.rules.facts import CoachingSeries, series_roles
from bot.features.coaching.rules.pair import Pair, called
from bot.features.coaching.rules.state_machine import SERIES, CoachingRole, SeriesState, SeriesStep
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.context import Context

NO_PAIR = "A 1:1 is with somebody whom you lead, or who leads you."
NO_TEAM = "You are in no team, so there is no 1:1."
GONE = "There is no such talk any more."


async def find_pair(ctx: Context, other_id: str) -> Pair:
    """The actor and whom they name; "" is who leads them. A Refusal: they have no 1:1 with each other."""
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    chart = await teams.load_org_chart(ctx.transaction)
    manager_id = chart.manager_of(actor.id)
    if not other_id:
        if manager_id is None:
            if chart.led_by(actor.id):
                raise BadInput("With whom? Name the person, as in `/coach @ben`.")
            raise NotAllowed(NO_TEAM)
        other_id = manager_id
    if manager_id is None and not chart.led_by(actor.id):
        raise NotAllowed(NO_TEAM)
    other = await people.person(ctx.transaction, other_id)
    if other_id == manager_id:
        pair = Pair(other, actor, actor.id)
    elif chart.manager_of(other_id) == actor.id:
        pair = Pair(actor, other, actor.id)
    else:
        raise NotAllowed(NO_PAIR)
    if not other.is_active_person or other.is_guest:
        raise BadInput(f"{other.name} cannot have 1:1s here.")
    return pair


async def find_readable_pair(ctx: Context, other_id: str) -> Pair:
    """The actor and whom they name, now or in 1:1s of before.

    NotAllowed: the two have none, and never had; the sentence is the same whatever there is. Of whoever has
    left, what was written stays readable for the other.
    """
    try:
        return await find_pair(ctx, other_id)
    except Refusal as refusal:
        if not other_id:
            raise
        rows = await CoachingTalkRepository(ctx.transaction).all_between(ctx.actor_id, other_id)
        if not rows and isinstance(refusal, BadInput):
            raise
    if not rows:
        name = called(await people.person(ctx.transaction, other_id))
        raise NotAllowed(f"Only {name} and {name}'s manager see this.")
    return await pair_of(ctx.transaction, rows[0].fact(), ctx.actor_id)


async def pair_of(transaction: Transaction, series: CoachingSeries, actor_id: str) -> Pair:
    """The two of a series, as the actor sees them."""
    known = await people.people(transaction, series.pair)
    found = [known.get(who) or people.stranger(who) for who in series.pair]
    return Pair(found[0], found[1], actor_id)


async def pair_of_series(ctx: Context, series_id: int) -> Pair:
    """The two of a series, for one of them. NotAllowed: the actor is neither; BadInput: there is none."""
    row = await CoachingTalkRepository(ctx.transaction).find_series(series_id)
    if row is None:
        raise BadInput(GONE)
    check_in_pair(ctx.actor_id, row.fact())
    return await pair_of(ctx.transaction, row.fact(), ctx.actor_id)


async def live_series(transaction: Transaction, pair: Pair) -> CoachingSeriesRow | None:
    """The series of the two that has not ended; None without one."""
    return await CoachingTalkRepository(transaction).live_of_pair(pair.manager.id, pair.person.id)


async def open_series(ctx: Context, pair: Pair, step: SeriesStep = SeriesStep.begin) -> CoachingSeriesRow:
    """The series of the two, locked; one begins where there is none, and is unscheduled."""
    repository = CoachingTalkRepository(ctx.transaction)
    found = await live_series(ctx.transaction, pair)
    if found is None:
        role = CoachingRole.manager if pair.is_manager else CoachingRole.person
        SERIES.decide(None, step, frozenset({role}))
        facts = {
            "manager_id": pair.manager.id,
            "person_id": pair.person.id,
            "state": SeriesState.unscheduled.value,
            "weekday": None,
            "weeks": 1,
            "at": None,
            "anchor": None,
            "minutes": USUAL,
            "zone": pair.me.zone.key,
            "next_at": None,
            "version": 1,
            "paused_until": None,
            "begun_at": ctx.now,
            "ended_at": None,
        }
        found = await repository.begin(facts) or await live_series(ctx.transaction, pair)
    locked = await repository.lock_series(found.id) if found else None
    if locked is None:
        raise BadInput(GONE)
    return locked


async def locked_series(ctx: Context, series_id: int) -> tuple[CoachingSeriesRow, Pair]:
    """A series, locked, for one of its two. NotAllowed: the actor is neither; BadInput: there is none."""
    await people.actor(ctx.transaction, ctx.actor_id)
    row = await CoachingTalkRepository(ctx.transaction).lock_series(series_id)
    if row is None:
        raise BadInput(GONE)
    check_in_pair(ctx.actor_id, row.fact())
    return row, await pair_of(ctx.transaction, row.fact(), ctx.actor_id)


def check_in_pair(actor_id: str, series: CoachingSeries) -> None:
    """NotAllowed unless the actor is one of the two."""
    if CoachingRole.outsider in series_roles(actor_id, series):
        raise NotAllowed(NO_PAIR)
