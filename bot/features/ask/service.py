"""The names that a sentence may hold, as far as who asks knows them."""

from datetime import timedelta

from bot.common.periods import local_day
from bot.features.ask.repository import AskThreadRepository
from bot.features.ask.rules.deciding import decide
from bot.features.ask.rules.facts import (
    AskedPerson,
    AskIntent,
    AskPlace,
    Decision,
    KnownNames,
    Reading,
    Slots,
)
from bot.features.ask.rules.following import GOES_ON, followed, slots_of, slots_told
from bot.features.ask.rules.phrases.metric_names import metric_names
from bot.features.kudos.rules.giving import GiveKudos
from bot.features.metrics.service.scopes import every_metric
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.slack.text import unescape

_GOES_ON_FOR = timedelta(minutes=30)


async def read_sentence(
    ctx: Context, sentence: str, place: AskPlace | None = None
) -> tuple[Decision, dict[str, str]]:
    """What becomes of a tidied sentence of the actor, and the names of people by id.

    In a thread (`place`) a sentence may go on with what was asked there before. A Refusal: they may not act
    here.
    """
    known = await load_names(ctx)
    before = await _asked_before(ctx, place) if place else None
    decision = followed(sentence, decide(sentence, known), known, before)
    named = {who for reading in decision.readings for who in reading.slots.people}
    return decision, await people.names(ctx.transaction, named)


async def name_thanked(ctx: Context, thanks: GiveKudos) -> tuple[Reading, dict[str, str]]:
    """Thanks as a reading, and the names of whom they are for; who may thank, the button asks."""
    reading = Reading(AskIntent.thank, Slots(people=thanks.recipients), thanks.reason)
    return reading, await people.names(ctx.transaction, set(thanks.recipients))


async def remember(ctx: Context, place: AskPlace, reading: Reading) -> None:
    """Keeps what the actor asked in a thread, as far as it can go on."""
    if reading.intent in GOES_ON:
        slots = slots_told(reading.slots)
        repository = AskThreadRepository(ctx.transaction)
        await repository.keep(
            place.channel_id, place.thread_ts, ctx.actor_id, reading.intent.value, slots, ctx.now
        )


async def _asked_before(ctx: Context, place: AskPlace) -> Reading | None:
    since = ctx.now - _GOES_ON_FOR
    repository = AskThreadRepository(ctx.transaction)
    row = await repository.find(place.channel_id, place.thread_ts, ctx.actor_id, since)
    return Reading(AskIntent(row.intent), slots_of(row.slots)) if row else None


async def load_names(ctx: Context) -> KnownNames:
    """The names that the actor knows; a guest knows nobody's, and no team."""
    person = await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    today = local_day(ctx.now, await workspace.zone_of(ctx.transaction))
    fiscal = (await workspace.books_of(ctx.transaction)).fiscal
    metrics = metric_names(await every_metric(ctx.transaction))
    if person.is_guest:
        return KnownNames(person.id, today, fiscal, metrics=metrics)
    org_chart = await teams.load_org_chart(ctx.transaction)
    own = org_chart.team_of(person.id)
    own_teams = (own,) if own else org_chart.led_by(person.id)
    return KnownNames(
        person.id,
        today,
        fiscal,
        tuple(AskedPerson(who.id, unescape(who.name)) for who in await people.everybody(ctx.transaction)),
        tuple(unescape(team.name) for team in org_chart.teams),
        tuple(unescape(team.name) for team in own_teams),
        metrics,
    )
