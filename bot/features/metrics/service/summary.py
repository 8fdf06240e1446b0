"""The weekly summary: to each rep, to the team's channel, and to its manager."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from bot.common.cadences import Run
from bot.common.date_ranges import ONE_DAY, DateRange
from bot.common.periods import local_day
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.deliveries.recipients import Recipient
from bot.features.ledger.notices import WeekTold
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.sellers import by_seller, takes_part
from bot.features.ledger.service import holds, own_entries
from bot.features.ledger.service import queries as ledger
from bot.features.ledger.service.rows import credit_rows
from bot.features.metrics.notices import TeamWeek, TeamWeekPost, WeekInNumbers
from bot.features.metrics.repository import MetricRepository
from bot.features.metrics.rules import comparison as weekly
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.facts import MetricsSubject
from bot.features.metrics.rules.weeks.heard import heard_words, small_words
from bot.features.metrics.rules.weeks.told import (
    MOST_PEOPLE,
    MemberFacts,
    better_than_usual,
    in_one_text,
    judged,
    member_lines,
    own_lines,
    own_said,
    pace_chart,
    team_headline,
    team_said,
)
from bot.features.metrics.service import spotlights
from bot.features.metrics.service.corrections import restatement
from bot.features.metrics.service.scopes import MetricsViewer, person_subject, reader, team_subject
from bot.features.metrics.service.shared import Shared, nothing_shared
from bot.features.notifications.service import send_policy
from bot.features.people.service import members as people
from bot.features.schedules.service import settings as schedules
from bot.features.teams.rules.org_chart import Team
from bot.features.workspace import service as workspace

_MOST_MOVES = 6
# What falls within that time on one day is one message.
NEAR = timedelta(hours=2)
IsTold = Callable[[Transaction, str, Run, datetime], Awaitable[bool]]


async def nowhere_else(*_: object) -> bool:
    """No other message tells of somebody's week."""
    return False


async def write(
    transaction: Transaction,
    person_id: str,
    run: Run,
    now: datetime,
    *,
    is_told: IsTold = nowhere_else,
    shared: Shared = nothing_shared,
) -> WeekInNumbers | None:
    """A person's summary of last week: their own, unless something else tells it, and their teams'.

    None when there is nothing to tell.
    """
    viewer = await reader(transaction, person_id, now)
    week = await _last_week(transaction, viewer, run)
    key = f"{WeekInNumbers.kind}:{person_id}:{run.nominal}"
    elsewhere = await is_told(transaction, person_id, run, now)
    own = None if elsewhere else await _own(transaction, viewer, week, key)
    led = []
    for team in viewer.org_chart.led_by(person_id):
        of_team = await _of_team(transaction, team, viewer, week, "" if elsewhere else key)
        if of_team is not None:
            led.append(of_team.told)
            await _post(transaction, of_team, viewer, week, run, shared)
    if elsewhere or (own is None and not led):
        return None
    waits = await own_entries.waiting_for(transaction, person_id, now)
    return WeekInNumbers(week.label, tuple(led), to_confirm=len(waits), numbers=own)


async def told_elsewhere(
    transaction: Transaction, person_id: str, run: Run, key: str, now: datetime
) -> WeekTold | None:
    """A person's own week, and their teams', for another message of that morning, sent by this `key`.

    None where theirs is not due within two hours of it, is switched off, or was told already.
    """
    turns = await schedules.turns(transaction, person_id)
    turn = next((each for each in turns if each.kind == WeekInNumbers.kind), None)
    muted = (await send_policy.reminder_day(transaction, person_id, now)).muted
    if turn is None or WeekInNumbers.kind in muted:
        return None
    is_near = abs(turn.next_at - run.at) <= NEAR or turn.done == run.nominal
    if not is_near:
        return None
    viewer = await reader(transaction, person_id, now)
    week = await _last_week(transaction, viewer, run)
    subject = await person_subject(transaction, person_id, viewer)
    before = await MetricRepository(transaction).posted(subject.key, week.start)
    if before is not None and any(known.startswith(WeekInNumbers.kind) for known in before.dedupe_keys):
        return None
    own = await _own(transaction, viewer, week, key)
    led = [
        of_team.told
        for team in viewer.org_chart.led_by(person_id)
        if (of_team := await _of_team(transaction, team, viewer, week, key)) is not None
    ]
    if not led:
        return own
    told = own or WeekTold(week.label, "", heard=next((each.heard for each in led if each.heard), ""))
    texts, ids = (_text(each, week.label) for each in led), (each.team_id for each in led)
    return replace(told, teams=tuple(texts), team_ids=tuple(ids))


def _text(told: TeamWeek, week: str) -> str:
    head = f"*{team_headline(told.team, week, told.judged)}* {told.said}"
    return in_one_text(head, told.people, told.more, told.restated)


async def _last_week(transaction: Transaction, viewer: MetricsViewer, run: Run) -> DateRange:
    today = local_day(run.at, await workspace.zone_of(transaction))
    return viewer.rules.fiscal.week_of(today - timedelta(weeks=1))


async def _own(transaction: Transaction, viewer: MetricsViewer, week: DateRange, key: str) -> WeekTold | None:
    subject = await person_subject(transaction, viewer.person.id, viewer)
    quarter = viewer.rules.fiscal.quarter_of(week.last)
    facts = await _facts(transaction, subject, quarter, week, viewer)
    if not _sells(facts, quarter):
        return None
    restated = await _restated(transaction, subject, week, facts, viewer)
    await _keep(transaction, subject, week, facts, [key], viewer.now)
    rows = await credit_rows(
        transaction, subject.whose, week, viewer.now, size=_MOST_MOVES, with_waiting=False
    )
    names = list(dict.fromkeys(row.deal for row in rows.rows if row.kind == "won"))
    return WeekTold(
        week.label,
        own_said(facts, week, names),
        tuple(own_lines(facts, quarter)),
        restated=restated,
        heard=small_words(facts),
    )


async def _facts(
    transaction: Transaction,
    subject: MetricsSubject,
    quarter: DateRange,
    week: DateRange,
    viewer: MetricsViewer,
) -> Facts:
    """Facts back to the start of the quarter, and to eight weeks before the previously posted week."""
    since = min(quarter.start, week.start - timedelta(weeks=weekly.TRAILING_WEEKS + 1))
    return await ledger.facts(transaction, subject.whose, DateRange(since, quarter.end), viewer.now)


def _sells(facts: Facts, quarter: DateRange) -> bool:
    """Whether there is anything to tell: a quota, credit, deal or activity."""
    has_quota = quotas.picture(facts, quarter).quota is not None
    return has_quota or bool(facts.credits or facts.closed or facts.open or facts.activities)


async def _keep(
    transaction: Transaction,
    subject: MetricsSubject,
    week: DateRange,
    facts: Facts,
    keys: Sequence[str],
    now: datetime,
) -> None:
    """Stores what was told of the week, so that later changes can be pointed out."""
    repository = MetricRepository(transaction)
    before = await repository.posted(subject.key, week.start)
    known = list(before.dedupe_keys) if before else []
    await repository.keep_posted(
        {
            "subject": subject.key,
            "week": week.start,
            "as_of": await holds.known_at(transaction, now),
            "bookings": _exact(weekly.booked(facts, week)),
            "dedupe_keys": [*known, *(key for key in keys if key not in known)],
        }
    )


def _exact(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


async def _restated(
    transaction: Transaction, subject: MetricsSubject, week: DateRange, facts: Facts, viewer: MetricsViewer
) -> str:
    """What last week's summary told differently, and why; "" when it still holds."""
    before = viewer.rules.fiscal.week_of(week.start - ONE_DAY)
    return await restatement(transaction, subject, before, facts, viewer)


@dataclass(frozen=True)
class _TeamFacts:
    """A team's week as its manager reads it, and what it is made of."""

    team: Team
    told: TeamWeek
    facts: Facts
    members: Sequence[MemberFacts]


async def _of_team(
    transaction: Transaction, team: Team, viewer: MetricsViewer, week: DateRange, key: str
) -> _TeamFacts | None:
    """What the manager of a team reads, in the message of this `key`; None when there is nothing to tell."""
    subject = await team_subject(transaction, team.name, viewer)
    quarter = viewer.rules.fiscal.quarter_of(week.last)
    facts = await _facts(transaction, subject, quarter, week, viewer)
    if not _sells(facts, quarter):
        return None
    names = await people.names(transaction, subject.whose.ids)
    own = by_seller(facts)
    members = [
        MemberFacts(names.get(seller.member_id, "Someone"), own[seller.member_id], seller.member_id)
        for seller in facts.sellers
        if takes_part(seller, quarter)
    ]
    restated = await _restated(transaction, subject, week, facts, viewer)
    lines = member_lines(members, quarter, week)
    found = TeamWeek(
        team_id=team.id,
        team=team.name,
        judged=judged(facts, week),
        said=team_said(facts, quarter, week, in_public=False),
        people=tuple(lines[:MOST_PEOPLE]),
        more=len(lines[MOST_PEOPLE:]),
        restated=restated,
        heard=small_words(facts),
    )
    post_keys = [_post_key(team, week)] if team.channel_id else []
    await _keep(transaction, subject, week, facts, [*([key] if key else []), *post_keys], viewer.now)
    return _TeamFacts(team, found, facts, members)


def _post_key(team: Team, week: DateRange) -> str:
    return f"{TeamWeekPost.kind}:{team.id}:{week.start}"


async def _post(
    transaction: Transaction,
    of_team: _TeamFacts,
    viewer: MetricsViewer,
    week: DateRange,
    run: Run,
    shared: Shared,
) -> None:
    """Enqueues the post for the team's channel, where it has one."""
    team, told, facts = of_team.team, of_team.told, of_team.facts
    if not team.channel_id:
        return
    quarter = viewer.rules.fiscal.quarter_of(week.last)
    beside = await shared(transaction, team.channel_id, viewer.now)
    post = TeamWeekPost(
        team_id=team.id,
        team=team.name,
        week=week.label,
        judged=told.judged,
        said=team_said(facts, quarter, week, in_public=True),
        better=await _better(transaction, team.channel_id, of_team.members, week, viewer.today),
        chart=tuple(pace_chart(facts, quarter)),
        restated=told.restated,
        heard=heard_words(facts),
        shared=beside.text,
        keys=beside.keys,
    )
    to, key = Recipient(team.channel_id), _post_key(team, week)
    await Outbox(transaction).enqueue(post, viewer.now, to=to, dedupe_key=key, due=run.at)


async def _better(
    transaction: Transaction, channel_id: str, members: Sequence[MemberFacts], week: DateRange, today: date
) -> tuple[str, ...]:
    """Names of whose week was better than usual; who was named there within a week is left out."""
    resting = await spotlights.resting(transaction, channel_id, today)
    found = better_than_usual(members, week, resting)
    ids = [member.id for member in found]
    await spotlights.note(transaction, channel_id, spotlights.SpotlightKind.better, ids, today)
    return tuple(member.name for member in found)
