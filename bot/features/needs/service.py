"""What waits for somebody, over all features, and what they put away of it."""

from datetime import datetime, timedelta
from typing import Any

from bot.common.periods import local_day, midnight
from bot.db.asking import Question, answer, ask
from bot.features.needs.repository import PutAwayRepository
from bot.features.needs.rules import NeedRow, PutAwayFor, is_named_by, left, rows, settings_need
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.framework.needs import Need

_A_WEEK = timedelta(days=7)


async def load_rows(ctx: Context) -> list[NeedRow]:
    """The actor's needs as rows, in order. A Refusal: they may not act here."""
    await people.actor(ctx.transaction, ctx.actor_id, guests=True)
    return rows(await load_needs(ctx, ctx.actor_id))


async def load_needs(ctx: Context, person_id: str) -> list[Need]:
    """The needs of a person, without what they have put away; in no order. Who has left has none."""
    person = await people.person(ctx.transaction, person_id)
    if not person.is_active_person or person.is_foreign:
        return []
    await ask(ctx.transaction, await questions(ctx, person_id))
    found: list[Need] = []
    for needs_of in ctx.catalog.needs:
        found += await needs_of(ctx.transaction, person_id, ctx.now)
    found += await _to_set_anew(ctx, person)
    put_away = await answer(ctx.transaction, PutAwayRepository(ctx.transaction).of_person(person_id))
    return left(found, {row.key: row.until for row in put_away}, ctx.now)


async def _to_set_anew(ctx: Context, person: Person) -> list[Need]:
    """For admins: settings that cannot be read. Their form shows the defaults that count, and mends them."""
    if not person.is_admin:
        return []
    stored = await workspace.stored_settings(ctx.transaction)
    return [settings_need(group, ctx.now) for group in stored.unreadable()]


async def questions(ctx: Context, person_id: str) -> list[Question[Any]]:
    """What `load_needs` begins with; whoever reads more of its own asks it in the same statement."""
    found: list[Question[Any]] = [PutAwayRepository(ctx.transaction).of_person(person_id)]
    for asks in ctx.catalog.need_questions:
        found += await asks(ctx.transaction, person_id, ctx.now)
    return found


async def put_away(ctx: Context, key: str, how_long: PutAwayFor) -> list[NeedRow]:
    """Puts gaps of the actor away: the one of this key, or all of its kind; the rows that are left.

    Nothing happens to what is no gap of theirs.
    """
    await people.actor(ctx.transaction, ctx.actor_id)
    needs = await load_needs(ctx, ctx.actor_id)
    gone = [need for need in needs if need.may_wait and is_named_by(need, key)]
    if gone:
        until = await _until(ctx, how_long)
        keys = [need.key for need in gone]
        await PutAwayRepository(ctx.transaction).put_away(ctx.actor_id, keys, until, ctx.now)
    return rows(need for need in needs if need not in gone)


async def _until(ctx: Context, how_long: PutAwayFor) -> datetime:
    if how_long is PutAwayFor.a_week:
        return ctx.now + _A_WEEK
    zone = await workspace.zone_of(ctx.transaction)
    fiscal = (await workspace.books_of(ctx.transaction)).fiscal
    return midnight(fiscal.quarter_of(local_day(ctx.now, zone)).end, zone)
