"""What is on record about somebody, offered to whoever rates their skills."""

from datetime import timedelta

from bot.common.date_ranges import ONE_DAY, DateRange, short_day
from bot.common.errors import NotAllowed
from bot.common.periods import Period, local_day, midnight
from bot.common.text import excerpt
from bot.features.evidence.rules import ROW, EvidenceTimeline, ordered
from bot.features.evidence.service.coaching import collect_coaching
from bot.features.evidence.service.sources import (
    collect_checkins,
    collect_credits,
    collect_feedback,
    collect_kudos,
)
from bot.features.evidence.service.timeline import check_may_look
from bot.features.skills.rules.rounds import RatingEvidence
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_LOOKS_BACK = timedelta(days=180)
_MOST, _MOST_OF_A_SOURCE, _LABEL = 15, 5, 74


async def on_record(ctx: Context, person_id: str) -> list[RatingEvidence]:
    """What the actor may see about somebody and shows a skill, the newest first; [] for who may not look.

    At most five of a source, so that deals do not crowd out what somebody wrote.
    """
    transaction, viewer_id = ctx.transaction, ctx.actor_id
    try:
        await check_may_look(transaction, person_id, viewer_id)
    except NotAllowed:
        return []
    zone = await workspace.zone_of(transaction)
    tomorrow = local_day(ctx.now, zone) + ONE_DAY
    days = DateRange(tomorrow - _LOOKS_BACK, tomorrow)
    period = Period(midnight(days.start, zone), midnight(days.end, zone), "")
    sources = (
        await collect_credits(transaction, person_id, days, ctx.now),
        await collect_checkins(transaction, person_id, days),
        await collect_kudos(transaction, person_id, viewer_id, period),
        await collect_feedback(transaction, person_id, viewer_id, period),
        await collect_coaching(transaction, person_id, viewer_id, days),
    )
    newest = [item for found in sources for item in ordered(found)[-_MOST_OF_A_SOURCE:]]
    stream = EvidenceTimeline(person_id, "", days, ordered(newest)[-_MOST:])
    return [
        RatingEvidence(
            item.key,
            excerpt(f"{short_day(item.day)}: {item.plain}", _LABEL),
            ROW,
            stream.opened_by(item),
            item.link,
        )
        for item in stream.items[::-1]
    ]
