"""What waits for somebody in skills: an own rating, and people whose skills nobody has looked at for long."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.common.dates import write_day
from bot.common.periods import local_day
from bot.db.asking import Question, answer
from bot.db.transaction import Transaction
from bot.features.notifications.service.duty import people_led, settled_members
from bot.features.people.service import members as people
from bot.features.skills.repository.cards import CardRepository, ProfileRepository
from bot.features.skills.repository.rounds import RoundRepository
from bot.features.skills.rules.facts import RATE, ROUND
from bot.features.skills.rules.rounds import RoundState
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.service.rounds import round_of
from bot.features.teams import service as teams
from bot.framework.needs import Need, NeedRank, first_names, fitted, rank_by_day

_MISSED_AFTER = timedelta(days=180)


async def questions(transaction: Transaction, person_id: str, _: datetime) -> Sequence[Question[Any]]:
    """Rounds in which they rate; of people whom they lead what these sell, their rounds, and cards."""
    rounds = _open_rounds(transaction, person_id)
    led = await _led(transaction, person_id)
    if not led:
        return [rounds, CardRepository(transaction).any_for(person_id)]
    return [
        rounds,
        CardRepository(transaction).any_for(person_id),
        ProfileRepository(transaction).of_people(led),
        RoundRepository(transaction).of_people(led),
    ]


async def _led(transaction: Transaction, person_id: str) -> list[str]:
    viewer, org_chart = await people.person(transaction, person_id), await teams.load_org_chart(transaction)
    return sorted(people_led(viewer, org_chart))


def _open_rounds(transaction: Transaction, person_id: str) -> Question[Sequence[Any]]:
    return RoundRepository(transaction).of_rater(person_id, RoundState.open.value)


async def needs_of(transaction: Transaction, person_id: str, now: datetime) -> Sequence[Need]:
    """Own ratings that the other waits for; for managers, people without a round in 180 days."""
    return [
        *await _ratings(transaction, person_id, now),
        *await _no_round(transaction, person_id, now),
    ]


async def _ratings(transaction: Transaction, person_id: str, now: datetime) -> list[Need]:
    rows = sorted(
        await answer(transaction, _open_rounds(transaction, person_id)), key=lambda row: int(row.id)
    )
    waiting = [each for each in map(round_of, rows) if each.sent_at(person_id) is None]
    if not waiting:
        return []
    viewer = await people.person(transaction, person_id)
    known = await people.people(transaction, {each.other_of(person_id) for each in waiting})
    called = first_names({who: person.name for who, person in known.items()})
    today = local_day(now, viewer.zone)
    found = []
    for each in waiting:
        other_id = each.other_of(person_id)
        if other_id not in known or not known[other_id].is_active_person:
            continue  # Nobody is left to see it.
        name = called.get(other_id, "somebody")
        whose = "Rate your skills" if each.person_id == person_id else f"Rate {name}'s skills"
        found.append(
            Need(
                f"skills.rate:{each.id}",
                fitted(f"{whose}, by ", write_day(each.due_on, today)),
                "Rate skills",
                ROUND,
                rank_by_day(NeedRank.answer, each.due_on, today),
                since=each.opened_at,
                value=str(each.id),
                due=each.due_on,
                about_id=other_id if each.manager_id == person_id else "",
                name=name,
            )
        )
    return found


async def _no_round(transaction: Transaction, person_id: str, now: datetime) -> list[Need]:
    ids = await _led(transaction, person_id)
    told = await answer(transaction, ProfileRepository(transaction).of_people(ids)) if ids else []
    known = {row.member_id: row for row in told if row.role in RUBRICS}
    if not known:
        return []
    led = [each for each in await settled_members(transaction, person_id, now) if each.person.id in known]
    rows = await answer(transaction, RoundRepository(transaction).of_people(ids))
    rounds = {row.person_id: row for row in sorted(rows, key=lambda row: row.opened_at)}
    called = first_names({each.person.id: each.person.name for each in led})
    found = []
    for each in led:
        who, last = each.person.id, rounds.get(each.person.id)
        since = known[who].recorded_at if last is None else last.closed_at
        if since is None or now - since < _MISSED_AFTER:
            continue
        found.append(
            Need(
                f"skills.none:{who}",
                fitted(f"{called[who]}: skills not looked at for ", "half a year"),
                "Rate skills",
                RATE,
                NeedRank.gap,
                since=since,
                value=who,
                about_id=who,
                name=called[who],
            )
        )
    return found
