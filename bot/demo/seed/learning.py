"""What Northwind's people share, and how they help each other: rows of before."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.db.repository import ScopedRepository
from bot.db.transaction import Database, Transaction
from bot.demo.cast import NORTHWIND
from bot.demo.seed.learning_words import (
    ASSIGNMENTS,
    LOST_WORDS,
    MENTOR_AIM,
    MENTOR_WORDS,
    NEGOTIATION_WORDS,
    PATHS,
    PLAYS,
    REASONS,
    RESOURCES,
    VOTES,
    SeededPlay,
)
from bot.emulator.state.world import World
from bot.features.ledger.service.selling.decided import DetailedDeal, detailed_deals
from bot.features.library.models import (
    AssignmentRow,
    LearningPathRow,
    LearningWalkRow,
    ResourceRow,
    ResourceVoter,
)
from bot.features.library.repository.resources import ResourceRepository
from bot.features.library.rules.facts import Usefulness
from bot.features.mentors.models import (
    MentorAskRow,
    MentorOfferRow,
    MentorPlaceRow,
    MentorshipRow,
    MentorTalkRow,
)
from bot.features.mentors.rules.facts import LASTS, LOOKED_FOR
from bot.features.plays.models import DealDebriefRow, PlayRow, PlayUseRow
from bot.features.plays.rules.search import stored_words
from bot.features.plays.service.deals import lost_from
from bot.features.skills.rules.rubric import SKILL_NAMES

Row = dict[str, Any]
_LOSSES, _USED_SINCE, _ASKED_ABOUT = 30, timedelta(days=85), timedelta(days=4)


class LearningSeeder:
    """Stores the library, plays and mentors, each thing at its own time."""

    def __init__(self, db: Database, world: World, now: datetime) -> None:
        self._db, self._now = db, now
        self._ids = {user.name: user.id for user in world.people(NORTHWIND)}

    async def before_today(self) -> None:
        """Stores all of it; the deals come first, as plays were used on them."""
        async with self._db.transaction(NORTHWIND) as transaction:
            await self._library(transaction)
            await self._plays(transaction)
            await self._mentors(transaction)

    def _ago(self, days: int) -> datetime:
        return self._now - timedelta(days=days)

    async def _library(self, transaction: Transaction) -> None:
        repository = ResourceRepository(transaction)
        added = repository.insert(ResourceRow).returning(ResourceRow.id, sort_by_parameter_order=True)
        ids = list((await repository.add(added, [self._resource(each) for each in RESOURCES])).scalars())
        items = [
            {"role": role, "position": place, "resource_id": ids[number]} | self._by_ana()
            for role, numbers in PATHS.items()
            for place, number in enumerate(numbers, 1)
        ]
        await repository.add(repository.insert(LearningPathRow), items)
        assigned = [self._assigned(ids[row[2]], row) for row in ASSIGNMENTS]
        await repository.add(repository.insert(AssignmentRow), assigned)
        walk = {"person_id": self._ids["kavya"], "began_at": self._ago(75), "is_by_hand": False}
        await repository.add(repository.insert(LearningWalkRow), [walk])
        voters = [{"resource_id": ids[0], "person_id": self._ids[name]} for name, _ in VOTES]
        await repository.add(repository.insert(ResourceVoter), voters)
        for _, vote in VOTES:
            await repository.add_vote(ids[0], Usefulness(vote))

    def _by_ana(self) -> Row:
        added = {"added_by": self._ids["ana"], "added_at": self._ago(80)}
        return added | {"dropped_by": None, "dropped_at": None}

    def _resource(self, each: Any) -> Row:
        slug = "-".join(each.title.lower().replace(",", "").replace(":", "").split())
        return {
            "title": each.title,
            "url": f"https://learn.northwind.example/{slug}",
            "skill": each.skill,
            "minutes": each.minutes,
            "author_id": self._ids[each.author],
            "added_at": self._ago(each.ago + 30),
            "confirmed_at": self._ago(each.ago),
            "retired_at": None,
        }

    def _assigned(self, resource_id: int, row: tuple[str, str, int, int | None, int | None]) -> Row:
        person, by, _, closed, due = row
        given = self._ago(3 if closed is None else closed + 9)
        return {
            "resource_id": resource_id,
            "person_id": self._ids[person],
            "by_id": self._ids[by] if by else "",
            "due_on": self._now.date() + timedelta(days=due) if due else None,
            "state": "assigned" if closed is None else "done",
            "origin": "path" if not by else "own" if by == person else "given",
            "given_at": given,
            "closed_at": None if closed is None else self._ago(closed),
        }

    async def _plays(self, transaction: Transaction) -> None:
        repository = ScopedRepository(transaction)
        today = self._now.date()
        days = DateRange(today - _USED_SINCE, today - _ASKED_ABOUT)
        deals = await detailed_deals(transaction, sorted(self._ids.values()), days, self._now)
        names = {number: name for name, number in self._ids.items()}
        uses = _uses(deals, names)
        added = repository.insert(PlayRow).returning(PlayRow.id, sort_by_parameter_order=True)
        rows = [self._play(each, uses[place]) for place, each in enumerate(PLAYS)]
        ids = list((await repository.add(added, rows)).scalars())
        used = [
            {"play_id": ids[place], "deal_id": deal.deal_id, "user_id": deal.owner_id, "day": deal.counted_on}
            for place, found in uses.items()
            for deal in found
        ]
        await repository.add(repository.insert(PlayUseRow), used)
        lost = [each for each in deals if not each.is_won][-_LOSSES:]
        stages = await lost_from(transaction, lost, self._now)
        asked = [
            self._debrief(deal, stages[deal.deal_id], REASONS[number % len(REASONS)])
            for number, deal in enumerate(lost)
        ]
        await repository.add(repository.insert(DealDebriefRow), asked)

    def _play(self, each: SeededPlay, uses: list[DetailedDeal]) -> Row:
        confirmed = self._ago(each.ago)
        words = f"{each.title} {SKILL_NAMES[each.skill]} {each.situation} {each.did} {each.why}"
        return {
            "author_id": self._ids[each.author],
            "title": each.title,
            "skill": each.skill,
            "situation": each.situation,
            "did": each.did,
            "why": each.why,
            "deal_id": None,
            "facts": {},
            "may_name": False,
            "state": "shared",
            "found_text": stored_words(words),
            "made_at": confirmed,
            "confirmed_at": confirmed,
            "used_on": max((deal.counted_on for deal in uses), default=None),
        }

    def _debrief(self, deal: DetailedDeal, stage: str, reason: str) -> Row:
        asked = datetime.combine(deal.counted_on + ONE_DAY, self._now.timetz())
        return {
            "deal_id": deal.deal_id,
            "owner_id": deal.owner_id,
            "name": deal.name,
            "stage": stage,
            "reason": reason,
            "words": LOST_WORDS.get(reason, ""),
            "at": asked,
            "closed_at": asked + timedelta(hours=2),
        }

    async def _mentors(self, transaction: Transaction) -> None:
        repository = ScopedRepository(transaction)
        offers = {"grace": ("discovery",), "jamal": ("negotiation", "closing")}
        await repository.add(
            repository.insert(MentorPlaceRow),
            [
                {"mentor_id": self._ids[name], "capacity": capacity, "paused_until": None}
                for name, capacity in (("grace", 2), ("jamal", 1))
            ],
        )
        await repository.add(
            repository.insert(MentorOfferRow),
            [
                {"mentor_id": self._ids[name], "skill": each}
                for name, skills in offers.items()
                for each in skills
            ],
        )
        asked = repository.insert(MentorAskRow).returning(MentorAskRow.id, sort_by_parameter_order=True)
        matched = self._ask("kavya", "discovery", MENTOR_WORDS, 15) | {
            "state": "matched",
            "mentor_id": self._ids["grace"],
            "asked_at": self._ago(13),
        }
        # Who could help Hugo is found on the next working day at seven.
        waits = self._ask("hugo", "negotiation", NEGOTIATION_WORDS, 1) | {"solved_at": self._now}
        ids = list((await repository.add(asked, [matched, waits])).scalars())
        starts = self._ago(11).date()
        ship = {
            "ask_id": ids[0],
            "mentee_id": self._ids["kavya"],
            "mentor_id": self._ids["grace"],
            "skill": "discovery",
            "aims": [MENTOR_AIM],
            "starts_on": starts,
            "ends_on": starts + LASTS,
            "ended_at": None,
        }
        begun = repository.insert(MentorshipRow).returning(MentorshipRow.id)
        number = (await repository.add(begun, [ship])).scalar_one()
        talk = {"mentorship_id": number, "number": 1, "mentee_says": True, "mentor_says": True}
        await repository.add(repository.insert(MentorTalkRow), [talk])

    def _ask(self, name: str, skill: str, words: str, days: int) -> Row:
        made = self._ago(days)
        return {
            "mentee_id": self._ids[name],
            "skill": skill,
            "words": words,
            "wish_id": "",
            "state": "open",
            "made_at": made,
            "expires_on": (made + LOOKED_FOR).date(),
            "solved_at": made,
            "mentor_id": "",
            "asked_at": None,
        }


def _uses(deals: list[DetailedDeal], names: Mapping[str, str]) -> dict[int, list[DetailedDeal]]:
    """On which deals of others each play was used, by its place; nobody uses their own here."""
    dice = random.Random(28)  # noqa: S311 - the same each time
    found = {}
    for place, each in enumerate(PLAYS):
        others = [deal for deal in deals if names.get(deal.owner_id, each.author) != each.author]
        found[place] = dice.sample(others, min(each.uses, len(others)))
    return found
