"""The scheduled message of kudos health: to managers at the beginning of a month, about the last one."""

from datetime import datetime, time

from bot.common.cadences import Cadence, Every, Run
from bot.common.date_ranges import ONE_DAY, Fiscal
from bot.common.errors import NotAllowed
from bot.db.transaction import Transaction
from bot.features.kudos_health import service
from bot.features.kudos_health.notices import MonthlyKudosHealth
from bot.features.kudos_health.rules.detection import Hint
from bot.features.kudos_health.views import sentence
from bot.features.teams import service as teams
from bot.framework.scheduled import Scheduled

_MOST_TOLD = 5


async def _month(
    transaction: Transaction, person_id: str, run: Run, now: datetime
) -> MonthlyKudosHealth | None:
    if not (await teams.load_org_chart(transaction)).led_by(person_id):
        return None
    days = Fiscal().month_of(run.nominal.replace(day=1) - ONE_DAY)
    try:
        seen = await service.health(transaction, person_id, days, now)
    except NotAllowed:
        return None
    fresh = [flag for flag in seen.flags if flag.key not in seen.looked_at]
    hints = [flag for flag in fresh if flag.hint is not Hint.unseen]
    if not fresh:
        return None
    return MonthlyKudosHealth(
        label=days.label,
        days=f"{days.start}|{days.end}|{days.label}",
        count=len(hints),
        unseen=len(fresh) - len(hints),
        hints=tuple(sentence(flag, seen.names) for flag in hints[:_MOST_TOLD]),
    )


SCHEDULED = (
    Scheduled(
        kind=MonthlyKudosHealth.kind,
        title="How recognition goes",
        description="To managers: who was not thanked, and where points go round.",
        whom="people",
        cadence=Cadence(Every.month, time(10), day=1),
        write=_month,
    ),
)
