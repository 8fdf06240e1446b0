"""What actions can watch, what could be seen of it, and outcomes: as they are kept, and of a whole team."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from bot.db.transaction import Transaction
from bot.features.people.service.settings import settings_of
from bot.features.skills.repository.cards import CardRepository
from bot.features.skills.rules.cards import SDR
from bot.features.skills.rules.history import LEAST_HISTORY, UntouchedHistory
from bot.features.skills.rules.outcome import EffectEstimate
from bot.features.skills.rules.outcome_facts import (
    COUNTS,
    OutcomeCard,
    WatchedAction,
    beforehand,
    watched_name,
)
from bot.features.skills.rules.pooled import ActionEffect, pooled_outcome
from bot.features.skills.rules.series import metrics_of, place_of
from bot.features.skills.rules.settings import SkillSettings
from bot.features.skills.service.outcomes import visible_beforehand
from bot.features.skills.service.profiles import profile_of
from bot.features.workspace import service as workspace

_STORED: TypeAdapter[OutcomeCard] = TypeAdapter(OutcomeCard)


def stored(card: OutcomeCard) -> dict[str, Any]:
    """A card as it is kept."""
    kept: dict[str, Any] = _STORED.dump_python(card, mode="json")
    return kept


def restored(facts: Mapping[str, Any]) -> OutcomeCard:
    """A card that was kept."""
    return _STORED.validate_python(facts)


async def watchable(transaction: Transaction, person_id: str) -> Mapping[str, str]:
    """Names of the figures that an action of somebody can watch, by metric, conversions first.

    Empty: nobody has said what they sell, or an admin has switched outcomes off.
    """
    profile = await profile_of(transaction, person_id)
    if not profile.role or not (await settings_of(transaction, SkillSettings)).outcome_cards:
        return {}
    stages = (await workspace.books_of(transaction)).stages
    found = {}
    for metric in metrics_of(profile.role, stages, SDR):
        place = place_of(metric)
        found[metric] = watched_name(metric, "" if place is None else stages[place])
    return {**found, **{metric: watched_name(metric) for metric in COUNTS}}


async def foreseen(transaction: Transaction, action: WatchedAction, now: datetime) -> str:
    """What could be seen of a change of what an action watches, said before anything is done."""
    if action.metric in COUNTS:
        days = (await settings_of(transaction, SkillSettings)).window_days
        return f"{watched_name(action.metric)}: looked at after {days} working days."
    found = await visible_beforehand(transaction, action, now)
    if found is None:
        return "Too little is known of before to say what could be told from chance."
    return beforehand(found, action.metric)


async def pooled(transaction: Transaction, cards: Sequence[OutcomeCard]) -> tuple[EffectEstimate | None, int]:
    """What the actions of these cards came to together, and how many untouched windows there are.

    None: they are too few, or judged by too little history. One card of a person and metric.
    """
    kinds = {(card.action.metric, card.role, card.flag) for card in cards}
    repository = CardRepository(transaction)
    known = {kind: UntouchedHistory(tuple(await repository.windows(*kind))) for kind in kinds}
    fewest = min((len(history.z) for history in known.values()), default=0)
    effects = [
        ActionEffect(
            card.action.person_id,
            card.estimate.effect,
            card.variance,
            known[card.action.metric, card.role, card.flag],
        )
        for card in cards
        if card.estimate is not None
    ]
    if any(card.histories < LEAST_HISTORY for card in cards):
        return None, min(fewest, *(card.histories for card in cards))
    return pooled_outcome(effects), fewest
