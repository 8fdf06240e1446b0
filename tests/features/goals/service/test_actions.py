"""The actions of goals on a real database: who may, what it becomes, what is kept, who hears of it."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.common.errors import AlreadyRecorded, BadInput, NotAllowed, Refusal
from bot.db.transaction import Database
from bot.deliveries.models import Delivery
from bot.features.goals.models import GoalChangeRow, GoalRow
from bot.features.goals.rules.draft import Arrangement, Draft
from bot.features.goals.rules.facts import Which
from bot.features.goals.rules.progress import Goal, GoalKind, RollUp
from bot.features.goals.rules.state_machine import TABLE, GoalAction, GoalRole, GoalState
from bot.features.goals.service import actions, expiry, lists, progress, queries, tree_and_history
from bot.features.teams import service as teams
from bot.features.teams.rules.team_form import TeamForm
from tests.contexts import acting
from tests.features.goals.office import (
    ADA,
    ANA,
    BEN,
    CLEO,
    COACH,
    EVERYBODY,
    HEAD,
    LESS,
    MATE,
    NORTH,
    NOW,
    TERMS,
    act,
    by,
    open_office,
    outgoing,
    put_into,
    report,
    set_goal,
)

# What everybody is to a goal that Ana set for Ben.
ROLES = {
    ANA: {GoalRole.proposer, GoalRole.manager},
    BEN: {GoalRole.owner},
    ADA: {GoalRole.admin},
    MATE: {GoalRole.other},
    HEAD: {GoalRole.other},
    None: {GoalRole.clock},
}


@pytest.fixture(autouse=True)
async def office(db: Database) -> None:
    """The people and their teams."""
    await open_office(db)


class _Rollback(Exception):
    pass


async def outcome(
    db: Database, goal_id: int, state: GoalState, action: GoalAction, actor_id: str | None
) -> GoalState | Refusal:
    """What an action would lead to in this state; nothing of it stays."""
    found: GoalState | Refusal | None = None
    try:
        async with db.transaction(NORTH) as transaction:
            await put_into(transaction, goal_id, state)
            offers = action in (GoalAction.counter, GoalAction.edit, GoalAction.reopen)
            offered = replace(LESS, title="Win $200k", target=Decimal(200_000)) if offers else None
            note = "a word on it" if action is GoalAction.raise_concern else ""
            try:
                after = await actions.act(
                    by(transaction, actor_id), goal_id, action, offered=offered, note=note
                )
                found = after.state
            except Refusal as refusal:
                found = refusal
            raise _Rollback
    except _Rollback:
        assert found is not None
        return found


@pytest.mark.parametrize("state", list(GoalState))
async def test_every_cell_of_the_contract_through_the_service(db: Database, state: GoalState) -> None:
    """For everybody and every action: what the table allows happens, all else is refused in one sentence."""
    goal = await set_goal(db)
    for actor_id, roles in ROLES.items():
        for action in GoalAction:
            if action in (GoalAction.propose, GoalAction.arrange, GoalAction.update, GoalAction.invite):
                continue  # They have functions of their own.
            rule = TABLE.get((state, action))
            expected = rule.next_state(roles) if rule else None
            # What is accepted has begun already: its first day is today.
            expected = GoalState.active if expected is GoalState.accepted else expected
            found = await outcome(db, goal.id, state, action, actor_id)
            if expected is None:
                assert isinstance(found, NotAllowed), (state, action, actor_id, found)
            elif action is GoalAction.miss:
                # Not before its day: the story of what ends says the rest.
                assert isinstance(found, BadInput), (state, action, actor_id, found)
                assert "not over" in str(found)
            else:
                assert found is expected, (state, action, actor_id, found)


async def test_who_sees_what_on_every_list(db: Database) -> None:
    """A private goal, an open one, a concern: in lists, tree, card and history, for everybody."""
    private = await set_goal(db, BEN, BEN, private=True)
    talked = await set_goal(db, terms=replace(TERMS, title="Win back Initech"))
    await act(db, talked.id, BEN, GoalAction.raise_concern, note="I am not sure")
    seen = {who: await _seen(db, who) for who in EVERYBODY}

    assert {who for who, texts in seen.items() if private.title in texts} == {BEN, ANA}
    insiders = {BEN, ANA, MATE, ADA, HEAD}
    assert {who for who, texts in seen.items() if "Win back Initech" in texts} == insiders
    assert {who for who, texts in seen.items() if "concern" in texts} == {BEN, ANA}
    assert {who for who, texts in seen.items() if "I am not sure" in texts} == {BEN, ANA}


async def _seen(db: Database, who: str) -> str:
    """Everything that the look-ups tell this person."""
    texts: list[str] = []
    async with db.reading(NORTH) as transaction:
        viewer = await queries.load_viewer(transaction, who)
        goals: dict[int, Goal] = {}
        for which in Which:
            listing = await lists.listing(
                transaction, viewer, which, NOW, person_id=BEN if which is Which.person else None
            )
            goals |= {line.goal.id: line.goal for line in listing.page.rows}
            texts += [f"{line.goal.title} {line.goal.state}" for line in listing.page.rows]
        tree = await tree_and_history.tree(transaction, None, viewer, NOW)
        texts += [f"{branch.line.goal.title} {branch.line.goal.state}" for branch in tree.page.rows]
        for goal in goals.values():
            history = await tree_and_history.history(transaction, goal, viewer, NOW)
            texts += [f"{change.action} {change.new} {change.note}" for change in history.page.rows]
    return " ".join(texts)


async def test_nobody_reaches_what_they_may_not_see(db: Database) -> None:
    """To Cleo a goal of Ana's team does not exist, whatever she tries on it."""
    goal = await set_goal(db)
    for action in GoalAction:
        if action is not GoalAction.propose:
            with pytest.raises(BadInput, match="There is no such goal"):
                await act(db, goal.id, CLEO, action)
    with pytest.raises(BadInput, match="There is no such goal"):
        await report(db, goal.id, 5, CLEO)


async def test_what_is_kept_and_who_hears(db: Database) -> None:
    """Set, countered, accepted, reported: each change with who, when, old and new; the other side is told."""
    goal = await set_goal(db)
    await act(db, goal.id, BEN, GoalAction.counter, offered=LESS, note="leave in December")
    await act(db, goal.id, ANA, GoalAction.accept)
    await report(db, goal.id, 50_000)

    async with db.reading(NORTH) as transaction:
        changes = list(await transaction.session.scalars(select(GoalChangeRow).order_by(GoalChangeRow.id)))
        row = await transaction.session.get_one(GoalRow, goal.id)
    assert [(c.deed, c.actor_id) for c in changes] == [
        ("propose", ANA),
        ("counter", BEN),
        ("accept", ANA),
        ("update", BEN),
    ]
    assert changes[1].note == "leave in December"
    assert (changes[2].old["target"], changes[2].new["target"]) == ("300000", "250000")
    assert (changes[3].old["current"], changes[3].new["current"]) == ("0", "50000")
    assert (row.target, row.current, row.state) == (Decimal(250_000), Decimal(50_000), "active")
    assert row.counter is None
    # The reminders of those who answered are gone.
    assert await outgoing(db) == [
        ("goals.waits", BEN, "waiting"),
        ("goals.nudge", BEN, "cancelled"),
        ("goals.waits", ANA, "waiting"),
        ("goals.nudge", ANA, "cancelled"),
        ("goals.news", BEN, "waiting"),
    ]


async def test_a_nudge_after_two_working_days(db: Database) -> None:
    """On a Friday it is due on Tuesday, when the day of whoever has to answer begins."""
    friday = NOW + timedelta(days=4)
    await set_goal(db, now=friday)
    async with db.reading(NORTH) as transaction:
        due = await transaction.session.scalar(select(Delivery.due_at).where(Delivery.kind == "goals.nudge"))
    assert due is not None
    assert (due.date(), due.hour) == ((friday + timedelta(days=4)).date(), 9)


async def test_what_is_not_wanted_any_more_is_taken_back(db: Database) -> None:
    """A proposal that Ana edits or withdraws before Ben has seen it does not reach him."""
    goal = await set_goal(db)
    await act(db, goal.id, ANA, GoalAction.edit, offered=LESS)
    await act(db, goal.id, ANA, GoalAction.withdraw)
    waits = [state for kind, _, state in await outgoing(db) if kind in ("goals.waits", "goals.nudge")]
    assert set(waits) == {"cancelled"}


async def test_once_and_of_what_was_seen(db: Database) -> None:
    """The same request twice is done once; what was seen before a change is not agreed to."""
    goal = await set_goal(db, key="same")
    with pytest.raises(AlreadyRecorded):
        await set_goal(db, key="same", terms=LESS)
    await act(db, goal.id, ANA, GoalAction.edit, offered=LESS)
    with pytest.raises(BadInput, match="” has changed since then"):
        await act(db, goal.id, BEN, GoalAction.accept, seen_version=goal.version)
    assert (
        await act(db, goal.id, BEN, GoalAction.accept, seen_version=goal.version + 1)
    ).target == LESS.target


async def test_two_answers_at_once(db: Database) -> None:
    """One of them counts, and the other is refused; two reports both count."""
    goal = await set_goal(db)
    answers = await asyncio.gather(
        act(db, goal.id, BEN, GoalAction.accept, seen_version=1),
        act(db, goal.id, BEN, GoalAction.counter, offered=LESS, seen_version=1),
        return_exceptions=True,
    )
    assert sorted(isinstance(answer, Refusal) for answer in answers) == [False, True]

    own = await set_goal(db, BEN, BEN, replace(TERMS, title="Calls"))
    await asyncio.gather(*(report(db, own.id, 5, adds=True) for _ in range(6)))
    async with db.reading(NORTH) as transaction:
        assert (await transaction.session.get_one(GoalRow, own.id)).current == Decimal(30)


async def test_one_open_goal_of_a_name(db: Database) -> None:
    """Set twice at once, one is refused, and its number is not lost."""
    both = await asyncio.gather(
        set_goal(db), set_goal(db, terms=replace(TERMS, title=" win  $300K ")), return_exceptions=True
    )
    (refused,) = [answer for answer in both if isinstance(answer, BadInput)]
    assert "There is an open goal of that name already" in str(refused)
    assert (await set_goal(db, terms=LESS)).number == 2


async def test_no_circle_made_by_two(db: Database) -> None:
    """A below B and B below A at once: one of them is refused."""
    one = await set_goal(db, BEN, BEN, replace(TERMS, title="One"))
    two = await set_goal(db, BEN, BEN, replace(TERMS, title="Two"))

    async def below(goal: Goal, above: Goal) -> None:
        async with db.transaction(NORTH) as transaction:
            wanted = Arrangement(parent_id=above.id)
            await actions.arrange(by(transaction, BEN), goal.id, wanted)

    both = await asyncio.gather(below(one, two), below(two, one), return_exceptions=True)
    (refused,) = [answer for answer in both if answer is not None]
    assert "stands below" in str(refused)


async def test_private_goals_stand_alone(db: Database) -> None:
    """Neither below another one, nor above."""
    private = await set_goal(db, BEN, BEN, private=True)
    above = await set_goal(db, BEN, BEN, replace(TERMS, title="Above"))
    with pytest.raises(BadInput, match="private goal cannot stand below"):
        await set_goal(db, BEN, BEN, replace(TERMS, title="X"), private=True, parent_id=above.id)
    with pytest.raises(BadInput, match="private goal cannot have others below"):
        await set_goal(db, BEN, BEN, replace(TERMS, title="X"), parent_id=private.id)


async def test_only_those_who_lead_set_goals_for_others(db: Database) -> None:
    """Ana and the admin for Ben; Cleo, a mate, another team's lead for nobody but themselves."""
    for actor_id, title in ((ANA, "A"), (ADA, "B")):
        await set_goal(db, actor_id, BEN, replace(TERMS, title=title))
    for actor_id in (CLEO, MATE, HEAD):
        with pytest.raises(NotAllowed, match="Only Ben's manager"):
            await set_goal(db, actor_id, BEN)
        assert (await set_goal(db, actor_id, actor_id)).state is GoalState.active


async def test_a_team_keeps_its_goals(db: Database) -> None:
    """Whoever comes to lead the team answers for them."""
    goal = await set_goal(db, ANA, None, team_id=1)
    assert (goal.owner_id, goal.state) == (ANA, GoalState.active)
    async with db.transaction(NORTH) as transaction:
        await teams.save(acting(transaction, ADA, NOW, "t3"), TeamForm("Enterprise", HEAD, (BEN, MATE)), 1)
    with pytest.raises(NotAllowed):
        await report(db, goal.id, 5, ANA)
    assert (await report(db, goal.id, 5, HEAD)).after.owner_id == HEAD


async def test_reached_and_told_once(db: Database) -> None:
    """Passing the target twice is celebrated once; only its owner may tell the team, once."""
    goal = await set_goal(db, BEN, BEN)
    assert (await report(db, goal.id, 300_000)).is_reached
    assert not (await report(db, goal.id, 10)).is_reached
    assert not (await report(db, goal.id, 400_000)).is_reached
    async with db.transaction(NORTH) as transaction:
        with pytest.raises(NotAllowed, match="Only the owner"):
            await progress.share(by(transaction, ANA), goal.id)
    for _ in range(2):
        async with db.transaction(NORTH) as transaction:
            assert await progress.share(by(transaction, BEN), goal.id) == "C0SALES"
    kinds = [kind for kind, _, _ in await outgoing(db)]
    assert kinds.count("goals.reached") == 1
    async with db.reading(NORTH) as reading:
        (shared,) = await queries.shared_since(reading, await teams.load_org_chart(reading), NOW)
    assert (shared.goal.id, shared.channel_id) == (goal.id, "C0SALES")


async def test_a_coach_reads_along(db: Database) -> None:
    """Only while a concern is open, invited by one of the two; the conversation goes on with three."""
    goal = await set_goal(db)
    with pytest.raises(NotAllowed):
        await _invite(db, goal.id, ANA, COACH)
    await act(db, goal.id, BEN, GoalAction.raise_concern, note="I am not sure")
    with pytest.raises(NotAllowed):
        await _invite(db, goal.id, ADA, COACH)
    with pytest.raises(BadInput, match="somebody else than the two"):
        await _invite(db, goal.id, ANA, BEN)
    await _invite(db, goal.id, ANA, COACH)
    assert [target for kind, target, _ in await outgoing(db) if kind == "goals.concern"] == [
        f"{ANA}+{BEN}",
        f"{ANA}+{BEN}+{COACH}",
    ]
    assert "I am not sure" in await _seen(db, COACH)


@pytest.mark.parametrize("outsider", ["U0FOREIGN", ""])
async def test_nobody_unknown_reads_a_concern(db: Database, outsider: str) -> None:
    """An id of which Slack has not told, and an empty field: nothing is stored, nobody is told."""
    goal = await set_goal(db)
    await act(db, goal.id, BEN, GoalAction.raise_concern, note="I am not sure")
    before = await outgoing(db)
    with pytest.raises(BadInput, match="that person cannot join") as refusal:
        await _invite(db, goal.id, ANA, outsider)
    assert refusal.value.field == "coach"
    assert await outgoing(db) == before
    async with db.reading(NORTH) as reading:
        assert await reading.session.scalar(select(GoalRow.coach_ids).where(GoalRow.id == goal.id)) == []


async def _invite(db: Database, goal_id: int, actor_id: str, coach_id: str) -> None:
    async with db.transaction(NORTH) as transaction:
        await actions.invite(by(transaction, actor_id), goal_id, coach_id)


async def test_what_the_calendar_does(db: Database) -> None:
    """Begun on its day; five working days after its end done or missed; what nobody answered is dropped."""
    first = NOW + timedelta(days=7)
    later = await set_goal(db, BEN, BEN, replace(TERMS, title="Later", begins=first.date()))
    done = await set_goal(db, BEN, BEN, replace(TERMS, title="Done"))
    missed = await set_goal(db, BEN, BEN, replace(TERMS, title="Missed"))
    unanswered = await set_goal(db)
    await report(db, done.id, 300_000)
    assert later.state is GoalState.accepted
    with pytest.raises(NotAllowed):
        await report(db, later.id, 5)

    assert await _calendar(db, first) == [(later.id, GoalAction.begin)]
    over = NOW.replace(year=2027, month=1, day=1)
    assert await _calendar(db, over) == [(unanswered.id, GoalAction.drop)]
    assert await _calendar(db, over + timedelta(days=6)) == []
    judged = dict(await _calendar(db, over + timedelta(days=7)))
    assert judged == {done.id: GoalAction.finish, missed.id: GoalAction.miss, later.id: GoalAction.miss}
    assert await _calendar(db, over + timedelta(days=8)) == []


async def _calendar(db: Database, now: datetime) -> list[tuple[int, GoalAction]]:
    async with db.reading(NORTH) as reading:
        due = await expiry.due_actions(reading, now)
    for goal_id, action in due:
        for _ in range(2):  # two nodes
            async with db.transaction(NORTH) as transaction:
                await expiry.do(acting(transaction, "", now), goal_id, action)
    return due


async def arrange(db: Database, goal_id: int, actor_id: str = ANA, **wanted: object) -> Goal:
    """Change what need not be agreed on."""
    async with db.transaction(NORTH) as transaction:
        arranged = Arrangement(**wanted)  # type: ignore[arg-type]
        return await actions.arrange(by(transaction, actor_id), goal_id, arranged)


async def test_what_need_not_be_agreed_on_asks_nobody(db: Database) -> None:
    """A reason added to a proposal: Ben's message still counts, he is asked and reminded once, not twice."""
    goal = await set_goal(db)
    await arrange(db, goal.id, why="It pays for Lisbon")
    assert [kind for kind, _, _ in await outgoing(db)] == ["goals.waits", "goals.nudge"]
    await act(db, goal.id, BEN, GoalAction.accept, seen_version=goal.version)
    assert ("goals.nudge", BEN, "cancelled") in await outgoing(db)


async def test_a_concern_that_is_taken_back_is_closed_where_it_was_said(db: Database) -> None:
    """The conversation tells the outcome, and offers no answer any more."""
    goal = await set_goal(db)
    await act(db, goal.id, BEN, GoalAction.raise_concern, note="I am not sure")
    await act(db, goal.id, BEN, GoalAction.withdraw)
    async with db.reading(NORTH) as reading:
        facts = await reading.session.scalar(select(Delivery.facts).where(Delivery.kind == "goals.concern"))
    assert facts is not None
    assert (facts["outcome"], facts["by"]) == ("withdraw", "Ben")


async def test_a_goal_above_others_stays_open(db: Database) -> None:
    """Made private later, its name would still stand above those below it."""
    above = await set_goal(db, BEN, BEN, replace(TERMS, title="Above"))
    await set_goal(db, BEN, BEN, replace(TERMS, title="Below"), parent_id=above.id)
    with pytest.raises(BadInput, match="Other goals stand below") as refused:
        await arrange(db, above.id, BEN, private=True)
    assert refused.value.field == "private"


async def test_a_milestone_is_reached_when_it_is_done(db: Database) -> None:
    """It is celebrated as any other goal, and once, though it be reopened and done again."""
    async with db.transaction(NORTH) as transaction:
        terms = replace(TERMS, title="Launch", target=Decimal(1))
        draft = Draft(terms, GoalKind.milestone, owner_id=BEN)
        goal = await actions.propose(by(transaction, BEN), draft)
    await act(db, goal.id, BEN, GoalAction.finish)
    await act(db, goal.id, BEN, GoalAction.reopen)
    done = await act(db, goal.id, BEN, GoalAction.finish)
    assert done.current == 1
    assert [kind for kind, _, _ in await outgoing(db)].count("goals.reached") == 1


async def test_a_team_reaches_its_goal_by_its_people(db: Database) -> None:
    """The clock sees that the sum is there, tells whoever leads the team, and does so once."""
    team = await set_goal(db, ANA, None, team_id=1, roll_up=RollUp.sum)
    goal = await set_goal(db, BEN, BEN, replace(TERMS, title="Ben's part"), parent_id=team.id)
    await report(db, goal.id, 299_999)
    assert await _reached(db, NOW) == []
    await report(db, goal.id, 300_000)
    assert await _reached(db, NOW) == [team.id]
    assert await _reached(db, NOW) == []
    assert ("goals.reached", ANA, "waiting") in await outgoing(db)
    assert await reporting_share(db, team.id) == "C0SALES"


async def _reached(db: Database, now: datetime) -> list[int]:
    async with db.reading(NORTH) as reading:
        found = await expiry.newly_reached(reading, now)
    for goal_id in found:
        for _ in range(2):  # two nodes
            async with db.transaction(NORTH) as transaction:
                await expiry.mark_reached(acting(transaction, "", now), goal_id)
    return found


async def reporting_share(db: Database, goal_id: int) -> str:
    """Ana tells the team."""
    async with db.transaction(NORTH) as transaction:
        return await progress.share(by(transaction, ANA), goal_id)
