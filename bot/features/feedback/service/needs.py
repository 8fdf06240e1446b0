"""What waits for somebody in feedback: answers they are asked for, and whom they lead but told nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.common.dates import write_day
from bot.common.periods import local_day, midnight
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.feedback.repository import FeedbackRepository
from bot.features.feedback.rules.facts import ANSWER, GIVE
from bot.features.feedback.service.lists import last_given
from bot.features.notifications.service.duty import SettledMember, people_led, settled_members
from bot.features.people.rules import Person
from bot.features.people.service import members as people
from bot.features.teams import service as teams
from bot.framework.needs import Need, NeedRank, first_names, fitted, rank_by_day

_MISSED_AFTER = timedelta(days=14)


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """What waits for somebody in feedback; guests write none."""
    viewer = await people.person(transaction, person_id)
    if viewer.is_guest:
        return []
    return [*await _asked(transaction, viewer, now), *await _told_nothing(transaction, viewer, now)]


async def questions(transaction: Transaction, person_id: str, _: datetime) -> Sequence[Question[Any]]:
    """What is asked of somebody, and when those whom they lead last heard from them."""
    repository, viewer = FeedbackRepository(transaction), await people.person(transaction, person_id)
    led = sorted(people_led(viewer, await teams.load_org_chart(transaction)))
    given = [repository.last_given(person_id, led)] if led else []
    return [repository.asked_of(person_id), *given]


async def _asked(transaction: Transaction, viewer: Person, now: datetime) -> list[Need]:
    """Requests to them, of people who are still here."""
    rows = await answer(transaction, FeedbackRepository(transaction).asked_of(viewer.id))
    if not rows:
        return []
    known = await people.people(transaction, {who for row in rows for who in (row.asker_id, row.about_id)})
    called = first_names({who: person.name for who, person in known.items()})
    led = people_led(viewer, await teams.load_org_chart(transaction))
    today = local_day(now, viewer.zone)

    def need(row: Any) -> Need:
        asker, about = called[row.asker_id], called.get(row.about_id, "somebody")
        whom = "" if row.about_id == row.asker_id else f" about {about}"
        return Need(
            f"feedback.answer:{row.id}",
            fitted(f"{asker} asks for feedback{whom}, until ", write_day(row.due_on, today)),
            "Answer",
            ANSWER,
            rank_by_day(NeedRank.answer, row.due_on, today),
            since=row.asked_at,
            value=str(row.id),
            due=row.due_on,
            about_id=row.asker_id if row.asker_id in led else "",
            name=asker,
        )

    return [need(row) for row in rows if row.asker_id in known and known[row.asker_id].is_active_person]


async def load_untold(
    transaction: Transaction, viewer: Person, now: datetime
) -> list[tuple[SettledMember, datetime | None]]:
    """Whom somebody leads and has written nothing to for two weeks, with the last feedback, None for none."""
    members = await settled_members(transaction, viewer.id, now)
    if not members:
        return []
    led = people_led(viewer, await teams.load_org_chart(transaction))
    given = await last_given(transaction, viewer.id, led)
    today, found = local_day(now, viewer.zone), []
    for each in members:
        last = given.get(each.person.id)
        day = max(local_day(last, viewer.zone), each.since) if last else each.since
        if today - day >= _MISSED_AFTER:
            found.append((each, last))
    return found


async def _told_nothing(transaction: Transaction, viewer: Person, now: datetime) -> list[Need]:
    """Gaps: whom they lead and have written nothing to for two weeks."""
    untold = await load_untold(transaction, viewer, now)
    called = first_names(
        {each.person.id: each.person.name for each in await settled_members(transaction, viewer.id, now)}
    )
    today, found = local_day(now, viewer.zone), []
    for each, last in untold:
        who = each.person.id
        since = f"since {write_day(local_day(last, viewer.zone), today)}" if last else "yet"
        found.append(
            Need(
                f"feedback.none:{who}",
                fitted(f"No feedback from you to {called[who]} ", since),
                "Give feedback",
                GIVE,
                NeedRank.gap,
                since=last or midnight(each.since, viewer.zone),
                value=who,
                about_id=who,
                name=called[who],
            )
        )
    return found
