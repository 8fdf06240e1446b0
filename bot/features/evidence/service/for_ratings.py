"""What is on record about somebody, offered to whoever rates their skills."""

from collections import Counter
from datetime import timedelta

from bot.common.date_ranges import ONE_DAY, DateRange, short_day
from bot.common.errors import Refusal
from bot.common.periods import local_day
from bot.common.text import excerpt
from bot.features.evidence.rules import ROW, EvidenceItem, EvidenceTimeline, Source
from bot.features.evidence.service.timeline import collect
from bot.features.skills.rules.rounds import RatingEvidence
from bot.features.workspace import service as workspace
from bot.framework.context import Context

_LOOKS_BACK = timedelta(days=180)
_MOST, _MOST_OF_A_SOURCE, _LABEL = 15, 5, 74
# Figures of a quarter, and reviews, tell of no single skill.
_LEFT_OUT = frozenset({Source.result, Source.review, Source.levels})


async def on_record(ctx: Context, person_id: str) -> list[RatingEvidence]:
    """What the actor may see about somebody, the newest first; nothing for who may not look.

    At most five of a source, so that deals do not crowd out what somebody wrote.
    """
    tomorrow = local_day(ctx.now, await workspace.zone_of(ctx.transaction)) + ONE_DAY
    days = DateRange(tomorrow - _LOOKS_BACK, tomorrow)
    try:
        stream = await collect(ctx.transaction, person_id, ctx.actor_id, days, ctx.now)
    except Refusal:
        return []
    counts: Counter[Source] = Counter()
    found = []
    for item in stream.items[::-1]:
        counts[item.source] += 1
        if item.source not in _LEFT_OUT and counts[item.source] <= _MOST_OF_A_SOURCE:
            found.append(_offered(item, stream))
    return found[:_MOST]


def _offered(item: EvidenceItem, stream: EvidenceTimeline) -> RatingEvidence:
    label = excerpt(f"{short_day(item.day)}: {item.plain}", _LABEL)
    return RatingEvidence(item.key, label, ROW, stream.opened_by(item), item.link)
