"""Everything about a person in some days, for one who may look through it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.common.date_ranges import DateRange
from bot.common.errors import BadInput, NotAllowed
from bot.common.periods import Period, midnight
from bot.db.transaction import Transaction
from bot.features.evidence.rules import EvidenceItem, EvidenceTimeline, Source, ordered
from bot.features.evidence.service.coaching import collect_coaching, collect_levels
from bot.features.evidence.service.sources import (
    collect_checkins,
    collect_credits,
    collect_feedback,
    collect_goals,
    collect_kudos,
    collect_results,
)
from bot.features.feedback.service import reading as feedback_reading
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.workspace import service as workspace
from bot.framework.context import Contexts
from bot.framework.feature import ExtensionPoint
from bot.slack.requests import Request

Collector = Callable[[Transaction, str, str, DateRange], Awaitable[Sequence[EvidenceItem]]]
SOURCES: ExtensionPoint[Collector] = ExtensionPoint("evidence.sources")
LONGEST = 2 * 366


async def check_may_look(transaction: Transaction, person_id: str, viewer_id: str) -> None:
    """NotAllowed for all but the person and whoever leads them: not for admins, these are words."""
    if viewer_id == person_id:
        return
    org_chart, person = await teams.load_org_chart(transaction), await people.person(transaction, person_id)
    if org_chart.manager_of(person_id) != viewer_id:
        raise NotAllowed(f"Only {person.name}, and {person.name}'s manager, look through this.")


async def collect(
    transaction: Transaction,
    person_id: str,
    viewer_id: str,
    days: DateRange,
    now: datetime,
    more: Sequence[Collector] = (),
) -> EvidenceTimeline:
    """Everything of these days that the viewer may see about this person; NotAllowed for strangers.

    `more`: what later features bring.
    """
    await check_may_look(transaction, person_id, viewer_id)
    person = (await people.people(transaction, [person_id])).get(person_id)
    if person is None or person.is_bot:
        raise BadInput("That is nobody of this workspace.")
    if days.length > LONGEST:
        raise BadInput("That is too long: look at two years at most.")
    zone = await workspace.zone_of(transaction)
    period = Period(midnight(days.start, zone), midnight(days.end, zone), days.label)
    items = [
        *await collect_goals(transaction, person_id, viewer_id, days, now),
        *await collect_results(transaction, person_id, viewer_id, days, now),
        *await collect_credits(transaction, person_id, days, now),
        *await collect_checkins(transaction, person_id, days),
        *await collect_kudos(transaction, person_id, viewer_id, period),
        *await collect_feedback(transaction, person_id, viewer_id, period),
        *await collect_coaching(transaction, person_id, viewer_id, days),
        *await collect_levels(transaction, person_id, viewer_id, days),
    ]
    for collector in more:
        items += await collector(transaction, person_id, viewer_id, days)
    return EvidenceTimeline(person_id, person.name, days, ordered(items))


async def mark_seen(contexts: Contexts, request: Request, items: Sequence[EvidenceItem]) -> None:
    """The actor has read the words of these on the screen, which is written down where it counts.

    In a transaction of its own: collecting evidence is slow, and would block writers.
    """
    ids = [each.ref for each in items if each.source is Source.feedback]
    if not ids:
        return
    async with contexts.writing(request) as ctx:
        await feedback_reading.mark_seen(ctx.transaction, ids, ctx.actor_id, ctx.now)
