"""What waits for somebody in imports: files that they sent, names only they know, numbers that are old."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.common.cadences import working_days_later
from bot.common.dates import write_day, write_time
from bot.common.day_words import WEEKDAYS
from bot.common.periods import local_day
from bot.common.text import plural
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.imports.repository.imports import ImportRepository
from bot.features.imports.repository.parked import ParkedRepository
from bot.features.imports.rules.facts import HOW, SHOW_FILE
from bot.features.imports.rules.parking import ParkedFor, ParkedGroup
from bot.features.imports.service.waiting import parking
from bot.features.ledger.service import queries as ledger
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.features.teams.rules.org_chart import OrgChart
from bot.features.workspace import service as workspace
from bot.framework.needs import Need, NeedRank, fitted
from bot.slack.text import escape

_ASKED = (ParkedFor.PERSON, ParkedFor.STAGE, ParkedFor.TWIN, ParkedFor.FUTURE)
# Within so many days a weekday says which day is meant.
_NEAR = timedelta(days=6)


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """What waits in imports for whoever leads a team, and for admins; others bring nothing in."""
    viewer, org_chart = await people.person(transaction, person_id), await teams.load_org_chart(transaction)
    if not _brings_in(viewer, org_chart):
        return []
    own = await _own(transaction, viewer, org_chart)
    return [
        *await _files(transaction, person_id),
        *_names([each for each in own if each.why is ParkedFor.PERSON], now),
        *_answers([each for each in own if each.why is not ParkedFor.PERSON], now),
        *await _old(transaction, now),
    ]


async def questions(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Question[Any]]:
    """Files and names that wait, and when numbers were last heard, for those who bring numbers in."""
    viewer, org_chart = await people.person(transaction, person_id), await teams.load_org_chart(transaction)
    if not _brings_in(viewer, org_chart):
        return []
    return [
        ImportRepository(transaction).asking_of(person_id),
        ParkedRepository(transaction).parked_groups(),
        ledger.told_question(transaction, now),
    ]


def _brings_in(person: Person, org_chart: OrgChart) -> bool:
    leads = not person.is_guest and bool(org_chart.led_by(person.id))
    return person.is_active_person and (person.is_admin or leads)


async def _files(transaction: Transaction, person_id: str) -> list[Need]:
    return [
        Need(
            f"imports.file:{row.id}",
            fitted("*", row.name, "* waits for your word"),
            "Find the file",
            SHOW_FILE,
            NeedRank.decide,
            since=row.sent_at,
            value=str(row.id),
            name=f"*{row.name}*",
        )
        for row in await answer(transaction, ImportRepository(transaction).asking_of(person_id))
    ]


def _answers(groups: Sequence[ParkedGroup], now: datetime) -> list[Need]:
    """Rows that wait for any other answer than a name, by source."""
    return [
        Need(
            f"imports.answers:{source}",
            fitted(f"{_waiting(own)} for an answer: ", _told(source)),
            "Answer",
            HOW,
            NeedRank.decide,
            since=now,
        )
        for source, own in _by_source(groups)
    ]


async def _own(transaction: Transaction, viewer: Person, org_chart: OrgChart) -> list[ParkedGroup]:
    """What the viewer has to answer: as the keeper, else as an admin."""
    groups = await parking.groups(transaction, *_ASKED)
    keepers = await people.people(transaction, {each.keeper_id for each in groups if each.keeper_id})
    able = {who for who, person in keepers.items() if _brings_in(person, org_chart)}
    return [
        each
        for each in groups
        if each.keeper_id == viewer.id or (viewer.is_admin and each.keeper_id not in able)
    ]


def _by_source(groups: Sequence[ParkedGroup]) -> list[tuple[str, list[ParkedGroup]]]:
    found: dict[str, list[ParkedGroup]] = defaultdict(list)
    for each in groups:
        found[each.source].append(each)
    return sorted(found.items())


def _names(groups: Sequence[ParkedGroup], now: datetime) -> list[Need]:
    """Rows that wait for a name, by source."""
    return [
        Need(
            f"imports.names:{source}",
            fitted(f"{_waiting(own)} for {plural(len({each.ref for each in own}), 'name')}: ", _told(source)),
            "Choose members",
            HOW,
            NeedRank.decide,
            since=now,
        )
        for source, own in _by_source(groups)
    ]


def _waiting(groups: Sequence[ParkedGroup]) -> str:
    rows = sum(each.rows for each in groups)
    return f"{plural(rows, 'row')} {'waits' if rows == 1 else 'wait'}"


def _told(source: str) -> str:
    return "a file" if source == "file" else escape(source)


async def _old(transaction: Transaction, now: datetime) -> list[Need]:
    """That nothing was heard of any source for a whole working day."""
    heard = await ledger.told_at(transaction, now)
    if heard is None:
        return []
    calendar = ledger.everybodys_calendar(await workspace.calendar_of(transaction))
    today, day = local_day(now, calendar.zone), local_day(heard, calendar.zone)
    if working_days_later(day, 1, calendar) >= today:
        return []
    told = write_day(day, today)
    if today - day <= _NEAR:
        at = heard.astimezone(calendar.zone)
        told = f"{WEEKDAYS[day.weekday()][:3]} {write_time(at.time())}"
    text = f"Numbers are from {told}"
    return [
        Need(
            "imports.old:any",
            text,
            "How numbers come in",
            HOW,
            NeedRank.decide,
            since=heard,
            sign=":warning:",
        )
    ]
