"""Plays on real databases: found the same on both, used, true, archived; asked once; losses; readers."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.common.errors import BadInput, NotAllowed, Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.ledger.rules.records import DealStatus, StageEntry
from bot.features.people.rules import Person
from bot.features.plays.models import DealDebriefRow, PlayRow, PlayTruthRow, PlayUseRow
from bot.features.plays.repository.search import PlaySearchRepository
from bot.features.plays.rules.facts import DealFacts, Play, PlayCard, PlayLine, PlayState
from bot.features.plays.rules.outcomes import UseCounts
from bot.features.plays.rules.search import query_words, stored_words
from bot.features.plays.service import clockwork, deals, debriefs, needs, plays, records, search, uses, weekly
from bot.features.plays.views.list import card_blocks
from bot.framework.context import Context
from tests.contexts import acting
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    COACH,
    EVERYBODY,
    HEAD,
    MATE,
    NORTH,
    NOW,
    open_office,
)
from tests.features.ledger.office import deal, take
from tests.features.needs.office import needs_by
from tests.features.plays.office import did, words

DAY = timedelta(days=1)
TODAY = NOW.date()
VOCABULARY = (
    "price",
    "prices",
    "pricing",
    "déjà",
    "dejavu",
    "折扣",
    "折扣价",
    "2x",
    "1e5",
    "who",
    "signs",
    "Straße",
    "q1",
)


async def written(db: Database, title: str = "Who else signs", by: str = BEN, **more: object) -> Play:
    """A play that somebody has written."""
    return await did(db, by, lambda ctx: plays.write_play(ctx, words(title, **more)))  # type: ignore[arg-type]


async def refused(db: Database, actor_id: str, work: Callable[[Context], Awaitable[object]]) -> str:
    with pytest.raises(Refusal) as refusal:
        await did(db, actor_id, work)
    return str(refusal.value)


async def test_found_the_same_by_every_query(db: Database) -> None:
    """300 queries of all kinds find, in order, what a plain reading of the words finds; rights inside."""
    await open_office(db)
    dice, rows = random.Random(7), []
    for number in range(30):
        text = " ".join(dice.choice(VOCABULARY) for _ in range(4))
        rows.append(
            PlayRow(
                id=number + 1,
                workspace_id=NORTH if number % 10 else "T0OTHER",
                author_id=MATE if number % 7 else BEN,
                title=text[:80],
                skill="discovery",
                situation="",
                did="",
                why="",
                facts={},
                may_name=False,
                state=("shared", "shared", "draft", "archived")[number % 4],
                found_text=stored_words(text),
                made_at=NOW,
                confirmed_at=NOW - DAY * (number % 5),
            )
        )
    uses = [PlayUseRow(workspace_id=NORTH, play_id=n % 11 + 1, deal_id=n, user_id=BEN) for n in range(40)]
    for each in uses:
        each.day = TODAY - DAY * dice.randrange(180)
    lately = Counter(each.play_id for each in uses if each.day >= TODAY - 90 * DAY)
    async with db.transaction(NORTH) as transaction:
        transaction.session.add_all([*rows, *uses])
    asked = [
        " ".join(dice.choice(VOCABULARY)[: dice.randint(1, 6)] for _ in range(dice.randint(1, 3)))
        for _ in range(280)
    ]
    asked += [
        '"',
        "*",
        "NEAR(who signs)",
        "who -price",
        "who* OR price",
        "' & | ! :*",
        "\\",
        "who:*",
        "(",
        "^who",
    ]
    asked += [
        "who; DROP TABLE plays",
        "%",
        "_",
        "who\x00",
        "‮who",
        "🚀 who",
        "a" * 10_000,
        "- " * 5_000,
        "{who}",
        "co+who",
    ]
    wrong = []
    async with db.reading(NORTH) as reading:
        for typed in asked:
            query = query_words(typed)
            if query is None:
                continue
            found = await PlaySearchRepository(reading).found(BEN, TODAY - 90 * DAY, words=query)
            wanted = sorted(
                (
                    row
                    for row in rows
                    if row.workspace_id == NORTH
                    and (row.state == "shared" or row.author_id == BEN)
                    and all(any(w.startswith(q) for w in row.found_text.split()) for q in query)
                ),
                key=lambda row: (-lately[row.id], -row.confirmed_at.timestamp(), -row.id),
            )
            if [row.id for row in found] != [row.id for row in wanted]:
                wrong.append(typed)
    assert wrong == []


async def test_written_used_true_and_archived(db: Database) -> None:
    """Used once a deal on own deals, counted as the books stand; stale without use or nod; then archived."""
    await open_office(db)
    play = await written(db, "Who else signs")
    open_deal = deal(
        5_000, None, DealStatus.OPEN, external_id="D3", name="Slow", expected_on=TODAY + 30 * DAY
    )
    won, lost = (
        deal(9_000, TODAY - DAY, name="Orbit"),
        deal(1, TODAY - DAY, DealStatus.LOST, external_id="D2", name="Globex"),
    )
    await take(db, TODAY, won, lost, open_deal)
    own = {each.name: each.id for each in await did(db, BEN, deals.own_deals)}
    assert set(own) == {"Orbit", "Globex", "Slow"}
    for name in own:
        await did(db, BEN, lambda ctx, name=name: uses.use_play(ctx, play.id, own[name]))  # type: ignore[misc]
    refusals = {
        await refused(
            db, BEN, lambda ctx: uses.use_play(ctx, play.id, own["Orbit"])
        ): "You have said so of this deal.",
        await refused(db, MATE, lambda ctx: uses.use_play(ctx, play.id, own["Orbit"])): (
            "That is Ben's deal: choose one of your own."
        ),
        await refused(
            db, MATE, lambda ctx: plays.say_true(ctx, play.id)
        ): "Whoever wrote it, or used it, says that.",
        await refused(db, MATE, lambda ctx: plays.archive(ctx, play.id)): (
            "Its author, their manager or an admin archives a play."
        ),
        await refused(db, MATE, lambda ctx: plays.find_play(ctx, 99)): "There is no such play any more.",
        await refused(db, COACH, lambda ctx: search.load_list(ctx)): (
            "You are in no team: what colleagues share is for those who are in one, managers and admins."
        ),
    }
    assert {told: wanted for told, wanted in refusals.items() if told != wanted} == {}
    card = await did(db, MATE, lambda ctx: search.load_card(ctx, play.id))
    counts = card.line.counts
    assert (counts.people, counts.won, counts.lost, counts.open) == (1, 1, 1, 1)
    assert (card.difference, card.may_archive, card.line.is_stale) == (None, False, False)
    assert [each.line.play.id for each in [card]] == [play.id]
    later = NOW + 91 * DAY
    assert (await did(db, MATE, lambda ctx: search.load_card(ctx, play.id), later)).line.is_stale
    assert await did(db, MATE, lambda ctx: search.best_for(ctx, ["discovery"], 2), later) == []
    await did(db, BEN, lambda ctx: plays.say_true(ctx, play.id), later)
    assert not (await did(db, MATE, lambda ctx: search.load_card(ctx, play.id), later)).line.is_stale
    assert (
        await weekly_play(db, "C0SALES")
        == f"A play by Ben (discovery): *Who else signs* · `/play P{play.id}`"
    )
    assert await weekly_play(db, "C0SALES") == ""
    await did(db, ANA, lambda ctx: plays.archive(ctx, play.id), later)
    assert (await did(db, MATE, lambda ctx: search.load_list(ctx, "signs"), later)).rows.total == 0
    assert (await did(db, BEN, lambda ctx: search.load_list(ctx, "signs"), later)).rows.total == 1


async def weekly_play(db: Database, channel_id: str) -> str:
    """What stands in a channel's week."""
    async with db.transaction(NORTH) as transaction:
        return (await weekly.play_of_the_week(transaction, channel_id, NOW)).text


async def _turns(db: Database, now: datetime) -> list[str]:
    async with db.reading(NORTH) as reading:
        found = await clockwork.due(reading, now)
    for each in found:
        async with db.transaction(NORTH) as transaction:
            await clockwork.take_turn(acting(transaction, "", now), each)
    return sorted(f"{each.kind}:{each.owner_id}" for each in found)


async def test_asked_once_and_while_it_is_fresh(db: Database) -> None:
    """Two days after an unusual win, at most once a fortnight; taken back when the deal is no longer won."""
    await open_office(db)
    before = [deal(1_000, TODAY - (20 + n) * DAY, external_id=f"B{n}", name=f"Old {n}") for n in range(5)]
    await take(db, TODAY, *before, deal(2_000, TODAY, external_id="W1", name="Orbit <3 Ltd"))
    assert await _turns(db, NOW) == []
    assert await _turns(db, NOW + DAY) == []
    assert await _turns(db, NOW + 2 * DAY) == [f"ask:{BEN}"]
    assert await _turns(db, NOW + 2 * DAY + timedelta(minutes=1)) == []
    larger = deal(3_000, TODAY + 3 * DAY, external_id="W2", name="Larger")
    await take(db, TODAY + 3 * DAY, larger)
    assert await _turns(db, NOW + 6 * DAY) == []
    await take(
        db, TODAY + 7 * DAY, deal(2_000, TODAY, DealStatus.LOST, external_id="W1", name="Orbit <3 Ltd")
    )
    assert f"take_back:{BEN}" in await _turns(db, NOW + 7 * DAY)
    async with db.reading(NORTH) as reading:
        rows = (await reading.session.execute(select(Delivery.kind, Delivery.facts, Delivery.state))).all()
    asked = [(facts, state) for kind, facts, state in rows if kind == "plays.ask"]
    assert [(facts["deal"], facts["why"], state) for facts, state in asked] == [
        ("Orbit &lt;3 Ltd", "your largest deal so far", "cancelled")
    ]


@pytest.mark.parametrize("days", [0, 4])
async def test_asked_in_an_afternoon_of_work(db: Database, days: int) -> None:
    """A win of a Friday is asked about on Monday afternoon, not with Monday's messages at nine."""
    await open_office(db)
    won = TODAY + days * DAY
    before = [deal(1_000, won - (20 + n) * DAY, external_id=f"B{n}", name=f"Old {n}") for n in range(5)]
    await take(db, won, *before, deal(2_000, won, external_id="W1", name="Orbit"))
    midnight = NOW.replace(hour=0, minute=1) + (days + 2) * DAY
    assert await _turns(db, midnight) == [f"ask:{BEN}"]
    async with db.reading(NORTH) as reading:
        due = await reading.session.scalar(select(Delivery.due_at).where(Delivery.kind == "plays.ask"))
    assert due is not None
    assert (due.astimezone(UTC).hour, due.weekday() < 5) == (14, True)
    assert due - midnight < 3 * DAY


async def test_a_play_about_a_deal_has_no_names(db: Database) -> None:
    """Facts are filled in from the books, names are replaced, and of others' deals nobody writes."""
    await open_office(db)
    await take(db, TODAY, deal(60_000, TODAY - DAY, name="Orbit", account="Orbit Ltd"))
    deal_id = (await did(db, BEN, deals.own_deals))[0].id
    text = words("Orbit signs", did="I asked Orbit Ltd who else has to sign.")
    play = await did(db, BEN, lambda ctx: plays.write_play(ctx, text, deal_id))
    assert (play.title, play.did) == ("the customer signs", "I asked the customer who else has to sign.")
    assert play.facts.amount == "under $100,000"
    assert await refused(db, MATE, lambda ctx: plays.write_play(ctx, text, deal_id)) == deals.NOT_OWN


async def test_losses_are_said_once(db: Database) -> None:
    """A row until it is said or skipped; *other* needs words; a manager sees five of two people, by stage."""
    await open_office(db)
    came = tuple(
        StageEntry(name, TODAY - days * DAY) for name, days in (("Lost", 0), ("Proposal", 3), ("Call", 9))
    )
    lost = [
        deal(1, TODAY, DealStatus.LOST, external_id=f"L{n}", name=f"Globex {n}", stage="Lost", stages=came)
        for n in range(6)
    ]
    await take(db, TODAY, *lost)
    assert await _turns(db, NOW) == [f"ask_loss:{BEN}"] * 6
    async with db.reading(NORTH) as reading:
        stages = set(await reading.session.scalars(select(DealDebriefRow.stage)))
    assert stages == {"Proposal"}, "how far it had come, not that it is lost"
    rows = await needs_by(db, needs.needs_of, BEN)
    assert len(rows) == 6
    assert next(iter(rows.values())).text.endswith("was lost. Why, mostly?")
    assert list(await needs_by(db, needs.needs_of, ANA)) == [f"plays.untold:{BEN}"]
    first, *others = sorted(int(key.partition(":")[2]) for key in rows)
    assert (
        await refused(db, BEN, lambda ctx: debriefs.tell_reason(ctx, first, "other", " "))
        == "Write what it was."
    )
    assert await refused(db, MATE, lambda ctx: debriefs.tell_reason(ctx, first, "price", "")) == debriefs.GONE
    await did(db, BEN, lambda ctx: debriefs.tell_reason(ctx, first, "", "not kept"))
    for number in others:
        await did(db, BEN, lambda ctx, number=number: debriefs.tell_reason(ctx, number, "price", "too dear"))  # type: ignore[misc]
    assert await needs_by(db, needs.needs_of, BEN) == {}
    table = await did(db, ANA, debriefs.load_losses)
    assert (table.rows, table.losses, table.people) == (None, 5, 1)
    assert (
        await refused(db, MATE, debriefs.load_losses) == "Whoever leads a team sees why its deals were lost."
    )
    assert "too dear" not in repr(await did(db, ANA, debriefs.load_losses))


async def test_who_reads_what(db: Database) -> None:
    """Drafts and archived plays: their author alone; what somebody wrote is in their own export only."""
    await open_office(db)
    draft = await written(db, "A draft of mine", shared=False)
    gone = await written(db, "An archived one")
    await did(db, BEN, lambda ctx: plays.archive(ctx, gone.id))
    doors: dict[str, Callable[[Context], Awaitable[object]]] = {
        "draft": lambda ctx: plays.find_play(ctx, draft.id),
        "archived": lambda ctx: search.load_card(ctx, gone.id),
        "words": lambda ctx: search.load_list(ctx, "draft"),
        "author": lambda ctx: search.load_list(ctx, author_id=BEN),
        "skill": lambda ctx: search.load_list(ctx, skill="discovery", author_id=BEN),
        "edit": lambda ctx: plays.change_play(ctx, draft.id, words("A draft of mine", shared=False)),
        "export": lambda ctx: records.record_of(ctx.transaction, ctx.actor_id),
    }
    seen = {}
    for name, door in doors.items():
        readers = set()
        for who in EVERYBODY:
            try:
                shown = repr(await did(db, who, door))
            except (NotAllowed, BadInput):
                continue
            if "of mine" in shown or "archived one" in shown:
                readers.add(who)
        seen[name] = readers
    assert seen == {name: {BEN} for name in doors}
    play = await did(db, BEN, lambda ctx: plays.change_play(ctx, draft.id, words("Shared now")))
    assert play.state is PlayState.shared
    assert {ADA, HEAD, CLEO} <= {
        who
        for who in (ADA, HEAD, CLEO)
        if (await did(db, who, lambda ctx: search.load_list(ctx, "shared"))).rows.total
    }
    async with db.transaction(NORTH) as transaction:
        facts = {"play_id": gone.id, "user_id": MATE, "workspace_id": NORTH}
        transaction.session.add(PlayTruthRow(at=NOW, **facts))
        transaction.session.add(PlayUseRow(day=TODAY, deal_id=1, **facts))
    async with db.transaction(NORTH) as transaction:
        await records.forget_before(transaction, date.max)
    assert (await did(db, BEN, lambda ctx: search.load_list(ctx, author_id=BEN))).rows.total == 1
    async with db.reading(NORTH) as reading:
        left = [(await reading.session.scalars(select(each))).all() for each in (PlayTruthRow, PlayUseRow)]
    assert left == [[], []], "what was said of a play goes with it"


async def test_used_and_archived_lately_stays(db: Database) -> None:
    """An archived play is kept as long as its last use is, however long ago somebody said that it is true."""
    await open_office(db)
    play, newer = await written(db), await written(db, "Newer")
    async with db.transaction(NORTH) as transaction:
        row = await transaction.session.get_one(PlayRow, play.id)
        row.used_on, row.confirmed_at = TODAY - DAY, NOW - 900 * DAY
        transaction.session.add(
            PlayUseRow(workspace_id=NORTH, play_id=play.id, deal_id=1, user_id=BEN, day=TODAY - DAY)
        )
    found = (await did(db, MATE, lambda ctx: search.load_list(ctx))).rows.rows
    assert [line.play.id for line in found] == [newer.id, play.id], "the newest, not the most used"
    await did(db, ANA, lambda ctx: plays.archive(ctx, play.id))
    async with db.transaction(NORTH) as transaction:
        await records.forget_before(transaction, TODAY - 365 * DAY)
    assert (await did(db, BEN, lambda ctx: search.load_card(ctx, play.id))).line.play.id == play.id


def test_worst_words_fit_a_card() -> None:
    """Words of signs that Slack escapes are five times as long: a card of them still fits."""
    worst = Play(
        1, BEN, "&" * 80, "discovery", "&" * 600, "&" * 1_200, "<" * 600, None, DealFacts(), False,
        PlayState.shared, NOW, NOW, None,
    )  # fmt: skip
    line = PlayLine(worst, "Ben", UseCounts(), False)
    blocks = card_blocks(PlayCard(line, Person(BEN, "Ben", ZoneInfo("UTC")), None, False, True, True))
    assert max(len(block["text"]["text"]) for block in blocks if block["type"] == "section") <= 3_000
