"""Closed rounds of ratings, one that waits, and one outcome of each word, for the demo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.date_ranges import DateRange
from bot.db.transaction import Transaction
from bot.demo.seed.coaching_words import LEVELS
from bot.features.coaching.repository.outcomes import OutcomeRepository
from bot.features.coaching.repository.talks import CoachingTalkRepository
from bot.features.skills.models import SkillAgreedRow, SkillRatingRow, SkillRoundRow
from bot.features.skills.repository.rounds import RoundRepository
from bot.features.skills.rules.outcome import EffectEstimate, OutcomeWord
from bot.features.skills.rules.outcome_facts import OutcomeCard, WatchedAction
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.rules.shrinkage import Trials
from bot.features.skills.service.watching import stored

_CLOSED_AGO, _OPENED_AGO = timedelta(days=40), timedelta(days=3)
_LATER = timedelta(days=8)
# Whose round, with whom, and by how much the manager rates lower.
_ROUNDS = (("ben", "ana"), ("grace", "ana"), ("jamal", "ana"), ("dario", "lucia"), ("hugo", "lucia"))


@dataclass(frozen=True)
class SeededOutcome:
    """What came of an action: days ago, what was expected, what came, and the effect with its interval."""

    person: str
    title: str
    skill: str
    ago: int
    word: OutcomeWord
    expected: float
    after: Trials
    effect: EffectEstimate | None


_OUTCOMES = (
    SeededOutcome(
        "grace",
        "Ask who else has to agree before a price is named",
        "discovery",
        24,
        OutcomeWord.moved,
        0.2654,
        Trials(21, 40),
        EffectEstimate(0.2596, 0.0685, 0.3867),
    ),
    SeededOutcome(
        "ben",
        "Recap mail after each demo",
        "discovery",
        12,
        OutcomeWord.cannot_tell,
        0.2654,
        Trials(12, 40),
        EffectEstimate(0.0346, -0.1565, 0.1617),
    ),
    SeededOutcome(
        "jamal",
        "Trade each discount for a longer term",
        "negotiation",
        31,
        OutcomeWord.did_not_move,
        0.2654,
        Trials(34, 160),
        EffectEstimate(-0.0529, -0.1874, 0.0266),
    ),
    SeededOutcome(
        "kavya",
        "Three new accounts a week from the hospital list",
        "prospecting",
        0,
        OutcomeWord.too_few,
        0.2654,
        Trials(3, 11),
        None,
    ),
)


class SkillSeeder:
    """Stores ratings and outcomes, within the transaction of the 1:1s."""

    def __init__(self, ids: Mapping[str, str], now: datetime) -> None:
        self._ids, self._now = ids, now

    async def store(self, transaction: Transaction) -> None:
        """Stores five closed rounds, Kavya's that waits for Ana, and four outcomes."""
        repository = RoundRepository(transaction)
        names = [*_ROUNDS, ("kavya", "ana")]
        statement = repository.insert(SkillRoundRow).returning(SkillRoundRow.id, sort_by_parameter_order=True)
        rows = [self._round(person, manager) for person, manager in names]
        ids = list((await repository.add(statement, rows)).scalars())
        ratings, agreed = [], []
        for round_id, (person, manager) in zip(ids, names, strict=True):
            for place, skill in enumerate(RUBRICS["ae"].skills):
                own, theirs = _levels(person, skill.key, place)
                raters = [(person, own)] if person == "kavya" else [(person, own), (manager, theirs)]
                for rater, level in raters:
                    of_skill = {"round_id": round_id, "rater_id": self._ids[rater], "skill": skill.key}
                    ratings.append(of_skill | {"level": level, "words": "", "evidence": []})
                if person != "kavya":
                    agreed.append(
                        {
                            "round_id": round_id,
                            "skill": skill.key,
                            "level": (own + theirs) // 2,
                            "by": self._ids[manager],
                            "confirmed_at": self._now - _CLOSED_AGO + _LATER,
                        }
                    )
        await repository.add(repository.insert(SkillRatingRow), ratings)
        await repository.add(repository.insert(SkillAgreedRow), agreed)
        await self._outcomes(transaction)

    def _round(self, person: str, manager: str) -> dict[str, object]:
        is_open = person == "kavya"
        opened = self._now - (_OPENED_AGO if is_open else _CLOSED_AGO)
        ended = None if is_open else opened + _LATER
        return {
            "person_id": self._ids[person],
            "manager_id": self._ids[manager],
            "role": "ae",
            "lines": {skill.key: list(skill.lines) for skill in RUBRICS["ae"].skills},
            "state": "open" if is_open else "closed",
            "opened_by": self._ids[person],
            "opened_at": opened,
            "due_on": (opened + timedelta(days=10)).date(),
            "person_at": opened + timedelta(hours=2),
            "manager_at": None if is_open else opened + timedelta(days=2),
            "person_ended": not is_open,
            "manager_ended": not is_open,
            "shown_at": None if is_open else opened + timedelta(days=2),
            "closed_at": ended,
        }

    async def _outcomes(self, transaction: Transaction) -> None:
        series = {row.person_id: row for row in await CoachingTalkRepository(transaction).live()}
        rows = []
        for number, each in enumerate(_OUTCOMES):
            row = series[self._ids[each.person]]
            made = self._now - timedelta(days=each.ago)
            begun = made.date() - timedelta(days=80)
            action = WatchedAction(row.person_id, each.title, "win_rate", begun)
            card = OutcomeCard(
                action,
                each.word,
                each.expected,
                each.after,
                each.effect,
                4,
                is_alone=False,
                days=DateRange(begun + timedelta(days=21), made.date()),
                before=Trials(12, 80),
                usual=0.3653,
                role="ae",
                flag="likely",
                variance=0.006,
            )
            rows.append(
                {
                    # Of an action of before, of which nothing else is left.
                    "item_id": -1 - number,
                    "series_id": row.id,
                    "owner_id": row.person_id,
                    "manager_id": row.manager_id,
                    "metric": "win_rate",
                    "skill": each.skill,
                    "begun_on": begun,
                    "facts": stored(card),
                    "is_in_prep": True,
                    "answer": "",
                    "made_at": made,
                }
            )
        await OutcomeRepository(transaction).keep(rows)


def _levels(person: str, skill: str, place: int) -> tuple[int, int]:
    """One's own level, and the manager's."""
    if (person, skill) in LEVELS:
        return LEVELS[person, skill]
    own = 1 + (place + len(person)) % 3
    return own, max(1, own - (place % 3 == 1))
