"""The demo's company by the clock: what each gets, in messages and words, while they answer or do not."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from bot.common.errors import Refusal
from bot.demo.cast import NORTHWIND
from bot.demo.launch import seed
from bot.demo.market import SOURCE
from bot.demo.stage import Stage, open_stage
from bot.emulator.state.world import SlackMessage
from bot.features.checkins.repository import CheckinRepository
from bot.features.checkins.service.answers import GoalAnswer
from bot.features.checkins.service.answers import answer as check_in
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.coaching.rules.state_machine import SeriesState
from bot.features.feedback.rules.content import FeedbackText, FeedbackTone, RequestText
from bot.features.feedback.service import requests
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.draft import Draft
from bot.features.goals.rules.progress import GoalHealth, GoalKind
from bot.features.goals.rules.state_machine import GoalAction
from bot.features.goals.service import actions as goals
from bot.features.ledger.rules.deals import MatchedDeal
from bot.features.ledger.rules.records import DealRecord, DealStatus, PersonRef
from bot.features.ledger.service.posting import PostingSource, book
from bot.features.needs.service import load_needs
from bot.features.people.service.settings import settings_of
from bot.features.pulse.rules.pulses import Said
from bot.features.pulse.service import answers as pulses
from bot.features.reviews.service import sign_off, writing
from bot.features.workspace.rules.books import BookRules
from bot.framework.context import Context
from bot.framework.needs import Need
from tests.contexts import acting
from tests.stages import box_at

# The demo wakes up on a Friday: the two weeks begin with the Monday after.
FRIDAY = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
WEEK = timedelta(weeks=1)
_SOON = timedelta(minutes=40)


@dataclass(frozen=True)
class Got:
    """One message as it arrived: whose (a handle, or #channel), when, and all words that can be read."""

    whose: str
    at: datetime
    text: str
    words: int
    first: str

    @property
    def week(self) -> date:
        """The Monday of its week."""
        return self.at.date() - timedelta(days=self.at.weekday())


@dataclass
class Clockwork:
    """A company that lives by the clock; `got` is all that arrived since it was opened."""

    stage: Stage
    got: list[Got] = field(default_factory=list)
    answered: int = 0
    refused: list[str] = field(default_factory=list)
    _known: set[tuple[str, str]] = field(default_factory=set)

    async def lives_until(self, until: datetime, *, answers: bool) -> None:
        """Time passes by what is due; with `answers` everybody does what waits for them, soon after."""
        clock = self.stage.emulator.clock
        while (now := clock.now()) < until:
            moment = await self.stage.settler.next_moment()
            later = max(moment, now + timedelta(seconds=1)) if moment else until
            if answers:
                later = min(later, now + _SOON) if self.collect() else later
            await self.stage.emulator.move_clock(min(later, until))
            if answers and now < clock.now() and self._is_day():
                await self._answer_all()
        self.collect()

    def _is_day(self) -> bool:
        return self.stage.emulator.clock.now().weekday() < 5

    def collect(self) -> int:
        """Notes what has arrived since; its number."""
        found = self._everywhere()
        fresh = {key: (whose, each) for key, (whose, each) in found.items() if key not in self._known}
        for key, (whose, each) in fresh.items():
            self._known.add(key)
            at = datetime.fromtimestamp(float(each.ts), UTC)
            shown = shown_words(each)
            self.got.append(Got(whose, at, shown, len(shown.split()), each.text.split("\n")[0][:90]))
        return len(fresh)

    def _everywhere(self) -> dict[tuple[str, str], tuple[str, SlackMessage]]:
        world = self.stage.emulator.world
        bot = world.teams[NORTHWIND].bot_id
        found = {}
        for channel in world.channels.values():
            for message in channel.messages:
                if message.bot_id != bot or message.ephemeral_to or not channel.is_in(NORTHWIND):
                    continue
                if channel.is_room:
                    found[channel.id, message.ts] = (f"#{channel.name}", message)
                    continue
                for who in channel.members:
                    user = world.users.get(who)
                    if user is not None and not user.is_bot:
                        found[f"{channel.id}{who}", message.ts] = (user.name, message)
        return found

    async def _answer_all(self) -> None:
        for user in self.stage.emulator.world.people(NORTHWIND):
            if user.deleted or user.is_bot:
                continue
            async with self.stage.pacer.db.transaction(NORTHWIND) as transaction:
                ctx = acting(transaction, user.id, self.stage.emulator.clock.now(), "look")
                needs = await load_needs(ctx, user.id)
            for need in needs:
                if need.kind in _ANSWERS:
                    await self._does(user.id, need)
        await self.stage.settler.settle()

    async def _does(self, who: str, need: Need) -> None:
        now = self.stage.emulator.clock.now()
        try:
            async with self.stage.pacer.db.transaction(NORTHWIND) as transaction:
                ctx = acting(transaction, who, now, f"{need.key}:{now}")
                await _ANSWERS[need.kind](ctx, int(need.value))
                self.answered += 1
        except Refusal as no:
            self.refused.append(f"{need.key}: {no}")

    def of(self, whose: str) -> list[Got]:
        """What one person, or channel, got."""
        return [each for each in self.got if each.whose == whose]


def shown_words(message: SlackMessage) -> str:
    """All that can be read of a message: words of blocks, labels of buttons, cells and charts."""
    return " ".join(_strings(message.blocks)) if message.blocks else message.text


_READ = ("text", "label", "title", "alt_text")


def _strings(part: object, key: str = "") -> list[str]:
    if isinstance(part, str):
        return [part] if key in _READ else []
    if isinstance(part, Mapping):
        return [word for name, value in part.items() if name != "options" for word in _strings(value, name)]
    return [word for each in part for word in _strings(each, key)] if isinstance(part, list) else []


async def _checks_in(ctx: Context, checkin_id: int) -> None:
    found = await CheckinRepository(ctx.transaction).find(checkin_id)
    left = sorted(set(found.goal_ids) - set(found.answered_ids)) if found else []
    await check_in(ctx, checkin_id, [GoalAnswer(each, health=GoalHealth.on_track) for each in left], None)


async def _accepts(ctx: Context, goal_id: int) -> None:
    await goals.act(ctx, goal_id, GoalAction.accept)


async def _answers_concern(ctx: Context, goal_id: int) -> None:
    await goals.act(ctx, goal_id, GoalAction.answer_concern, note="We shall see by the end of the week")


async def _writes_feedback(ctx: Context, request_id: int) -> None:
    await requests.answer(ctx, request_id, FeedbackText(FeedbackTone.praise, "You listen to the end"))


async def _answers_pulse(ctx: Context, pulse_id: int) -> None:
    await pulses.answer(ctx, pulse_id, Said(4, ""))


async def _writes_review(ctx: Context, part_id: int) -> None:
    await writing.submit(ctx, part_id, {"well": "Two new logos", "better": "Calls", "next": "A second one"})


async def _shares(ctx: Context, review_id: int) -> None:
    await sign_off.share(ctx, review_id)


_ANSWERS: Mapping[str, Callable[[Context, int], Awaitable[None]]] = {
    "checkins.answer": _checks_in,
    "goals.answer": _accepts,
    "goals.concern": _answers_concern,
    "feedback.answer": _writes_feedback,
    "pulse.answer": _answers_pulse,
    "reviews.write": _writes_review,
    "reviews.share": _shares,
}


@asynccontextmanager
async def company(path: Path, now: datetime = FRIDAY) -> AsyncIterator[Clockwork]:
    """The demo's company as it wakes up at `now`; what it is told then is not counted.

    It holds no 1:1s, whose cards come beside all that is compared here.
    """
    async with open_stage(box_at(now), f"sqlite:///{path}", migrated=True) as stage:
        await seed(stage.pacer.db, stage.emulator.world, now)
        async with stage.pacer.db.transaction(NORTHWIND) as transaction:
            for series in await CoachingTalkRepository(transaction).live():
                series.state, series.ended_at = SeriesState.ended.value, now
        await stage.settler.settle()
        opened = Clockwork(stage)
        yield opened


class Business:
    """What happens at the company, equal for equal `seed`: deals are won, goals proposed, feedback asked."""

    def __init__(self, opened: Clockwork, seed: int = 12) -> None:
        self._opened = opened
        self._luck = random.Random(seed)
        people = opened.stage.emulator.world.people(NORTHWIND)
        self._ids = {user.name: user.id for user in people if not user.deleted}
        self._sold = 0

    async def a_week(self) -> None:
        """Everybody who sells wins something or nothing; now and then something is asked of somebody."""
        now = self._opened.stage.emulator.clock.now()
        async with self._opened.stage.pacer.db.transaction(NORTHWIND) as transaction:
            entry = PostingSource(SOURCE, "year", confirms=True, now=now, today=now.date())
            won = [self._won(name, now.date()) for name in SELLERS for _ in range(self._luck.randrange(3))]
            await book(transaction, won, entry, await settings_of(transaction, BookRules))
        asker, asked = self._luck.sample(SELLERS, 2)
        async with self._opened.stage.pacer.db.transaction(NORTHWIND) as transaction:
            ctx = acting(transaction, self._ids[asker], now, f"ask:{now}")
            due = now.date() + timedelta(days=6)
            text = RequestText(ctx.actor_id, (self._ids[asked],), "How was my last demo?", due)
            await requests.ask(ctx, text)
        if self._luck.random() < _PROPOSES:
            await self._proposes(now)

    def _won(self, name: str, today: date) -> MatchedDeal:
        self._sold += 1
        record = DealRecord(
            external_id=f"YEAR-{self._sold}",
            name=f"Customer {self._sold}",
            owner=PersonRef(name=name),
            status=DealStatus.WON,
            amount=Decimal(self._luck.randrange(4_000, 40_000)),
            created_on=today - timedelta(days=30),
            closed_on=today,
        )
        return MatchedDeal(record, self._ids[name])

    async def _proposes(self, now: datetime) -> None:
        """Ana proposes a goal to one of her people, until the end of the month after next."""
        whose, due = self._luck.choice(_LED), now.date() + timedelta(days=60)
        terms = Terms(f"Win {self._luck.randrange(3, 9)} deals", Decimal(0), Decimal(9), now.date(), due)
        draft = Draft(terms, GoalKind.number, "deals", owner_id=self._ids[whose])
        async with self._opened.stage.pacer.db.transaction(NORTHWIND) as transaction:
            ctx = acting(transaction, self._ids["ana"], now, f"goal:{now}")
            await goals.propose(ctx, draft)


SELLERS = ("ben", "grace", "jamal", "kavya", "dario", "emeka", "hugo")
_LED = ("ben", "grace", "jamal", "kavya", "fatima", "ingrid")
_PROPOSES = 0.3
