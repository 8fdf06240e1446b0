"""Gap cards in words: numbers, names of parts, what may be said of a finding; pure."""

from dataclasses import dataclass
from decimal import Decimal

from bot.common.dates import write_day
from bot.common.numbers import write_amount
from bot.common.text import plural
from bot.features.skills.rules.cards import CONNECTED, DEALS, SDR, SIZE, WIN_RATE, YIELD, CardPart, GapCard
from bot.features.skills.rules.facts import ROLE_NAMES
from bot.features.skills.rules.gap import LEAST_PEOPLE, whole
from bot.features.skills.rules.shrinkage import Strength, Trials
from bot.slack.text import escape

NOTHING = "Nothing stands out: differences of this size come by chance."
# The text of the topic that a part leads to, by what it moves.
TOPICS = {
    "opportunities": "Where new deals come from",
    "first conversion": "What we find out before we show anything",
    "middle conversion": "What buyers still doubt after a demo",
    "last conversion": "What happens between the offer and the answer",
    "win rate": "What happens between the offer and the answer",
    "deal size": "What we give away, and what we could sell with it",
    "connected": "Whom we call, and when",
    "yield": "The first minute of a call",
}
_NAMES = {
    DEALS: "Deals decided",
    SIZE: "Deal size",
    WIN_RATE: "Win rate",
    CONNECTED: "Connected calls",
    YIELD: "Meetings per connected call",
}
# How a part is called in the split: below others, and not below.
_IN_SPLIT = {
    DEALS: ("fewer deals decided", "more deals decided"),
    SIZE: ("smaller deals", "larger deals"),
    CONNECTED: ("fewer connected calls", "more connected calls"),
    YIELD: ("meetings per call", "meetings per call"),
    WIN_RATE: ("win rate", "win rate"),
}


def percent(trials: Trials) -> str:
    """`14%`, half up; of no tries `0%`."""
    return f"{whole(trials.rate * 100)}%"


def rounded(share: float) -> str:
    """A share as whole percents, half up: `27%`."""
    return f"{int(share * 100 + 0.5)}%"


def amount(value: int, card: GapCard) -> str:
    """`$65,250`, or `12 meetings`."""
    return write_amount(_decimal(value), card.currency) if card.currency else plural(value, "meeting")


def signed(value: int, card: GapCard) -> str:
    """An amount with its sign, such as `+$14,488`, `-$7,886` or `+3`."""
    written = write_amount(_decimal(abs(value)), card.currency)
    return f"{'-' if value < 0 else '+'}{written}"


def _decimal(value: int) -> Decimal:
    return Decimal(value)


def part_name(part: CardPart) -> str:
    """What a part is called: `Win rate`, or the stage that it is about."""
    return escape(part.stage) if part.stage else _NAMES[part.key]


def in_split(part: CardPart) -> str:
    """What a part is called beside its amount: `larger deals`, `win rate`, `from Demo on`."""
    return f"from {escape(part.stage)} on" if part.stage else _IN_SPLIT[part.key][part.amount >= 0]


@dataclass(frozen=True)
class Addressed:
    """How the person of a card is called: `you` for themselves, by the first name for who leads them."""

    name: str = ""

    @property
    def you(self) -> str:
        """What they are called within a sentence: `you`, `Ben`."""
        return self.name or "you"

    @property
    def first(self) -> str:
        """At the beginning of a sentence, as in `You won`."""
        return self.name or "You"

    @property
    def your(self) -> str:
        """What is theirs: `your`, `Ben's`."""
        return f"{self.name}'s" if self.name else "your"


YOU = Addressed()


def heading(card: GapCard, who: Addressed = YOU) -> str:
    """`26 weeks to Sun 29 Nov, beside 6 Account Executives like you`."""
    beside = (
        f"{card.people} {ROLE_NAMES[card.role][1]} like {who.you}" if card.people else f"{who.you} before"
    )
    return f"26 weeks to {write_day(card.last_day, card.week)}, beside {beside}"


def comparison(card: GapCard, who: Addressed = YOU) -> str:
    """What was won, what others won, and the difference."""
    verb = "held" if card.role == SDR else "won"
    difference = card.reference - card.own
    more = "more" if difference >= 0 else "less"
    than = f"{amount(abs(difference), card)} {more} than {who.you if card.people else 'now'}"
    like = amount(card.reference, card)
    brought = f"brought to {who.your} working days: {than}."
    theirs = f"They {verb} {like} on average" if card.people else f"It was {like} in the 26 weeks before"
    return f"{who.first} {verb} {amount(card.own, card)}. {theirs}, {brought}"


def shared(card: GapCard) -> str:
    """The line that makes it the bookings that people know; "" where there is nothing to add."""
    return f"shared deals and corrections {signed(card.shared, card)}" if card.shared else ""


def split_line(card: GapCard) -> str:
    """The parts with their amounts, in the order of the formula."""
    told = [f"{in_split(part)} {signed(part.amount, card)}" for part in card.parts]
    return " · ".join(told)


def why_alone(card: GapCard, who: Addressed = YOU) -> str:
    """Why somebody stands beside themselves; "" where others do."""
    if card.people:
        return ""
    oneself = "you with yourself:" if not who.name else f"{who.name} with"
    weeks = f"so this compares {oneself} the 26 weeks before."
    if card.alike < LEAST_PEOPLE:
        has = "person has" if card.alike == 1 else "people have"
        number = str(card.alike) if card.alike else "no"
        return f"Only {number} {has} {who.your} role, segment and time here, {weeks}".replace(
            "Only no", "No other"
        )
    things = "connected calls" if card.role == SDR else "deals"
    return f"People like {who.you} have only {card.decided} {things} to compare with, {weeks}"


def not_split(card: GapCard, who: Addressed = YOU) -> str:
    """The sentence where nothing was taken apart; "" where it was."""
    if card.parts:
        return ""
    if not card.has_amounts:
        return f"More than a fifth of {who.your} won deals have no amount: there is nothing to take apart."
    entered, passed = card.steps[0], card.steps[-1]
    things, got = ("connected calls", "meetings") if card.role == SDR else ("decided deals", "")
    if not entered:
        return f"{who.first} had no {things} in these weeks: there is nothing to take apart."
    if not card.like_steps[0] or not card.like_steps[-1]:
        return "There is nothing yet to compare this with."
    like = Trials(card.like_steps[-1], card.like_steps[0])
    whom = f"people like {who.you}" if card.people else f"{who.you} before"
    if not passed:
        none = f"had no {got} from" if got else "won none of"
        return (
            f"{who.first} {none} {entered} {things}, {whom} {percent(like)}: there is nothing to take apart."
        )
    return "One of the numbers is 0: there is nothing to take apart."


def finding(part: CardPart, card: GapCard, who: Addressed = YOU) -> str:
    """What may be said of a part, by how sure it is: mrkdwn, its name in bold."""
    name = f"*{part_name(part)}"
    if part.own is None or part.others is None:
        whom = f"people like {who.you}" if card.people else f"{who.you} before"
        return f"{name}: worth a look.* {signed(part.amount, card)} beside {whom}."
    own = f"{part.own.passed} of {part.own.entered} ({percent(part.own)}) against {percent(part.others)}."
    if part.strength is Strength.likely and part.shrunk is not None:
        return f"{name}: likely a real gap.* {own} Allowing for chance, about {rounded(part.shrunk)}."
    if part.strength is Strength.strong:
        return f"{name}: this is a strength.* {own}"
    tries = plural(part.own.entered, "connected call" if part.key == YIELD else "deal")
    return f"{name}: worth a look.* {own} With {tries} this can still be chance."


def short_finding(part: CardPart, who: Addressed = YOU) -> str:
    """One line for a talk's preparation: `Win rate: 5 of 36 (14%), people like you 34%.`"""
    if part.own is None or part.others is None:
        return f"{part_name(part)}: less than people like {who.you}."
    own = f"{part.own.passed} of {part.own.entered} ({percent(part.own)})"
    return f"{part_name(part)}: {own}, people like {who.you} {percent(part.others)}."


def formula(card: GapCard, who: Addressed = YOU) -> list[str]:
    """The factors on both sides, a line each."""
    names = [part_name(part) for part in card.parts]
    whom = f"people like {who.you}" if card.people else f"{who.you} before"
    rows = zip(names, card.factors, card.like, strict=False)
    return [f"{name}: {_plainly(own)}, {whom} {_plainly(like)}" for name, own, like in rows]


def _plainly(factor: str) -> str:
    """Shares as percents, numbers without zeros behind the point."""
    value = Decimal(factor)
    if 0 < value < 1:
        return f"{value * 100:.1f}%"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def deal_amount(value: Decimal | None, currency: str) -> str:
    """The amount of a deal; "" without one."""
    return "" if value is None else write_amount(value, currency)
