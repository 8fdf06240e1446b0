"""Gap cards for people: who reads which, from when on, and what is taken from them into a talk."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.common.dates import write_moment
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.ledger.rules.listings import DealRow
from bot.features.ledger.service.queries import of_person
from bot.features.ledger.service.rows import closed_rows
from bot.features.notifications.service.availability import reach_of
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.people.service.settings import settings_of
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.rules.access import SkillRecord, may_read, roles_to
from bot.features.skills.rules.cards import SDR, CardPart
from bot.features.skills.rules.facts import KeptCard, ShownCard, TalkTopic
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.rules.wording import TOPICS
from bot.features.skills.service import making
from bot.features.skills.service.profiles import profiles
from bot.features.skills.service.roles import check_role
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.framework.feature import ExtensionPoint
from bot.framework.pager import Page

# A later feature takes a topic into the next talk, and gives the sentence for whoever did it.
TOPICS_TAKEN = ExtensionPoint[Callable[[Context, TalkTopic], Awaitable[str]]]("skills.topics")
# Later features hang plays, resources and colleagues below a finding: lines of mrkdwn.
CARD_EXTRAS = ExtensionPoint[Callable[[Context, KeptCard, Sequence[str]], Awaitable[Sequence[str]]]](
    "skills.card_extras"
)
LOOKS_BACK = 8
_NOTHING = "There is nothing to make a topic of any more."
SWITCHED_OFF = "Gap cards are switched off here."


async def show(ctx: Context, person_id: str = "") -> ShownCard:
    """The newest card of somebody ("": of the actor) that the actor may read.

    Opening one's own is seeing it. A Refusal where there is none to read, with its sentence.
    """
    actor = await people.actor(ctx.transaction, ctx.actor_id)
    person = await people.person(ctx.transaction, person_id or ctx.actor_id)
    if not (await settings_of(ctx.transaction, SkillSettings)).gap_cards:
        await _check_circle(ctx.transaction, actor, person)
        raise BadInput(SWITCHED_OFF)
    if person.id == actor.id:
        return await _own(ctx, person)
    return await _for_manager(ctx, actor, person)


async def _own(ctx: Context, person: Person) -> ShownCard:
    await check_role(ctx.transaction, person, person.id)
    rows = await CardRepository(ctx.transaction).newest_of(person.id)
    week = await making.current_week(ctx.transaction, ctx.now)
    if not rows or rows[0].week < week:
        await _make_now(ctx, person)
        rows = await CardRepository(ctx.transaction).newest_of(person.id)
    return await _shown(ctx, await _seen(ctx, making.kept_card(rows[0])), person)


async def _make_now(ctx: Context, person: Person) -> None:
    """The card of this week for somebody who does not wait for the clock."""
    known = await profiles(ctx.transaction)
    group = [each for each in known.values() if each.role == known[person.id].role]
    week = await making.current_week(ctx.transaction, ctx.now)
    await making.keep(ctx, await making.make(ctx.transaction, group, [person.id], week, ctx.now))


async def _seen(ctx: Context, kept: KeptCard) -> KeptCard:
    if kept.seen_at is not None:
        return kept
    await CardRepository(ctx.transaction).see(kept.id, ctx.now)
    row = await CardRepository(ctx.transaction).find(kept.id)
    return making.kept_card(row) if row else kept


async def _for_manager(ctx: Context, actor: Person, person: Person) -> ShownCard:
    rows = await CardRepository(ctx.transaction).newest_of(person.id, actor.id, LOOKS_BACK)
    if not rows:
        await _check_circle(ctx.transaction, actor, person)
        await check_role(ctx.transaction, person, actor.id)
        raise NotAllowed(_first(person))
    held = ""
    for kept in map(making.kept_card, rows):
        at = await released_at(ctx.transaction, kept)
        if at is not None and at <= ctx.now:
            return await _shown(ctx, kept, person, held)
        held = held or await _held(ctx.transaction, actor, person, at)
    raise NotAllowed(held)


def _first(person: Person) -> str:
    return f"{person.name} sees this first: it is yours on your working day after that."


async def _held(transaction: Transaction, actor: Person, person: Person, at: datetime | None) -> str:
    if at is None:
        return _first(person)
    return f"{person.name} sees this first: it is yours from {instant_for(actor, at)}."


def instant_for(reader: Person, at: datetime) -> str:
    """`Tue 1 Dec 9:00`, on the reader's own clock."""
    return write_moment(at, reader.zone, at)


async def _check_circle(transaction: Transaction, actor: Person, person: Person) -> None:
    """NotAllowed for all but the person and who leads them now."""
    leads = (await teams.load_org_chart(transaction)).manager_of(person.id) == actor.id
    if actor.id != person.id and not leads:
        raise NotAllowed(f"Only {person.name} and {person.name}'s manager see this.")


async def released_at(transaction: Transaction, kept: KeptCard) -> datetime | None:
    """From when on the manager of the card reads it: their opening of the working day after it was seen.

    None: it is not seen yet, or nobody led the person.
    """
    if kept.seen_at is None or not kept.manager_id:
        return None
    manager = await people.person(transaction, kept.manager_id)
    window = await reach_of(transaction, manager, kept.seen_at, local_day(kept.seen_at, manager.zone))
    return window.calendar.opening_from(local_day(kept.seen_at, manager.zone) + timedelta(days=1))


async def _shown(ctx: Context, kept: KeptCard, person: Person, held: str = "") -> ShownCard:
    extras: list[str] = []
    finding = kept.card.finding
    if finding is not None:
        for hang in ctx.catalog.additions(CARD_EXTRAS):
            extras += await hang(ctx, kept, kept.card.skill_keys(finding))
    manager = await people.person(ctx.transaction, kept.manager_id) if kept.manager_id else None
    at = await released_at(ctx.transaction, kept)
    reader = await people.person(ctx.transaction, ctx.actor_id)
    return ShownCard(
        kept,
        person,
        manager,
        person.id == ctx.actor_id,
        at,
        instant_for(reader, at) if at is not None and at > ctx.now else "",
        held,
        bool(ctx.catalog.additions(TOPICS_TAKEN)) and manager is not None,
        tuple(extras),
    )


async def find(transaction: Transaction, card_id: int, viewer_id: str, now: datetime) -> KeptCard:
    """The card with this id. BadInput: there is none, or none that the viewer may read now: one sentence."""
    row = await CardRepository(transaction).find(card_id)
    if row is not None:
        kept = making.kept_card(row)
        at = await released_at(transaction, kept)
        record = SkillRecord.released_card if at is not None and at <= now else SkillRecord.unreleased_card
        if may_read(record, roles_to(viewer_id, kept.person_id, kept.manager_id)):
            return kept
    raise BadInput("There is no such card any more.")


async def why(ctx: Context, card_id: int, page: int = 1) -> tuple[ShownCard, Page[DealRow] | None]:
    """A card with the rows behind it, as they were known when it was made; None for those who call.

    BadInput as in `find`.
    """
    kept = await find(ctx.transaction, card_id, ctx.actor_id, ctx.now)
    person = await people.person(ctx.transaction, kept.person_id)
    shown = await _shown(ctx, kept, person)
    if kept.card.role == SDR:
        return shown, None
    whose = of_person(kept.person_id)
    return shown, await closed_rows(ctx.transaction, whose, kept.card.span, kept.made_at, page)


async def take_topic(ctx: Context, card_id: int, part_key: str) -> str:
    """Takes a part of a card into the next talk, and gives the sentence that tells so.

    BadInput: as in `find`, or the card has no such part, or there is nowhere to take it.
    """
    takers = ctx.catalog.additions(TOPICS_TAKEN)
    _, topic = await part_of(ctx, card_id, part_key)
    if not takers:
        raise BadInput(_NOTHING)
    return await takers[0](ctx, topic)


async def part_of(ctx: Context, card_id: int, part_key: str) -> tuple[KeptCard, TalkTopic]:
    """A card, and what this part of it offers to talk about or to do. BadInput as in `take_topic`."""
    kept = await find(ctx.transaction, card_id, ctx.actor_id, ctx.now)
    part = kept.card.part(part_key)
    if part is None or not kept.manager_id:
        raise BadInput(_NOTHING)
    return kept, topic_of(kept, part)


def topic_of(kept: KeptCard, part: CardPart) -> TalkTopic:
    """What this part of a card offers to talk about."""
    skills = kept.card.skill_keys(part)
    return TalkTopic(kept.person_id, kept.manager_id, TOPICS[part.move], "gap", skills)
