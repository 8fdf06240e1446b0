"""Whether an action moved anything, on real databases: both are told at once, or before their next 1:1."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.common.errors import Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.coaching.models.words import ActionItemRow
from bot.features.coaching.repository.outcomes import OutcomeRepository
from bot.features.coaching.rules.cadence import Rhythm
from bot.features.coaching.rules.outcomes import OutcomeAnswer
from bot.features.coaching.rules.state_machine import ItemStep
from bot.features.coaching.rules.words import ItemWords
from bot.features.coaching.service import items, outcomes, pages, records, series
from bot.features.coaching.service.clockwork import outcomes as clockwork
from bot.features.coaching.service.clockwork import prep
from bot.features.coaching.service.pairs import find_pair
from bot.features.people.service.settings import save_settings
from bot.features.skills.models import UntouchedWindowRow
from bot.features.skills.rules.settings import SkillSettings
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.coaching.office import did
from tests.features.skills.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    HEAD,
    LIKE_BEN,
    MONDAY,
    NORTH,
    NOW,
    open_skills,
    tell,
)

BEGUN = datetime(2026, 8, 3, 9, tzinfo=NOW.tzinfo)
METRICS = ("win_rate", "meetings")


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """Ben won 8 of 80 before, 1 of 80 since; the others 40 of 80. Ana offers what watches his win rate."""
    await open_skills(db)
    for who, won in ((BEN, 8), *((who, 40) for who in LIKE_BEN)):
        await tell(db, who, won, 80 - won, last=BEGUN.date())
    await tell(db, BEN, 1, 79, last=BEGUN.date() + timedelta(days=101))


async def watched(db: Database, owner: str = BEN, by: str = ANA, metrics: Sequence[str] = METRICS[:1]) -> int:
    """An action with its figures; taken on by its owner. Its id."""

    async def offer(ctx: Context) -> int:
        pair = await find_pair(ctx, BEN if by == ANA else "")
        item = await items.set_item(ctx, pair, ItemWords("Recap *mail*", None, "closing"), owner)
        for metric in metrics:
            await outcomes.watch_item(ctx, item.id, metric)
        return item.id

    item_id = await did(db, by, offer, BEGUN)
    assert isinstance(item_id, int)
    if by != owner:
        await did(db, owner, lambda ctx: items.change_item(ctx, item_id, ItemStep.take), BEGUN)
    return item_id


async def by_the_clock(db: Database, now: datetime = NOW) -> int:
    """What the job does; the number of actions that it looked at."""
    async with db.reading(NORTH) as reading:
        found = await clockwork.due(reading, now)
    for each in found:
        async with db.transaction(NORTH) as transaction:
            await clockwork.keep_and_tell(acting(transaction, "", now), each)
    return len(found)


async def told(db: Database) -> list[tuple[str, datetime, dict[str, object]]]:
    """To whom outcomes go, when, and what they say."""
    async with db.reading(NORTH) as reading:
        columns = (Delivery.target, Delivery.due_at, Delivery.facts)
        query = select(*columns).where(Delivery.kind == "coaching.outcome").order_by(Delivery.target)
        return [(who, at, facts) for who, at, facts in await reading.session.execute(query)]


async def test_both_are_told_at_the_same_moment_and_nobody_else_reads_it(db: Database) -> None:
    """Looked at from four weeks on, judged once; read by the two of then, whatever they become."""
    item_id = await watched(db)
    assert await by_the_clock(db, BEGUN + timedelta(days=20)) == 0
    assert await by_the_clock(db, BEGUN + timedelta(days=28)) == 1
    assert await told(db) == []
    for _ in range(2):
        await by_the_clock(db)
    (first, at, to_ana), (second, other_at, to_ben) = await told(db)
    assert ({first, second}, at) == ({ANA, BEN}, other_at)
    assert str(to_ana["headline"]).endswith(": did not move.*")
    assert "Something else may help more." in str(to_ben["numbers"])
    assert {str(to_ana["owner"]), str(to_ben["owner"])} == {"Ben", ""}
    assert await by_the_clock(db, NOW + timedelta(days=40)) == 0

    outcome_id = int(str(to_ana["outcome_id"]))
    readers = set()
    for who in (ANA, BEN, CLEO, HEAD, ADA):
        try:
            await did(db, who, lambda ctx: outcomes.find_outcome(ctx, outcome_id))
            readers.add(who)
        except Refusal:
            continue
    assert readers == {ANA, BEN}
    with pytest.raises(Refusal, match="no such outcome"):
        await did(db, HEAD, lambda ctx: outcomes.answer_outcome(ctx, outcome_id, OutcomeAnswer.ended))

    await did(db, ANA, lambda ctx: outcomes.answer_outcome(ctx, outcome_id, OutcomeAnswer.go_on), NOW)
    with pytest.raises(Refusal, match="answered already"):
        await did(db, BEN, lambda ctx: outcomes.answer_outcome(ctx, outcome_id, OutcomeAnswer.ended))
    assert {str(facts["answer"]) for _, _, facts in await told(db)} == {"go_on"}
    async with db.reading(NORTH) as reading:
        row = (await reading.session.scalars(select(ActionItemRow).where(ActionItemRow.id == item_id))).one()
        exported = (await records.record_of(reading, BEN))["coaching_outcomes"]
    assert (row.state, row.watched_from) == ("open", MONDAY)
    assert [each["answer"] for each in exported] == ["go_on"]


async def test_two_figures_and_the_end(db: Database) -> None:
    """A count is judged sooner than a conversion; ended by its owner it is done."""
    item_id = await watched(db, metrics=METRICS)
    for days in (45, 60, 119):
        await by_the_clock(db, BEGUN + timedelta(days=days))
    said = [str(facts["numbers"]).partition(":")[0] for who, _, facts in await told(db) if who == BEN]
    assert sorted(said) == ["Meetings a day", "Win rate"]
    outcome_id = int(str((await told(db))[0][2]["outcome_id"]))
    await did(db, BEN, lambda ctx: outcomes.answer_outcome(ctx, outcome_id, OutcomeAnswer.ended), NOW)
    async with db.reading(NORTH) as reading:
        row = (await reading.session.scalars(select(ActionItemRow).where(ActionItemRow.id == item_id))).one()
    assert (row.state, row.looks_on) == ("done", None)


async def test_before_the_next_talk(db: Database) -> None:
    """With a 1:1 in the next days it stands on both cards of it, and in no message."""
    await watched(db)

    async def plan(ctx: Context) -> None:
        await series.schedule(ctx, await find_pair(ctx, BEN), Rhythm(2, 1, time(10)))

    await did(db, ANA, plan, NOW)
    await by_the_clock(db)
    assert await told(db) == []

    async def prepared(ctx: Context) -> list[str]:
        page = await pages.load_page(ctx, await find_pair(ctx, BEN if ctx.actor_id == ANA else ""))
        assert page.series is not None
        assert page.next_talk is not None
        card = await prep.prepared(ctx, page.series, page.next_talk, ctx.actor_id)
        return [line.text for line in card.outcomes]

    for who in (ANA, BEN):
        lines = await did(db, who, prepared, NOW + timedelta(hours=1))
        assert isinstance(lines, list)
        assert len(lines) == 1
        assert "did not move" in lines[0]


async def test_what_can_be_watched(db: Database) -> None:
    """Of the person alone, of what they sell; nothing while it is off, and nothing after the 1:1s ended."""
    with pytest.raises(Refusal, match="who sells, can watch a figure"):
        await watched(db, owner=ANA, by=ANA)
    for metric in ("c1", "yield", "hours"):
        with pytest.raises(Refusal, match="nothing that can be watched"):
            await watched(db, metrics=(metric,))
    await watched(db)
    async with db.transaction(NORTH) as transaction:
        await save_settings(acting(transaction, ADA, NOW, "off"), SkillSettings(outcome_cards=False))
    assert await by_the_clock(db) == 0
    with pytest.raises(Refusal, match="nothing that can be watched"):
        await watched(db)
    async with db.transaction(NORTH) as transaction:
        await save_settings(acting(transaction, ADA, NOW, "on"), SkillSettings())

    async def stop(ctx: Context) -> None:
        page = await pages.load_page(ctx, await find_pair(ctx, BEN))
        assert page.series is not None
        await series.stop(ctx, page.series.id)

    await did(db, ANA, stop, NOW)
    assert await by_the_clock(db) == 1
    assert await told(db) == []


async def test_a_team_together(db: Database) -> None:
    """From 8 actions of 4 people on; with fewer than 30 earlier windows it says so; to no other."""
    async with db.transaction(NORTH) as transaction:
        ctx = acting(transaction, "", NOW)
        await OutcomeRepository(ctx.transaction).keep([_outcome(n) for n in range(8)])
    lines = await did(db, HEAD, outcomes.team_lines)
    assert lines == ("A team's answer needs 30 earlier windows like these: 0 so far.",)
    assert await did(db, ANA, outcomes.team_lines) == ()
    async with db.transaction(NORTH) as transaction:
        repository = OutcomeRepository(transaction)
        windows = [
            {"metric": metric, "person_id": LIKE_BEN[0], "starts_on": date(2026, 1, 1) + timedelta(days=n)}
            | {"role": "ae", "flag": "likely", "z": (-1) ** n * 1.0}
            for n in range(30)
            for metric in ("win_rate", "c1")
        ]
        await repository.add(repository.insert(UntouchedWindowRow), windows)
    assert await did(db, HEAD, outcomes.team_lines) == (
        "A team's answer needs 30 earlier windows like these: 4 so far.",
    )
    async with db.transaction(NORTH) as transaction:
        later = [_outcome(n, histories=31, begun=date(2026, 9, 1)) for n in range(8)]
        await OutcomeRepository(transaction).keep(later)
    lines = await did(db, HEAD, outcomes.team_lines)
    assert "8 actions on discovery: +5 points, from -" in str(lines)


def _outcome(number: int, histories: int = 4, begun: date = date(2026, 8, 3)) -> dict[str, object]:
    """An outcome of somebody of Head's; of four people two each."""
    who, metric = LIKE_BEN[number % 4], ("win_rate", "c1")[number // 4]
    card = {
        "action": {"person_id": who, "title": "t", "metric": metric, "begun_on": str(begun)},
        "word": "cannot_tell",
        "expected": 0.3,
        "after": {"passed": 12, "entered": 40},
        "estimate": {"effect": 0.05, "low": -0.1, "high": 0.2},
        "histories": histories,
        "is_alone": False,
        "role": "ae",
        "flag": "likely",
        "variance": 0.007,
    }
    return {
        "item_id": number,
        "series_id": 1,
        "owner_id": who,
        "manager_id": HEAD,
        "metric": metric,
        "skill": "discovery",
        "begun_on": begun,
        "facts": card,
        "is_in_prep": False,
        "answer": "",
        "made_at": NOW + timedelta(days=(begun - date(2026, 8, 3)).days),
    }
