"""Goals of Northwind's three teams in every state, with six weeks of reports."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.common.numbers import NumberChange
from bot.db.transaction import Database, Transaction
from bot.demo.cast import NORTHWIND
from bot.demo.seed.acting import acting
from bot.emulator.state.world import World
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Arrangement, Draft
from bot.features.goals.rules.progress import GoalHealth, GoalKind, RollUp
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import actions, expiry, progress
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.registry import CATALOG

# Whole weeks, so that they began on a working day.
BEGAN = timedelta(days=42)
LASTS = timedelta(weeks=12)
_LAST_QUARTER = timedelta(days=100)
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Story:
    """One goal: who sets it for whom, its terms, and the numbers reported week by week."""

    key: str
    by: str
    title: str
    target: int
    kind: GoalKind = GoalKind.money
    unit: str = "USD"
    start: int = 0
    owner: str | None = None
    team: str | None = None
    under: str | None = None
    why: str = ""
    private: bool = False
    weeks: tuple[int, ...] = ()
    health: GoalHealth | None = None


# In order: a goal comes after the one it is aligned under.
_STORIES = (
    Story("company", "ana", "Win $2.4m of new business", 2_400_000, why="It pays for the Lisbon office."),
    Story("enterprise", "ana", "Enterprise: win $1.3m", 1_300_000, team="Enterprise", under="company"),
    Story("midmarket", "lucia", "Mid-market: win $700k", 700_000, team="Mid-market", under="company"),
    Story(
        "meetings",
        "ana",
        "Book 300 first meetings",
        300,
        GoalKind.number,
        "meetings",
        team="Sales development",
        why="Two thirds of new business began with one.",
    ),
    Story(
        "ben",
        "ana",
        "Win $300k with hospitals",
        300_000,
        owner="ben",
        under="enterprise",
        why="You know them better than anybody.",
        weeks=(20_000, 65_000, 98_000, 131_000, 142_000),
        health=GoalHealth.on_track,
    ),
    Story(
        "grace",
        "ana",
        "Win $400k",
        400_000,
        owner="grace",
        under="enterprise",
        weeks=(90_000, 120_000, 265_000),
    ),
    Story(
        "jamal",
        "ana",
        "Win $350k",
        350_000,
        owner="jamal",
        under="enterprise",
        weeks=(40_000, 75_000, 110_000),
        health=GoalHealth.blocked,
    ),
    Story("dario", "lucia", "Win $250k", 250_000, owner="dario", under="midmarket", weeks=(12_000, 30_000)),
    Story("emeka", "lucia", "Win $220k", 220_000, owner="emeka", under="midmarket", weeks=(60_000, 118_000)),
    Story(
        "fatima",
        "ana",
        "Book 160 meetings",
        160,
        GoalKind.number,
        "meetings",
        owner="fatima",
        under="meetings",
    ),
    Story("churn", "lucia", "Customers lost", 3, GoalKind.percent, "%", start=5, weeks=(5, 4)),
    Story("course", "ben", "Finish the negotiation course", 1, GoalKind.milestone, "", private=True),
)
# What still waits for somebody this morning.
_WAITING = (
    Story(
        "ben2",
        "ana",
        "Win back 4 lost customers",
        4,
        GoalKind.number,
        "customers",
        owner="ben",
        under="enterprise",
    ),
    Story("kavya", "ana", "Win $250k", 250_000, owner="kavya", under="enterprise"),
    Story("hugo", "lucia", "Win $230k", 230_000, owner="hugo", under="midmarket"),
    Story(
        "ingrid",
        "ana",
        "Book 140 meetings",
        140,
        GoalKind.number,
        "meetings",
        owner="ingrid",
        under="meetings",
    ),
)
_REPORTS = {"fatima": (22, 51, 79, 104)}
_CONCERN = "I start with an empty pipeline, as all my accounts went to Dario in October."


class GoalSeeder:
    """Stores the stories by the services that everybody uses; request keys are counted up."""

    def __init__(self, db: Database, world: World, now: datetime) -> None:
        self._db = db
        self._ids = {user.name: user.id for user in world.people(NORTHWIND)}
        self._now = now
        self._goals: dict[str, int] = {}
        self._actions = 0

    def _acting(self, transaction: Transaction, who: str, at: datetime) -> Context:
        self._actions += 1
        return acting(transaction, self._ids[who], at, f"seed:goals:{self._actions}")

    async def set(self, story: Story, at: datetime, begins: date, due: date) -> int:
        """Proposes the goal of a story and gives its id."""
        terms = Terms(story.title, Decimal(story.start), Decimal(story.target), begins, due)
        async with self._db.transaction(NORTHWIND) as transaction:
            org_chart = await teams.load_org_chart(transaction)
            team = org_chart.named(story.team) if story.team else None
            is_summed = team is not None or story.key == "company"
            arrangement = Arrangement(
                why=story.why,
                private=story.private,
                parent_id=self._goals.get(story.under or ""),
                roll_up=RollUp.sum if is_summed else RollUp.own,
            )
            draft = Draft(
                terms=terms,
                kind=story.kind,
                unit=story.unit,
                owner_id=self._ids[story.owner or story.by],
                team_id=team.id if team else None,
                arrangement=arrangement,
            )
            goal = await actions.propose(self._acting(transaction, story.by, at), draft)
        self._goals[story.key] = goal.id
        return goal.id

    async def act(
        self,
        key: str,
        who: str,
        action: GoalAction,
        at: datetime,
        note: str = "",
        offered: Terms | None = None,
    ) -> None:
        """Carries out one action of the goal contract, as this person at that instant."""
        async with self._db.transaction(NORTHWIND) as transaction:
            ctx = self._acting(transaction, who, at)
            await actions.act(ctx, self._goals[key], action, note=note, offered=offered)

    async def report(
        self, key: str, who: str, number: int, at: datetime, health: GoalHealth | None = None
    ) -> None:
        """Reports the number reached, as this person at that instant."""
        async with self._db.transaction(NORTHWIND) as transaction:
            change = NumberChange(Decimal(number), adds=False)
            ctx = self._acting(transaction, who, at)
            await progress.report(ctx, self._goals[key], change=change, health=health)

    async def this_quarter(self) -> None:
        """Stores the goals agreed six weeks ago, and the reports of each week since."""
        began = self._now - BEGAN
        begins, due = began.date(), _friday(began + LASTS)
        for story in _STORIES:
            await self.set(story, began, begins, due)
            owner = story.owner or story.by
            if owner != story.by:
                await self.act(story.key, owner, GoalAction.accept, began)
            weeks = story.weeks or _REPORTS.get(story.key, ())
            for number, value in enumerate(weeks):
                is_last = number == len(weeks) - 1
                at = began + (number + 1) * _WEEK
                await self.report(story.key, owner, value, at, story.health if is_last else None)

    async def last_quarter(self) -> None:
        """Stores three goals of last quarter: achieved, missed and dropped."""
        began = self._now - _LAST_QUARTER
        begins, due = began.date(), (self._now - timedelta(days=20)).date()
        for key, title in (
            ("done", "Win $280k"),
            ("missed", "Make 400 calls"),
            ("dropped", "Write a newsletter"),
        ):
            kind, unit = (GoalKind.money, "USD") if key == "done" else (GoalKind.number, "")
            story = Story(key, "ben", title, 280_000 if key == "done" else 400, kind, unit)
            await self.set(story, began, begins, due)
        await self.report("done", "ben", 291_000, began + 9 * _WEEK)
        await self.act("done", "ben", GoalAction.finish, began + 10 * _WEEK)
        await self.report("missed", "ben", 310, began + 9 * _WEEK)
        await self.act("dropped", "ben", GoalAction.drop, began + 5 * _WEEK)
        async with self._db.transaction(NORTHWIND) as transaction:
            await expiry.do(
                Context(transaction, CATALOG, "", self._now - _WEEK, ""),
                self._goals["missed"],
                GoalAction.miss,
            )

    async def next_quarter(self) -> None:
        """Stores a goal that is accepted and has not begun."""
        begins = _friday(self._now - BEGAN + LASTS) + timedelta(days=3)
        story = Story("next", "ben", "Build $900k of pipeline", 900_000, under=None)
        await self.set(story, self._now - _WEEK, begins, _friday(self._now + LASTS))

    async def this_morning(self) -> None:
        """Stores what waits for an answer: proposals, a counter-proposal, a concern.

        Their notices are sent.
        """
        due = _friday(self._now - BEGAN + LASTS)
        begins = self._now.date()
        for story in _WAITING:
            await self.set(story, self._now, begins, due)
        fewer = Terms("Book 110 meetings", Decimal(0), Decimal(110), begins, due)
        await self.act("ingrid", "ingrid", GoalAction.counter, self._now, "Two weeks of leave.", fewer)
        await self.act("hugo", "hugo", GoalAction.raise_concern, self._now, _CONCERN)


def _friday(at: datetime) -> date:
    """The Friday of the week of `at`."""
    return at.date() + timedelta(days=4 - at.weekday())


async def seed_past_goals(db: Database, world: World, now: datetime) -> GoalSeeder:
    """Stores all goals before `now`, and gives the seeder for this morning's."""
    seeder = GoalSeeder(db, world, now)
    await seeder.last_quarter()
    await seeder.this_quarter()
    await seeder.next_quarter()
    return seeder
