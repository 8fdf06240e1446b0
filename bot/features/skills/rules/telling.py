"""When a rep is told of a likely gap: only when it is new, and once in four weeks at most. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.features.skills.rules.cards import GapCard
from bot.features.skills.rules.shrinkage import Strength

# Between two messages; cards of so many weeks have to be looked at.
APART = timedelta(days=28)
WEEKS_LOOKED_AT = 10


def _likely(card: GapCard) -> str:
    found = card.finding
    return found.key if found is not None and found.strength is Strength.likely else ""


def is_told(cards: Sequence[GapCard]) -> bool:
    """Whether the last of these cards, the oldest first, is one that its person is told of.

    It names a likely gap that the card before did not, and none was told of in the 28 days before.
    """
    told: list[date] = []
    before = ""
    for card in cards:
        likely = _likely(card)
        is_new = bool(likely) and likely != before
        if is_new and not (told and card.week - told[-1] < APART):
            told.append(card.week)
        before = likely
    return bool(told) and told[-1] == cards[-1].week
