"""A gap card: where somebody's shortfall lies, how sure that is, and what to talk about; frozen when made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.common.date_ranges import ONE_DAY, DateRange
from bot.features.skills.rules.rubric import RUBRICS
from bot.features.skills.rules.shrinkage import Strength, Trials

WEEKS = timedelta(weeks=26)
# Between two messages of likely gaps; cards of so many weeks have to be looked at.
APART = timedelta(days=28)
WEEKS_LOOKED_AT = 10
SDR = "sdr"
DEALS, SIZE, WIN_RATE, CONNECTED, YIELD = "deals", "size", "win_rate", "connected", "yield"


@dataclass(frozen=True)
class CardPart:
    """One factor of what somebody won, and what it makes of the gap: `amount`, in whole units.

    `stage`: of a conversion of a stage, its name. `own` and `others`: what passed and entered, of a
    conversion; of others together, or of oneself before. `shrunk`: the own rate, allowing for chance.
    """

    key: str
    move: str
    amount: int
    strength: Strength
    stage: str = ""
    own: Trials | None = None
    others: Trials | None = None
    shrunk: float | None = None

    @property
    def is_finding(self) -> bool:
        """Whether it is worth talking about as a gap."""
        return self.strength in (Strength.likely, Strength.worth_a_look)

    @property
    def rank(self) -> tuple[bool, int]:
        """Orders findings: the most negative first."""
        return not self.is_finding, self.amount


@dataclass(frozen=True)
class GapCard:
    """What was made on the Monday `week` of the 26 weeks before it.

    `people`: how many others stand beside, 0 for one's own weeks before; `alike` and `decided`: how many
    others there are, and what they decided together. `own` and `reference` are money in `currency`, or
    meetings where that is "". `shared`: bookings that come from shared deals and corrections. `parts` is ()
    where nothing was taken apart. `factors` and `like`: both sides of the formula, as people read them.
    """

    role: str
    week: date
    people: int
    alike: int
    decided: int
    own: int
    reference: int
    currency: str
    days: int
    steps: tuple[int, ...]
    like_steps: tuple[int, ...]
    has_amounts: bool = True
    shared: int = 0
    parts: tuple[CardPart, ...] = ()
    factors: tuple[str, ...] = ()
    like: tuple[str, ...] = ()

    @property
    def span(self) -> DateRange:
        """The 26 weeks that it is about."""
        return DateRange(self.week - WEEKS, self.week)

    @property
    def last_day(self) -> date:
        """The Sunday on which they end."""
        return self.week - ONE_DAY

    @property
    def finding(self) -> CardPart | None:
        """The part to talk about: the most negative that is worth a look at least; None without one."""
        found = min(self.parts, key=lambda part: part.rank, default=None)
        return found if found is not None and found.is_finding and found.amount < 0 else None

    @property
    def strengths(self) -> tuple[CardPart, ...]:
        """Conversions in which somebody is surely better than others."""
        return tuple(part for part in self.parts if part.strength is Strength.strong)

    def part(self, key: str) -> CardPart | None:
        """The part with this key; None where this card has none."""
        return next((part for part in self.parts if part.key == key), None)

    def skill_keys(self, part: CardPart) -> tuple[str, ...]:
        """The skills of the role to which a part leads, in the order of the rubric."""
        role = RUBRICS.get(self.role)
        return tuple(skill.key for skill in role.skills if part.move in skill.moves) if role else ()


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
