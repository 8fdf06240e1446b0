"""The company by the clock: its day is planned when it begins, and happens as the clock comes to it."""

import asyncio
from collections import deque
from contextlib import suppress
from datetime import date, datetime, timedelta

import structlog

from bot.demo.cast import CAST_ZONE, NORTHWIND
from bot.demo.company.people import luck_of, see_to, sends
from bot.demo.company.plan import Act, Event, plan_day
from bot.demo.market import Market
from bot.demo.stage import Stage
from bot.emulator.client.actor import NotSeen
from bot.emulator.state.world import User
from bot.features.needs.service import load_needs
from bot.framework.context import Context
from bot.registry import CATALOG

log = structlog.stdlib.get_logger(__name__)

_A_DAY = timedelta(days=1)
_TICK_SECONDS = 1.0


class Company:
    """People who act by themselves through their own doors, never as anybody whom a visitor is or was.

    What happens on a day follows from seed, day, and what there is when it begins, however the clock steps.
    """

    def __init__(self, stage: Stage, market: Market, seed: int = 7) -> None:
        self._stage, self._emulator = stage, stage.emulator
        self._market, self._seed = market, seed
        self._settle, self._next = stage.settler.settle, stage.settler.next_moment
        self._acting = False
        self._planned: date = self._today()
        now = self._emulator.clock.now()
        self._left = deque(event for event in self._plan(self._planned) if event.at > now)

    def join(self) -> None:
        """From now on the clock stops at each event, and what is due happens after all else has settled."""
        self._emulator.settle, self._emulator.next_moment = self.settle, self.next_moment
        self._emulator.people_act = True

    async def settle(self) -> None:
        """Lets the bot do what it has to do, then the people."""
        await self._settle()
        await self.act()

    async def next_moment(self) -> datetime | None:
        """When something happens next: in the company, or by the bot itself."""
        mine = self._upcoming().at if self._emulator.people_act else None
        return min(filter(None, (mine, await self._next())), default=None)

    async def act(self) -> None:
        """All that is due; what fell due while nobody acted by themselves does not happen."""
        if self._acting:  # What they do is settled as well.
            return
        self._acting = True
        try:
            while self._upcoming().at <= self._emulator.clock.now():
                event = self._left.popleft()
                if self._emulator.people_act:
                    await self._tried(event)
        finally:
            self._acting = False

    async def run(self) -> None:
        """Until it is cancelled: acts as the clock runs on by itself."""
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            await self.act()

    def _upcoming(self) -> Event:
        while not self._left:
            self._planned += _A_DAY
            self._left.extend(self._plan(self._planned))
        return self._left[0]

    def _plan(self, day: date) -> list[Event]:
        people = sorted(self._people(), key=lambda user: user.name)
        return plan_day(self._seed, day, people, CAST_ZONE.key)

    def _people(self) -> list[User]:
        """Whoever can use Pacer here; an outsider of the sales teams thanks, and is thanked."""
        return [user for user in self._emulator.world.people(NORTHWIND) if not (user.deleted or user.is_bot)]

    def _today(self) -> date:
        return self._emulator.clock.now().astimezone(CAST_ZONE).date()

    async def _tried(self, event: Event) -> None:
        """What somebody cannot do ends neither the company's day nor what a visitor is doing."""
        try:
            await self._happens(event)
        except Exception:
            # A door: nobody else would hear of it.
            log.exception("company.failed", act=event.act, who=event.who)

    async def _happens(self, event: Event) -> None:
        if event.act is Act.deals:
            luck = luck_of(self._seed, "crm", str(event.at.date()))
            await self._market.trade(self._emulator.clock.now(), luck)
            await self._settle()
            return
        actor = self._emulator.actor(event.who)
        if actor.user.id in self._emulator.seated:
            return
        if event.act is Act.kudos:
            actor.goes_to("#general")
            await actor.types(f"/kudos @{event.whom} {event.words}")
        elif event.act is Act.plan:
            await actor.goes_to("@Pacer").types(f"/goal {event.words}")
        elif event.act is Act.ask:
            await actor.goes_to("@Pacer").types(f"/feedback ask @{event.whom}")
            await sends(actor, {"question": event.words})
        else:
            await self._goes_through(event.who)

    async def _goes_through(self, name: str) -> None:
        """One person does, one thing after the other, what they have a mind to of what waits for them."""
        actor, now = self._emulator.actor(name), self._emulator.clock.now()
        async with self._stage.pacer.db.reading(NORTHWIND) as reading:
            needs = await load_needs(Context(reading, CATALOG, actor.user.id, now, ""), actor.user.id)
        for need in sorted(needs, key=lambda each: (each.since, each.key)):
            with suppress(NotSeen):  # Somebody has done it, or taken it back, since.
                await see_to(actor, need, luck_of(self._seed, name, need.key), self._today())
