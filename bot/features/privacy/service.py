"""A person's own record, its export, the workspace's retention, and deletion."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.moments import WallClock
from bot.common.periods import Period, local_day, midnight
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.coaching.service import records as coaching
from bot.features.drafts import service as drafts
from bot.features.evidence.rules import EvidenceItem
from bot.features.evidence.service.timeline import LONGEST, collect
from bot.features.feedback.service import records as feedback
from bot.features.kudos.service import queries as kudos
from bot.features.library.service import records as library
from bot.features.mentors.service import records as mentors
from bot.features.people.service import members as people
from bot.features.people.service.settings import edit_settings, settings_of
from bot.features.plays.service import records as plays
from bot.features.privacy.notices import RecordExport
from bot.features.privacy.rules import (
    PrivacyOverview,
    RecordReading,
    RecordSettings,
    checked,
    forgotten_before,
)
from bot.features.pulse.service import lifecycle as pulse
from bot.features.reviews.service import past_reviews
from bot.features.reviews.service import records as reviews
from bot.features.skills.service import own_records as skills
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.slack.text import as_typed

_NAME = "my-record.json"
_SHOWN = 10
# Drafts untouched for so long are deleted.
_DRAFTS_KEPT = timedelta(days=180)


async def overview(transaction: Transaction, person_id: str, now: datetime) -> PrivacyOverview:
    """The person's overview: the newest ten readings of what they wrote, and the retention."""
    of_feedback = await feedback.read_lately(transaction, person_id, _SHOWN)
    of_reviews = await reviews.read_lately(transaction, person_id, _SHOWN)
    names = await people.names(
        transaction,
        {who for reader, about, _ in of_feedback for who in (reader, about)}
        | {who for reader, _, about, _ in of_reviews for who in (reader, about)},
    )
    found = [(reader, "", about, at) for reader, about, at in of_feedback] + list(of_reviews)
    readings = [
        RecordReading(names.get(reader, "Someone"), part, names.get(about, "someone"), at)
        for reader, part, about, at in found
    ]
    readings.sort(key=lambda reading: reading.at, reverse=True)
    person = await people.actor(transaction, person_id, guests=True)
    kept_years = (await settings_of(transaction, RecordSettings)).kept_years
    return PrivacyOverview(readings[:_SHOWN], kept_years, person.is_admin, WallClock(person.zone, now))


async def export(ctx: Context, on_record: Sequence[EvidenceItem]) -> None:
    """Sends the actor's record as a JSON file in a direct message.

    `on_record` comes from the function of that name.
    """
    await ctx.claim()
    record = await record_of(ctx.transaction, ctx.actor_id, on_record, ctx.now)
    content = json.dumps(record, indent=1, ensure_ascii=False).encode()
    outbox = Outbox(ctx.transaction)
    attachment = await outbox.attach(_NAME, content, ctx.now)
    await outbox.enqueue(
        RecordExport(_NAME),
        ctx.now,
        to=Recipient(ctx.actor_id),
        dedupe_key=f"{RecordExport.kind}:{ctx.request_key}",
        attachment=attachment,
    )


async def on_record(transaction: Transaction, person_id: str, now: datetime) -> Sequence[EvidenceItem]:
    """What is on record about somebody in the last two years, for themselves.

    It takes long enough to keep others from writing: collect it while nothing is written.
    """
    days = await _two_years(transaction, now)
    return (await collect(transaction, person_id, person_id, days, now, [past_reviews.collect])).items


async def _two_years(transaction: Transaction, now: datetime) -> DateRange:
    tomorrow = local_day(now, await workspace.zone_of(transaction)) + ONE_DAY
    return DateRange(tomorrow - timedelta(days=LONGEST), tomorrow)


async def record_of(
    transaction: Transaction, person_id: str, on_record: Sequence[EvidenceItem], now: datetime
) -> dict[str, Any]:
    """The record as JSON: what the person wrote, what they may read, and `on_record`.

    What they did not read before counts as read by them now.
    """
    return {
        "person": person_id,
        "made_at": now.isoformat(),
        **await feedback.record_of(transaction, person_id, now),
        **await reviews.record_of(transaction, person_id, now),
        **await coaching.record_of(transaction, person_id),
        **await library.record_of(transaction, person_id),
        **await plays.record_of(transaction, person_id),
        **await mentors.record_of(transaction, person_id),
        **await skills.record_of(transaction, person_id, now),
        "not_sent": await drafts.all_of(transaction, person_id),
        "kudos_given": await _kudos_given(transaction, person_id, now),
        "on_record": [
            {
                "item": each.key,
                "day": each.day.isoformat(),
                "what": each.plain,
                **each.plain_parts,
                "link": each.link,
            }
            for each in on_record
        ],
    }


async def _kudos_given(transaction: Transaction, person_id: str, now: datetime) -> list[dict[str, Any]]:
    days, zone = await _two_years(transaction, now), await workspace.zone_of(transaction)
    period = Period(midnight(days.start, zone), midnight(days.end, zone), "")
    given = await kudos.given_by(transaction, person_id, period)
    names = await people.names(transaction, {who for each in given for who in each.mentioned})
    return [
        {
            "at": each.at.isoformat(),
            "to": each.receiver_id,
            "points": each.points,
            "for": as_typed(each.reason, names),
            "private": each.is_private,
        }
        for each in given
    ]


async def decide(ctx: Context, years: int) -> None:
    """Stores the retention in years; admins only. BadInput for others than `KEPT`."""
    edit = await edit_settings(ctx, RecordSettings)
    await edit.save(RecordSettings(checked(years)))


async def forget(transaction: Transaction, now: datetime) -> None:
    """Deletes words and ratings of people past the retention, and drafts after 180 days."""
    await drafts.forget_before(transaction, now - _DRAFTS_KEPT)
    zone = await workspace.zone_of(transaction)
    years = (await settings_of(transaction, RecordSettings)).kept_years
    before = forgotten_before(local_day(now, zone), years)
    if before is not None:
        await feedback.forget_before(transaction, midnight(before, zone))
        await pulse.forget_before(transaction, before)
        await reviews.forget_before(transaction, before)
        await coaching.forget_before(transaction, before)
        await library.forget_before(transaction, before)
        await plays.forget_before(transaction, before)
        await mentors.forget_before(transaction, before)
        await skills.forget_before(transaction, before)
