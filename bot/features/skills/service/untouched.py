"""Untouched windows, made anew once a week: how it goes on with people of whom nothing was done."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.common.date_ranges import DateRange
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.features.people.service.settings import settings_of
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.rules.cards import SDR
from bot.features.skills.rules.facts import SellerProfile
from bot.features.skills.rules.outcome_facts import ActionSpan
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.rules.series import metrics_of
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.rules.windows import BEFORE, HISTORY, UntouchedWindow, WindowSearch
from bot.features.skills.service.outcomes import tries, working_days
from bot.features.skills.service.profiles import profiles
from bot.features.skills.service.records import RoleRecords, load_role
from bot.features.workspace import service as workspace
from bot.framework.context import Context
from bot.framework.feature import ExtensionPoint

# A later feature tells on which days somebody had an action open: (transaction, ids, since).
SpansOf = Callable[[Transaction, Sequence[str], date], Awaitable[Sequence[ActionSpan]]]
ACTION_SPANS = ExtensionPoint[SpansOf]("skills.action_spans")


@dataclass(frozen=True)
class RoleMetric:
    """One conversion of the people of one role."""

    role: str
    metric: str


@dataclass(frozen=True)
class FoundWindows:
    """The untouched windows of one conversion, to be stored in place of those before."""

    what: RoleMetric
    windows: Sequence[UntouchedWindow]


async def due(transaction: Transaction, now: datetime, tellers: Sequence[SpansOf] = ()) -> list[FoundWindows]:
    """The windows of all conversions of all roles; none while an admin has switched outcomes off.

    `tellers`: what later features add at `ACTION_SPANS`.
    """
    if not (await settings_of(transaction, SkillSettings)).outcome_cards:
        return []
    stages = (await workspace.books_of(transaction)).stages
    by_role: dict[str, list[SellerProfile]] = {}
    for each in (await profiles(transaction)).values():
        by_role.setdefault(each.role, []).append(each)
    return [
        FoundWindows(what, await search(transaction, group, what, now, tellers))
        for role, group in sorted(by_role.items())
        for what in (RoleMetric(role, metric) for metric in metrics_of(role, stages, SDR))
    ]


async def keep(ctx: Context, found: FoundWindows) -> None:
    """Stores the windows of one conversion in place of those before."""
    what = found.what
    rows = [
        {
            "metric": what.metric,
            "person_id": each.person_id,
            "starts_on": each.starts_on,
            "role": what.role,
            "flag": each.flag.value,
            "z": each.z,
        }
        for each in found.windows
    ]
    await CardRepository(ctx.transaction).replace_windows(what.metric, what.role, rows)


async def search(
    transaction: Transaction,
    group: Sequence[SellerProfile],
    what: RoleMetric,
    now: datetime,
    tellers: Sequence[SpansOf] = (),
) -> list[UntouchedWindow]:
    """The untouched windows of three years, without those in which an action was open."""
    today = local_day(now, await workspace.zone_of(transaction))
    week = today - timedelta(days=today.weekday())
    role = await load_role(transaction, group, week, now)
    ids = list(role.profiles)
    since = week - HISTORY - BEFORE
    series, lag = await tries(transaction, role, ids, what.metric, DateRange(since, today), now)
    spans = [span for told in tellers for span in await told(transaction, ids, since)]
    worked = {who: working_days(role.sellers[who], since, today) for who in ids}
    days = (await settings_of(transaction, SkillSettings)).window_days
    looked = WindowSearch(series, worked, _like(role), _touched(spans, what), lag, today, days)
    # Three years of many people take a while: whoever waits for an answer goes first.
    return await asyncio.to_thread(looked.found)


def _like(role: RoleRecords) -> Callable[[str, date], Sequence[str]]:
    known: dict[tuple[str, date], Sequence[str]] = {}

    def like(person_id: str, day: date) -> Sequence[str]:
        if (person_id, day) not in known:
            known[person_id, day] = role.like(person_id, day)
        return known[person_id, day]

    return like


def _touched(spans: Sequence[ActionSpan], what: RoleMetric) -> Callable[[str, DateRange], bool]:
    skills = _skills(what)
    mine: dict[str, list[DateRange]] = {}
    for span in spans:
        if span.metric == what.metric or span.skill in skills:
            mine.setdefault(span.person_id, []).append(span.days)
    return lambda who, days: any(each.within(days).length for each in mine.get(who, ()))


def _skills(what: RoleMetric) -> frozenset[str]:
    """The skills of the role that lead to this conversion."""
    moves = {"win_rate": {"win rate"}, "yield": {"yield"}, "c1": {"first conversion"}}.get(
        what.metric, {"middle conversion", "last conversion"}
    )
    return frozenset(skill.key for skill in RUBRICS[what.role].skills if moves & set(skill.moves))
