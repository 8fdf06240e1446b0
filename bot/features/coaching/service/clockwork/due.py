"""What time brings for 1:1s: planned, prepared, asked about, lapsed; and the end of a pair."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.common.date_ranges import ONE_DAY
from bot.common.periods import local_day, midnight
from bot.db.transaction import Transaction
from bot.deliveries.outbox import Outbox
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.cadence import rhythm_of, run_of
from bot.features.coaching.rules.facts import CoachingSeries, CoachingTalk, Say, says_of
from bot.features.coaching.rules.moments import LAPSES_AFTER, close_at, manager_prep_at, person_prep_at
from bot.features.coaching.rules.state_machine import SeriesState, TalkState
from bot.features.coaching.service.items import OFFERED_FOR
from bot.features.coaching.service.notifications import close_key, day_key, prep_key
from bot.features.notifications.rules import Calendar
from bot.features.notifications.service import availability as notifications
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart

_ASKED = frozenset({TalkState.planned, TalkState.said, TalkState.denied})


class TurnKind(StrEnum):
    """What the clock does."""

    end = "end"
    resume = "resume"
    plan = "plan"
    adjust = "adjust"
    prepare = "prepare"
    prepare_day = "prepare_day"
    ask = "ask"
    lapse = "lapse"
    expire = "expire"


@dataclass(frozen=True)
class CoachingTurn:
    """One thing to do `at` an instant: with a series, a talk or an action; or a manager's `day`."""

    kind: TurnKind
    at: datetime
    id: int = 0
    manager_id: str = ""
    day: date | None = None


@dataclass(frozen=True)
class _Books:
    """All that the clock looks at, of one workspace."""

    series: Mapping[int, CoachingSeries]
    talks: Mapping[int, Sequence[CoachingTalk]]
    calendars: Mapping[str, Calendar]
    people: Mapping[str, Person]
    chart: OrgChart


async def due(transaction: Transaction, now: datetime) -> list[CoachingTurn]:
    """What is to be done now, the earliest first."""
    books = await _load(transaction, now)
    turns = [turn for turn in await _pending(transaction, books) if turn.at <= now]
    turns += _adjusted(books, now)
    offered = await CoachingWordRepository(transaction).offered_before(now - OFFERED_FOR)
    turns += [CoachingTurn(TurnKind.expire, now, row.id) for row in offered]
    return sorted(turns, key=lambda turn: (list(TurnKind).index(turn.kind), turn.at, turn.id))


async def next_moment(transaction: Transaction) -> datetime | None:
    """When the next card, question or pause's end is; None when nothing waits for its time."""
    rows = await CoachingTalkRepository(transaction).live()
    if not rows:
        return None
    books = await _load(transaction, max(row.begun_at for row in rows))
    return min((turn.at for turn in await _pending(transaction, books)), default=None)


async def _load(transaction: Transaction, now: datetime) -> _Books:
    repository = CoachingTalkRepository(transaction)
    live = {row.id: row.fact() for row in await repository.live()}
    talks: dict[int, list[CoachingTalk]] = defaultdict(list)
    for row in await repository.all_unsettled():
        talks[row.series_id].append(row.fact())
    if not live and not talks:
        return _Books({}, {}, {}, {}, OrgChart(()))
    ids = {who for series in live.values() for who in series.pair}
    known = await people.people(transaction, ids) if ids else {}
    windows = await notifications.reaches(transaction, list(known.values()), (now - ONE_DAY).date())
    calendars = {who: window.calendar for who, window in windows.items()}
    return _Books(live, talks, calendars, known, await teams.load_org_chart(transaction))


async def _pending(transaction: Transaction, books: _Books) -> list[CoachingTurn]:
    """Everything that has its time, and was not done yet."""
    found: list[tuple[CoachingTurn, tuple[str, ...]]] = []
    by_manager: dict[tuple[str, date], list[CoachingTalk]] = defaultdict(list)
    for series in books.series.values():
        if _is_over(series, books):
            found.append((CoachingTurn(TurnKind.end, series.begun_at, series.id), ()))
            continue
        talks = books.talks.get(series.id, ())
        found += [(turn, ()) for turn in _planning(series, talks)]
        calendar = books.calendars[series.person_id]
        for talk in talks:
            found += _of_talk(series, talk, calendar)
            if talk.state is TalkState.planned:
                day = local_day(talk.at, books.calendars[series.manager_id].zone)
                by_manager[series.manager_id, day].append(talk)
    for (manager_id, day), of_day in by_manager.items():
        at = manager_prep_at(min(talk.at for talk in of_day), books.calendars[manager_id])
        turn = CoachingTurn(TurnKind.prepare_day, at, manager_id=manager_id, day=day)
        found.append((turn, (day_key(manager_id, day),)))
    found += [(turn, ()) for turn in _lapses(books)]
    keys = {key for _, needed in found for key in needed}
    known = await Outbox(transaction).known_among(keys) if keys else frozenset()
    return [turn for turn, needed in found if not needed or not known.issuperset(needed)]


def _is_over(series: CoachingSeries, books: _Books) -> bool:
    """Whether the two are no longer manager and person, or one of them has left."""
    both = [books.people.get(who) for who in series.pair]
    if any(each is None or not each.is_active_person or each.is_foreign for each in both):
        return True
    return books.chart.manager_of(series.person_id) != series.manager_id


def _planning(series: CoachingSeries, talks: Sequence[CoachingTalk]) -> list[CoachingTurn]:
    turns = []
    if series.state is SeriesState.paused and series.paused_until:
        at = midnight(series.paused_until, ZoneInfo(series.zone))
        turns.append(CoachingTurn(TurnKind.resume, at, series.id))
    if rhythm_of(series) is not None:
        planned = [talk.at for talk in talks if talk.state is TalkState.planned]
        # A series that was never planned is planned by whoever gave it its rhythm.
        turns.append(CoachingTurn(TurnKind.plan, max(planned, default=series.begun_at), series.id))
    return turns


def _of_talk(
    series: CoachingSeries, talk: CoachingTalk, calendar: Calendar
) -> list[tuple[CoachingTurn, tuple[str, ...]]]:
    found: list[tuple[CoachingTurn, tuple[str, ...]]] = []
    if talk.state is TalkState.planned:
        turn = CoachingTurn(TurnKind.prepare, person_prep_at(talk.at, calendar), talk.id)
        found.append((turn, (prep_key(talk, series.person_id),)))
    silent = tuple(who for who in series.pair if says_of(who, series, talk) is Say.none)
    if talk.state in _ASKED and silent:
        turn = CoachingTurn(TurnKind.ask, close_at(talk.at, series.minutes), talk.id)
        found.append((turn, tuple(close_key(talk, who) for who in silent)))
    return found


def _lapses(books: _Books) -> list[CoachingTurn]:
    """Ten days after a talk, or when the next one is prepared, its time is over."""
    turns = []
    for series_id, talks in books.talks.items():
        series = books.series.get(series_id)
        for talk in talks:
            at = talk.at + LAPSES_AFTER
            later = [each for each in talks if each.at > talk.at and each.state is TalkState.planned]
            if series is not None and later and series.person_id in books.calendars:
                at = min(at, person_prep_at(later[0].at, books.calendars[series.person_id]))
            turns.append(CoachingTurn(TurnKind.lapse, max(at, talk.at), talk.id))
    return turns


def _adjusted(books: _Books, now: datetime) -> list[CoachingTurn]:
    """Planned talks that days off have moved, or that fall out by them."""
    turns = []
    for series in books.series.values():
        rhythm = rhythm_of(series)
        if rhythm is None or series.anchor is None or _is_over(series, books):
            continue
        both = [books.calendars[who] for who in series.pair]
        for talk in books.talks.get(series.id, ()):
            if talk.state is TalkState.planned and talk.at > now and not talk.is_moved:
                run = run_of(rhythm, ZoneInfo(series.zone), series.anchor, talk.nominal, both)
                if run is None or run.at != talk.at:
                    turns.append(CoachingTurn(TurnKind.adjust, now, talk.id))
    return turns
