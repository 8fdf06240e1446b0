"""All about mentors as somebody may see it."""

from bot.common.periods import local_day
from bot.features.mentors.repository.asks import MentorAskRepository, MentorshipRepository
from bot.features.mentors.repository.mentors import MentorRepository
from bot.features.mentors.rules.facts import (
    CandidateState,
    ListedMentor,
    MentorAsk,
    MentorPage,
    MentorshipView,
    OfferLine,
)
from bot.features.mentors.rules.settings import MentorSettings
from bot.features.mentors.service.mentorships import fact_of
from bot.features.mentors.service.offers import reader
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.skills.service.colleagues import is_colleague
from bot.features.skills.service.profiles import profiles
from bot.features.teams import service as teams
from bot.framework.context import Context


async def load_page(ctx: Context) -> MentorPage:
    """The actor's page. NotAllowed: they are in no team."""
    who = await reader(ctx)
    today = local_day(ctx.now, who.person.zone)
    mentors, asks = MentorRepository(ctx.transaction), MentorAskRepository(ctx.transaction)
    places = await mentors.places()
    own = places.get(ctx.actor_id)
    row = await asks.open_of(ctx.actor_id)
    ask = row.fact() if row is not None else None
    requests = [each.fact() for each in await asks.requests_to(ctx.actor_id)]
    ids = {each.mentee_id for each in requests} | ({ask.mentor_id} if ask and ask.mentor_id else set())
    names = await people.names(ctx.transaction, ids)
    offers = await mentors.offers()
    vetoes = await mentors.vetoes_by(ctx.actor_id)
    return MentorPage(
        today,
        tuple(each.skill for each in offers if each.mentor_id == ctx.actor_id),
        own.capacity if own else 0,
        own.paused_until if own and own.paused_until and today < own.paused_until else None,
        ask,
        await _shortlist(ctx, ask) if ask else (),
        names.get(ask.mentor_id, "") if ask else "",
        [(each, names.get(each.mentee_id, "somebody")) for each in requests],
        await _mentorships(ctx),
        await load_offers(ctx),
        tuple((await people.names(ctx.transaction, vetoes)).values()),
    )


async def _shortlist(ctx: Context, ask: MentorAsk) -> list[ListedMentor]:
    rows = await MentorAskRepository(ctx.transaction).candidates(ask.id, CandidateState.listed)
    names = await people.names(ctx.transaction, {row.mentor_id for row in rows})
    told = await profiles(ctx.transaction)
    mine = told[ask.mentee_id].segment_key if ask.mentee_id in told else ""
    return [
        ListedMentor(
            row.mentor_id,
            names.get(row.mentor_id, "somebody"),
            row.hours,
            bool(mine) and row.mentor_id in told and told[row.mentor_id].segment_key == mine,
            "",
        )
        for row in rows
    ]


async def _mentorships(ctx: Context) -> list[MentorshipView]:
    repository = MentorshipRepository(ctx.transaction)
    rows = [row for row in await repository.with_person(ctx.actor_id) if row.ended_at is None]
    names = await people.names(
        ctx.transaction, {who for row in rows for who in (row.mentee_id, row.mentor_id)}
    )
    says: dict[int, list[tuple[bool, bool]]] = {row.id: [] for row in rows}
    for talk in await repository.talks(list(says)):
        says[talk.mentorship_id].append((talk.mentee_says, talk.mentor_says))
    return [
        MentorshipView(
            fact_of(row, says[row.id]),
            names.get(row.mentee_id, "somebody"),
            names.get(row.mentor_id, "somebody"),
            row.mentee_id == ctx.actor_id,
            sum(pair[0 if row.mentee_id == ctx.actor_id else 1] for pair in says[row.id])
            > sum(all(pair) for pair in says[row.id]),
        )
        for row in rows
    ]


async def load_offers(ctx: Context) -> list[OfferLine]:
    """Who offers what, by name: everybody who is there and not the actor."""
    most = (await settings_of(ctx.transaction, MentorSettings)).most_places
    repository = MentorRepository(ctx.transaction)
    places, today = await repository.places(), ctx.now.date()
    skills: dict[str, list[str]] = {}
    for row in await repository.offers():
        skills.setdefault(row.mentor_id, []).append(row.skill)
    taken: dict[str, int] = {}
    for ship in await MentorshipRepository(ctx.transaction).active():
        taken[ship.mentor_id] = taken.get(ship.mentor_id, 0) + 1
    known = await people.people(ctx.transaction, skills.keys())
    org_chart = await teams.load_org_chart(ctx.transaction)
    lines = [
        OfferLine(
            who,
            person.name,
            tuple(skills[who]),
            who in places
            and not places[who].is_paused(today)
            and taken.get(who, 0) < min(places[who].capacity, most),
        )
        for who, person in known.items()
        if person.is_active_person and is_colleague(person, org_chart) and who != ctx.actor_id
    ]
    return sorted(lines, key=lambda line: (line.name.casefold(), line.mentor_id))
