"""Feedback, a signed review cycle of last quarter, a running one, and an anonymous pulse."""

from datetime import date, datetime, time, timedelta

from bot.common.date_ranges import ONE_DAY, DateRange, Fiscal
from bot.db.transaction import Database, Transaction
from bot.demo.cast import NORTHWIND
from bot.demo.seed.acting import acting
from bot.emulator.state.world import World
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone, RequestText
from bot.features.feedback.service import feedback, requests
from bot.features.pulse.rules.pulses import QUESTIONS, About, PulsePlan, Said
from bot.features.pulse.service import answers, lifecycle
from bot.features.reviews.repository.parts import ReviewPartRepository
from bot.features.reviews.repository.reviews import ReviewRepository
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import CyclePlan
from bot.features.reviews.rules.facts import Review
from bot.features.reviews.service import action_items, cycles, sign_off, transitions, writing
from bot.features.teams import service as teams
from bot.framework.context import Context
from bot.registry import CATALOG

# days ago, author, about, whether the manager reads it too, the words
_FEEDBACK = (
    (
        41,
        "grace",
        "ben",
        True,
        FeedbackText(FeedbackTone.praise, "You let the client finish every time", skill="listening"),
    ),
    (
        33,
        "jamal",
        "ben",
        True,
        FeedbackText(
            FeedbackTone.constructive,
            "In the Globex call we quoted a price before we knew who decides",
            "They came back with three more people and a discount",
            "Ask who else has to say yes before the first number",
            "discovery",
        ),
    ),
    (
        12,
        "hugo",
        "ben",
        False,
        FeedbackText(
            FeedbackTone.praise,
            "Your deck for Acme tells one story from start to end",
            skill="storytelling",
            may_share=True,
        ),
    ),
    (
        9,
        "ben",
        "grace",
        False,
        FeedbackText(FeedbackTone.praise, "Thank you for sitting in on my negotiation"),
    ),
)
_WORDS = {
    PartKind.own: {"well": "Two new logos.", "better": "Too many first calls without a second."},
    PartKind.manager: {
        "well": "Two new logos, and a calm hand in long negotiations.",
        "better": "Find out who decides before the first number.",
        "next": "Two discovery calls with a colleague.",
    },
}
_AGREED = "Sit in on two discovery calls\nAsk who decides in every first call"
_SAID = (
    (5, "I always get an answer the same day."),
    (4, "Good in one-to-ones. In the team meeting the loud ones win."),
    (4, ""),
    (2, "Please tell us sooner when territories change."),
    (5, "She took the blame for the Globex quote. That mattered."),
    (3, ""),
)


class ReviewSeeder:
    """Stores reviews, feedback and a pulse by the services that everybody uses."""

    def __init__(self, db: Database, world: World, now: datetime) -> None:
        self._db, self._now = db, now
        self._ids = {user.name: user.id for user in world.people(NORTHWIND)}

    async def before_today(self) -> None:
        """Stores the feedback, last quarter's signed reviews, and the pulse."""
        await self._feedback()
        await self._signed(Fiscal().quarter_of(self._quarter().start - ONE_DAY))
        await self._pulse()

    async def this_morning(self) -> None:
        """Starts a cycle and requests that wait for their authors."""
        await self._asked()
        await self._running(self._quarter())

    def _quarter(self) -> DateRange:
        return Fiscal().quarter_of(self._now.date())

    async def _feedback(self) -> None:
        for days, author, about, for_manager, words in _FEEDBACK:
            at = self._now - timedelta(days=days)
            async with self._db.transaction(NORTHWIND) as transaction:
                manager = (await teams.load_org_chart(transaction)).manager_of(self._ids[about])
                await feedback.give(
                    acting(transaction, self._ids[author], at, f"seed:feedback:{days}"),
                    self._ids[about],
                    words,
                    named_id=manager or "" if for_manager else "",
                )
        async with self._db.transaction(NORTHWIND) as transaction:
            note = FeedbackText(
                FeedbackTone.note, "Stayed calm when Umbrella walked out. Ask how he prepared."
            )
            at = self._now - timedelta(days=20)
            await feedback.give(
                acting(transaction, self._ids["ana"], at, "seed:note"), self._ids["ben"], note
            )

    async def _asked(self) -> None:
        async with self._db.transaction(NORTHWIND) as transaction:
            due = self._now.date() + timedelta(days=5)
            hugo, ben = self._ids["hugo"], self._ids["ben"]
            question = RequestText(hugo, (ben,), "What should I do differently in demos?", due)
            await requests.ask(acting(transaction, hugo, self._now, "seed:ask"), question)

    async def _cycle(
        self, transaction: Transaction, name: str, days: DateRange, kickoff: date, due: date
    ) -> int:
        team = (await teams.load_org_chart(transaction)).team_of(self._ids["ben"])
        if team is None:
            raise LookupError("the teams come first")
        plan = CyclePlan(
            name,
            team.id,
            days,
            (PartKind.own, PartKind.manager, PartKind.peer, PartKind.upward),
            kickoff,
            due,
        )
        at = min(self._midday(kickoff), self._now)
        cycle = await cycles.plan(acting(transaction, self._ids["ana"], at, f"seed:{name}"), plan)
        await cycles.kick_off(transaction, cycle.id, at)
        return cycle.id

    def _midday(self, day: date) -> datetime:
        return datetime.combine(day, time(12), tzinfo=self._now.tzinfo)

    async def _signed(self, quarter: DateRange) -> None:
        """Last quarter's reviews of the team, signed by both."""
        kickoff = quarter.last - timedelta(days=20)
        at = self._midday(quarter.last)
        async with self._db.transaction(NORTHWIND) as transaction:
            cycle_id = await self._cycle(
                transaction, f"Review {quarter.label}", quarter, kickoff, quarter.last
            )
            for review in await ReviewRepository(transaction).of_cycle(cycle_id):
                await self._to_the_end(transaction, review.fact(), at)
            await transitions.deal_with(
                Context(transaction, CATALOG, "", at, ""),
                transitions.CycleTransition(cycle_id, kicks_off=False),
            )

    async def _to_the_end(self, transaction: Transaction, review: Review, at: datetime) -> None:
        """Writes, agrees, shares, acknowledges and signs one review."""
        ana, key = self._ids["ana"], f"seed:review:{review.id}"
        for part in await ReviewPartRepository(transaction).parts([review.id]):
            if PartKind(part.kind) in _WORDS:
                words = _WORDS[PartKind(part.kind)]
                await writing.submit(
                    acting(transaction, part.author_id, at, f"{key}:{part.id}"), part.id, words
                )
        await action_items.agree(acting(transaction, ana, at, f"{key}:agree"), review.id, _AGREED)
        agreed = [each.id for each in await ReviewRepository(transaction).actions(review.id)]
        await action_items.finish(acting(transaction, review.person_id, at, f"{key}:done"), agreed[0])
        await sign_off.share(acting(transaction, ana, at, f"{key}:share"), review.id)
        comment = "Fair. Thank you."
        await sign_off.acknowledge(
            acting(transaction, review.person_id, at, f"{key}:read"), review.id, comment
        )
        for who in (review.person_id, ana):
            await sign_off.sign(acting(transaction, who, at, f"{key}:{who}"), review.id, agreed)

    async def _review_of(self, transaction: Transaction, cycle_id: int, person_id: str) -> int:
        found = await ReviewRepository(transaction).of_cycle(cycle_id)
        return next(each.id for each in found if each.person_id == person_id)

    async def _running(self, quarter: DateRange) -> None:
        """A cycle begun this morning, in which Kavya has submitted her part."""
        today = self._now.date()
        async with self._db.transaction(NORTHWIND) as transaction:
            kickoff, due = today, today + timedelta(days=12)
            cycle_id = await self._cycle(transaction, f"Review {quarter.label}", quarter, kickoff, due)
            kavya = self._ids["kavya"]
            review = await self._review_of(transaction, cycle_id, kavya)
            for part in await ReviewPartRepository(transaction).parts([review]):
                if part.author_id == kavya:
                    words = {"well": "My first deal above $50k.", "next": "Learn to say no earlier."}
                    key = f"seed:kavya:{part.id}"
                    await writing.submit(acting(transaction, kavya, self._now, key), part.id, words)

    async def _pulse(self) -> None:
        """A pulse that everybody whom Ana leads has answered."""
        asked = self._now - timedelta(days=10)
        about = About.manager
        async with self._db.transaction(NORTHWIND) as transaction:
            closes = asked.date() + timedelta(days=7)
            plan = PulsePlan(None, about, QUESTIONS[about], 5, closes)
            pulse = await lifecycle.ask(acting(transaction, self._ids["ana"], asked, "seed:pulse"), plan)
            names = ("ben", "grace", "jamal", "kavya", "fatima", "ingrid")
            for name, (score, words) in zip(names, _SAID, strict=True):
                said, key = Said(score, words), f"seed:pulse:{name}"
                await answers.answer(
                    acting(transaction, self._ids[name], asked + ONE_DAY, key), pulse.id, said
                )
