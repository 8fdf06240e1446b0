"""Each record through each door, tried by everybody: the pair sees its own, nobody else sees anything."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.common.date_ranges import DateRange
from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.coaching.repository.outcomes import OutcomeRepository
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.access import CoachingRecord, PairParties, may_read
from bot.features.coaching.rules.outcomes import OutcomeAnswer
from bot.features.coaching.rules.pair import Pair
from bot.features.coaching.rules.state_machine import ItemStep, TalkStep
from bot.features.coaching.service import (
    history,
    items,
    needs,
    outcomes,
    pages,
    readings,
    records,
    talks,
    topics,
)
from bot.features.coaching.service.pairs import find_readable_pair
from bot.features.evidence.service.coaching import collect_coaching
from bot.features.people.service import members as people
from bot.features.skills.rules.outcome import OutcomeWord
from bot.features.skills.rules.outcome_facts import OutcomeCard, WatchedAction
from bot.features.skills.rules.shrinkage import Trials
from bot.features.skills.service.watching import stored
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from bot.framework.context import Context
from tests.contexts import acting
from tests.databases import SQLITE_FIRST
from tests.features.coaching.office import ACTION, ALONE, NOTE, OWN_NOTE, SHARED, did, pass_time, with_words
from tests.features.goals.office import ADA, ANA, BEN, EVERYBODY, HEAD, NORTH, NOW
from tests.features.members import member

OUTCOME = "what came of recaps"
# What each of them is, and who wrote it.
RECORDS = {
    SHARED: (CoachingRecord.shared_topic, BEN),
    ALONE: (CoachingRecord.private_topic, BEN),
    NOTE: (CoachingRecord.shared_note, ANA),
    OWN_NOTE: (CoachingRecord.private_note, ANA),
    ACTION: (CoachingRecord.action, BEN),
    OUTCOME: (CoachingRecord.outcome, ""),
}
WORDS = tuple(RECORDS)
# Who may read each of them, by whatever door shows it: the table of who reads what, for everybody there is.
MAY_READ = {
    word: {who for who in EVERYBODY if may_read(who, record, PairParties(ANA, BEN, writer))}
    for word, (record, writer) in RECORDS.items()
}
_DAYS = DateRange((NOW - timedelta(days=30)).date(), (NOW + timedelta(days=60)).date())


async def _seen(db: Database, who: str, door: Callable[[Context], Awaitable[object]]) -> str:
    """All that a door shows to somebody, "" where it refuses."""
    try:
        return repr(await did(db, who, door))
    except Refusal:
        return ""


Door = Callable[[Context], Awaitable[object]]


def with_pair(
    show: Callable[[Context, Pair], Awaitable[object]], other: str
) -> Callable[[Context], Awaitable[object]]:
    async def door(ctx: Context) -> object:
        return await show(ctx, await find_readable_pair(ctx, other))

    return door


async def exported(ctx: Context) -> object:
    return await records.record_of(ctx.transaction, ctx.actor_id)


async def waiting(ctx: Context) -> object:
    return await needs.needs_of(ctx.transaction, ctx.actor_id, ctx.now + timedelta(days=20))


async def evidence(ctx: Context) -> object:
    return await collect_coaching(ctx.transaction, BEN, ctx.actor_id, _DAYS)


async def with_outcome(db: Database, item_id: int) -> int:
    """Something came of the action; the id of the card."""
    action = WatchedAction(BEN, OUTCOME, "win_rate", NOW.date())
    card = OutcomeCard(action, OutcomeWord.too_few, 0.3, Trials(3, 9), None, 0, is_alone=False)
    async with db.transaction(NORTH) as transaction:
        (series,) = [row for row in await CoachingTalkRepository(transaction).live() if row.person_id == BEN]
        facts = {
            "item_id": item_id,
            "series_id": series.id,
            "owner_id": BEN,
            "manager_id": ANA,
            "metric": "win_rate",
            "skill": "discovery",
            "begun_on": NOW.date(),
            "facts": stored(card),
            "is_in_prep": True,
            "answer": "",
            "made_at": NOW,
        }
        await OutcomeRepository(transaction).keep([facts])
        return (await OutcomeRepository(transaction).of_owner(BEN))[0].id


def all_doors(talk_id: int, item_id: int, outcome_id: int) -> dict[str, Door]:
    """Everything that shows something of coaching, by what it is called."""
    return {
        "page with Ben": with_pair(pages.load_page, BEN),
        "page with Ana": with_pair(pages.load_page, ANA),
        "history of Ben": with_pair(history.load_history, BEN),
        "history of Ana": with_pair(history.load_history, ANA),
        "list": pages.load_list,
        "form of notes": lambda ctx: readings.load_words(ctx, talk_id),
        "action": lambda ctx: readings.find_item(ctx, item_id),
        "why of an outcome": lambda ctx: outcomes.find_outcome(ctx, outcome_id),
        "Home": pages.load_home,
        "what a team came to": outcomes.team_lines,
        "needs": waiting,
        "evidence": evidence,
        "export": exported,
    }


async def readers(db: Database, doors: dict[str, Door]) -> tuple[dict[str, set[str]], list[str]]:
    found: dict[str, set[str]] = {word: set() for word in WORDS}
    wrong = []
    for name, door in doors.items():
        for who in EVERYBODY:
            shown = await _seen(db, who, door)
            for word in WORDS:
                if word in shown:
                    found[word].add(who)
                    if who not in MAY_READ[word]:
                        wrong.append(f"{who} reads “{word}” by {name}")
    return found, wrong


async def change_teams(ctx: Context) -> None:
    chart = await teams.load_org_chart(ctx.transaction)
    team = chart.team_of(BEN)
    assert team is not None
    left = tuple(who for who in team.member_ids if who != BEN)
    await teams.save(ctx, TeamForm(team.name, ANA, left, team.channel_id), team.id)


async def join(ctx: Context) -> None:
    chart = await teams.load_org_chart(ctx.transaction)
    (team,) = chart.led_by(HEAD)
    await teams.save(ctx, TeamForm(team.name, HEAD, (*team.member_ids, BEN)), team.id)


@pytest.mark.parametrize("database_url", SQLITE_FIRST, indirect=True)
async def test_who_reads_what_by_which_door(db: Database) -> None:
    """Page, list, form, history, needs, evidence, export and messages; then somebody else leads Ben."""
    talk_id, item_id = await with_words(db)

    doors = all_doors(talk_id, item_id, await with_outcome(db, item_id))

    assert await readers(db, doors) == (MAY_READ, [])
    await pass_time(db, NOW, NOW + timedelta(days=9), timedelta(hours=4))
    async with db.reading(NORTH) as reading:
        sent = (await reading.session.execute(select(Delivery.target, Delivery.facts))).all()
    told = [
        f"{who} is told “{word}”"
        for who, facts in sent
        for word in WORDS
        if word in str(facts) and who not in MAY_READ[word]
    ]
    assert told == []
    assert any(SHARED in str(facts) for _, facts in sent), "cards are there to look at"

    later = NOW + timedelta(days=10)
    await did(db, ADA, change_teams, later)
    await did(db, ADA, join, later)
    await pass_time(db, later, later + timedelta(days=2), timedelta(hours=12))
    found, wrong = await readers(db, doors)
    assert wrong == []
    assert HEAD not in set().union(*found.values()), "a later manager reads nothing from before"
    assert found[NOTE] == {ANA, BEN}, "who led then stays a reader"


async def test_another_workspace_finds_nothing(db: Database) -> None:
    """Somebody with Ben's own id there names what is Ben's here."""
    talk_id, item_id = await with_words(db)
    outcome_id = await with_outcome(db, item_id)
    async with db.transaction("T0SOUTH") as transaction:
        await people.keep(transaction, [member(BEN), member(ANA)])
    for name, door in all_doors(talk_id, item_id, outcome_id).items():
        async with db.transaction("T0SOUTH") as transaction:
            try:
                shown = repr(await door(acting(transaction, BEN, NOW, f"south {name}")))
            except Refusal:
                shown = ""
        assert not [word for word in WORDS if word in shown], name


async def test_nobody_else_changes_anything(db: Database) -> None:
    """Each step with each record, by everybody but the two: one refusal each, and nothing is changed."""
    talk_id, item_id = await with_words(db)
    outcome_id = await with_outcome(db, item_id)
    steps: dict[str, Callable[[Context], Awaitable[object]]] = {
        "yes": lambda ctx: talks.say(ctx, talk_id, TalkStep.yes),
        "no": lambda ctx: talks.say(ctx, talk_id, TalkStep.no),
        "notes": lambda ctx: topics.write_talk(ctx, talk_id, topics.TalkWords((1,), "x", "y", [], [])),
        "share": lambda ctx: topics.share_topic(ctx, 2),
        "drop topic": lambda ctx: topics.drop_topic(ctx, 1),
        "done": lambda ctx: items.change_item(ctx, item_id, ItemStep.done),
        "postpone": lambda ctx: items.postpone(ctx, item_id, _DAYS.last),
        "bring along": lambda ctx: items.bring_along(ctx, item_id),
        "end an action": lambda ctx: outcomes.answer_outcome(ctx, outcome_id, OutcomeAnswer.ended),
        "watch": lambda ctx: outcomes.watch(ctx, item_id, "win_rate"),
    }
    allowed = []
    for who in EVERYBODY:
        for name, step in steps.items():
            if who in (ANA, BEN):
                continue
            if await _seen(db, who, step):
                allowed.append(f"{who} may {name}")
    assert allowed == []
    assert await _seen(db, ANA, steps["share"]) == "", "a private topic is its writer's alone"
    assert await _seen(db, ANA, steps["done"]) == "", "that is Ben's to say"
