"""What is judged, and what came of it, as plain facts; pure."""

from dataclasses import dataclass
from datetime import date

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.features.skills.rules.cards import CONNECTED, WIN_RATE, YIELD
from bot.features.skills.rules.history import LEAST_HISTORY
from bot.features.skills.rules.outcome import EffectEstimate, OutcomeWord
from bot.features.skills.rules.shrinkage import Trials
from bot.features.skills.rules.wording import percent, rounded

# Counts a day that an action may watch, by the kinds of activities that they count.
COUNTS = {
    "calls": ("call", "connected_call"),
    CONNECTED: ("connected_call",),
    "meetings": ("meeting",),
    "emails": ("email",),
}
_COUNT_NAMES = {
    "calls": "Calls a day",
    CONNECTED: "Connected calls a day",
    "meetings": "Meetings a day",
    "emails": "E-mails a day",
}
_WORDS = {
    OutcomeWord.moved: "moved",
    OutcomeWord.cannot_tell: "cannot tell yet",
    OutcomeWord.did_not_move: "did not move",
    OutcomeWord.too_few: "too few to say",
}


@dataclass(frozen=True)
class WatchedAction:
    """An action as skills need it: whose, what it watches (a conversion of a card, or a key of `COUNTS`)."""

    person_id: str
    title: str
    metric: str
    begun_on: date


@dataclass(frozen=True)
class ActionSpan:
    """Days on which an action was open: nothing that ends meanwhile is untouched."""

    person_id: str
    metric: str
    skill: str
    days: DateRange


@dataclass(frozen=True)
class VisibleBeforehand:
    """What could be seen of a change: `tries` are expected by `until`; `change` in points, 0.26 of 26."""

    tries: int
    until: date
    change: float


@dataclass(frozen=True)
class OutcomeCard:
    """What came of an action. `expected`: the rate, or the count a day, to be expected without it.

    `histories`: how many untouched windows it was judged by; `is_alone`: there was nobody to compare with.
    """

    action: WatchedAction
    word: OutcomeWord
    expected: float
    after: Trials
    estimate: EffectEstimate | None
    histories: int
    is_alone: bool
    stage: str = ""


def watched_name(metric: str, stage: str = "") -> str:
    """What is watched, in words."""
    known = {WIN_RATE: "Win rate", YIELD: "Meetings per connected call", **_COUNT_NAMES}
    return stage or known.get(metric, metric)


def beforehand(found: VisibleBeforehand) -> str:
    """What is said before anything is done."""
    deals, day = f"{found.tries} decided deals", write_day(found.until, found.until)
    points = -(-int(found.change * 10_000) // 100)
    return f"With about {deals} by {day}, only a change of some {points} points could be told from chance."


def headline(card: OutcomeCard) -> str:
    """`*Recap mail after each demo: cannot tell yet.*`; words as harmless mrkdwn."""
    return f"*{card.action.title}: {_WORDS[card.word]}.*"


def numbers(card: OutcomeCard) -> str:
    """What was to be expected, what came, and how sure the difference is."""
    name, estimate = watched_name(card.action.metric, card.stage), card.estimate
    if card.word is OutcomeWord.too_few or estimate is None:
        return f"{name}: only {card.after.entered} since, which is too few to say anything."
    if card.action.metric in COUNTS:
        now = f"{float(card.after.rate):.1f}"
        effect = f"{estimate.effect:+.1f}, from {estimate.low:+.1f} to {estimate.high:+.1f}"
        return f"{name}: {card.expected:.1f} was usual, {now} since: {effect}."
    since = f"{percent(card.after)} since ({card.after.passed} of {card.after.entered})"
    told = f"{name}: {rounded(card.expected)} was to be expected without it, {since}: {points(estimate)}."
    if card.word is OutcomeWord.did_not_move:
        return f"{told} Something else may help more."
    return told


def caution(card: OutcomeCard) -> str:
    """How it was judged; "" where there is nothing to add."""
    if card.estimate is None or card.action.metric in COUNTS:
        return ""
    told = []
    if card.histories < LEAST_HISTORY:
        few = f"there are fewer than {LEAST_HISTORY} earlier windows like this one ({card.histories})"
        told.append(f"Judged with care: {few}.")
    if card.is_alone:
        told.append("Nobody here is close enough to compare with, so your own rate of before is the measure.")
    return " ".join(told)


def points(estimate: EffectEstimate) -> str:
    """`+3 points, from -16 to +16`."""
    effect, low, high = (f"{_point(each):+d}" for each in (estimate.effect, estimate.low, estimate.high))
    return f"{effect} points, from {low} to {high}"


def _point(share: float) -> int:
    return int(abs(share) * 100 + 0.5) * (-1 if share < 0 else 1)


def team_line(skill: str, actions: int, found: EffectEstimate | None, histories: int) -> str:
    """The pooled answer for whoever leads a team."""
    if found is None:
        return f"A team's answer needs {LEAST_HISTORY} earlier windows like these: {histories} so far."
    return f"{actions} actions on {skill}: {points(found)}: {_WORDS[found.word()]}."
