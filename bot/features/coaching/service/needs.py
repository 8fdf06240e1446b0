"""What waits for somebody in coaching: words on talks, actions, and of managers talks that are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.common.date_ranges import ONE_DAY
from bot.common.dates import write_day
from bot.common.periods import local_day, midnight
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.coaching.models.talks import series_fact, talk_fact
from bot.features.coaching.models.words import item_fact
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.repository.words import CoachingWordRepository
from bot.features.coaching.rules.cadence import rhythm_of
from bot.features.coaching.rules.facts import ActionItem, CoachingSeries, CoachingTalk, Say, says_of
from bot.features.coaching.rules.ids import DONE, OPEN, RHYTHM
from bot.features.coaching.rules.state_machine import ItemState, TalkState
from bot.features.coaching.rules.words import SLIPS_TOLD
from bot.features.coaching.service.planning import ends_at, load_overdue
from bot.features.notifications.service.duty import people_led
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.needs import Need, NeedRank, first_names, fitted, rank_by_day
from bot.slack.text import escape

_ASKED = frozenset({TalkState.planned, TalkState.said, TalkState.denied})


@dataclass(frozen=True)
class _Viewer:
    """For whom the needs are: their day, their series by id, what they call whom, whom they lead."""

    person: Person
    today: date
    now: datetime
    series: Mapping[int, CoachingSeries]
    called: Mapping[str, str]
    led: frozenset[str]

    def name(self, member_id: str) -> str:
        return self.called.get(member_id, "somebody")

    def about(self, member_id: str) -> str:
        return member_id if member_id in self.led else ""


async def questions(transaction: Transaction, person_id: str, _: datetime) -> Sequence[Question[Any]]:
    """Their series, and those that have ended, with what is not settled in them."""
    talks, words = CoachingTalkRepository(transaction), CoachingWordRepository(transaction)
    return [talks.series_of(person_id), talks.unsettled_of(person_id), words.open_items_of(person_id)]


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """What waits for somebody in their 1:1s; nothing of those that have ended."""
    person = await people.person(transaction, person_id)
    if person.is_guest:
        return []
    rows = await answer(transaction, CoachingTalkRepository(transaction).series_of(person_id))
    led = people_led(person, await teams.load_org_chart(transaction))
    facts = (series_fact(row) for row in sorted(rows, key=lambda row: int(row.id)) if row.ended_at is None)
    series = {each.id: each for each in facts}
    ids = {who for each in series.values() for who in each.pair} | led
    called = first_names(await people.names(transaction, ids)) if ids else {}
    viewer = _Viewer(person, local_day(now, person.zone), now, series, called, led)
    overdue = await _overdue(transaction, viewer) if led else []
    if not series:
        return overdue
    unsettled = await answer(transaction, CoachingTalkRepository(transaction).unsettled_of(person_id))
    talks = sorted((talk_fact(row) for row in unsettled), key=lambda talk: (talk.at, talk.id))
    not_done = await answer(transaction, CoachingWordRepository(transaction).open_items_of(person_id))
    items = sorted((item_fact(row) for row in not_done), key=lambda item: (item.due_on, item.id))
    return [
        *(_to_say(talk, viewer) for talk in talks if talk.series_id in series and _waits(talk, viewer)),
        *(
            need
            for item in items
            if item.series_id in series and (need := _of_item(item, viewer)) is not None
        ),
        *overdue,
    ]


def _waits(talk: CoachingTalk, viewer: _Viewer) -> bool:
    series = viewer.series[talk.series_id]
    is_silent = says_of(viewer.person.id, series, talk) is Say.none
    return is_silent and talk.state in _ASKED and ends_at(series, talk.at) <= viewer.now


def _to_say(talk: CoachingTalk, viewer: _Viewer) -> Need:
    series = viewer.series[talk.series_id]
    other = series.other(viewer.person.id)
    day = write_day(talk.at.astimezone(viewer.person.zone).date(), viewer.today)
    return Need(
        f"coaching.say:{talk.id}",
        fitted(f"Did you talk with {viewer.name(other)} on ", day, "?"),
        "Say if you talked",
        OPEN,
        NeedRank.answer,
        since=ends_at(series, talk.at),
        value=other,
        about_id=viewer.about(other),
        name=viewer.name(other),
    )


def _of_item(item: ActionItem, viewer: _Viewer) -> Need | None:
    series = viewer.series[item.series_id]
    other = series.other(viewer.person.id)
    is_mine, is_manager = item.owner_id == viewer.person.id, viewer.person.id == series.manager_id
    if item.state is ItemState.offered:
        return _offered(item, other, viewer) if is_mine else None
    if is_mine and item.due_on <= viewer.today + ONE_DAY:
        return _due(item, viewer)
    if is_manager and not is_mine and item.slips >= SLIPS_TOLD:
        name = viewer.name(item.owner_id)
        return Need(
            f"coaching.slipped:{item.id}",
            fitted(f'{name}: "', escape(item.text), '" slipped twice'),
            "Talk about it",
            OPEN,
            NeedRank.gap,
            since=midnight(item.due_on, viewer.person.zone),
            value=item.owner_id,
            about_id=viewer.about(item.owner_id),
            name=name,
        )
    return None


def _offered(item: ActionItem, other: str, viewer: _Viewer) -> Need:
    return Need(
        f"coaching.offer:{item.id}",
        fitted(f'{viewer.name(other)} asks: "', escape(item.text), '"'),
        "Answer",
        OPEN,
        NeedRank.answer,
        since=item.made_at,
        value=other,
        about_id=viewer.about(other),
        name=viewer.name(other),
    )


def _due(item: ActionItem, viewer: _Viewer) -> Need:
    late = ", late" if item.due_on < viewer.today else ""
    return Need(
        f"coaching.item:{item.id}",
        fitted("", escape(item.text), f", due {write_day(item.due_on, viewer.today)}{late}"),
        "Done",
        DONE,
        rank_by_day(NeedRank.write, item.due_on, viewer.today),
        since=item.made_at,
        value=str(item.id),
        due=item.due_on,
    )


async def _overdue(transaction: Transaction, viewer: _Viewer) -> list[Need]:
    """Gaps: whom somebody leads, and has not talked with for too long."""
    found = await load_overdue(transaction, viewer.person.id, viewer.now)
    has_rhythm = {
        each.person_id for each in viewer.series.values() if rhythm_of(each) and each.person_id in found
    }
    return [
        Need(
            f"coaching.overdue:{who}",
            fitted(
                f"{viewer.name(who)}: no 1:1 that you both confirmed ",
                f"since {write_day(last, viewer.today)}" if last else "yet",
            ),
            "Open" if who in has_rhythm else "Plan it",
            OPEN if who in has_rhythm else RHYTHM,
            NeedRank.gap,
            since=midnight(last, viewer.person.zone) if last else viewer.now,
            value=who,
            about_id=who,
            name=viewer.name(who),
        )
        for who, last in found.items()
    ]
