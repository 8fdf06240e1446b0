"""What is judged, and what came of it, as plain facts; pure."""

from dataclasses import dataclass
from datetime import date

from bot.common.date_ranges import DateRange
from bot.common.dates import write_day
from bot.common.text import plural
from bot.features.skills.rules.cards import CONNECTED, WIN_RATE, YIELD
from bot.features.skills.rules.history import LEAST_HISTORY
from bot.features.skills.rules.outcome import EffectEstimate, OutcomeWord
from bot.features.skills.rules.shrinkage import Trials
from bot.features.skills.rules.wording import YOU, Addressed, percent, rounded

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
    `days`: those over which the change was looked for. `before`: the own tries (of a count: days) of the 26
    weeks before; `usual`: the others' rate. `role` and `flag`: of the untouched windows; `variance`: V.
    """

    action: WatchedAction
    word: OutcomeWord
    expected: float
    after: Trials
    estimate: EffectEstimate | None
    histories: int
    is_alone: bool
    stage: str = ""
    days: DateRange | None = None
    before: Trials | None = None
    usual: float | None = None
    role: str = ""
    flag: str = ""
    variance: float = 0.0


def watched_name(metric: str, stage: str = "") -> str:
    """What is watched, in words."""
    known = {WIN_RATE: "Win rate", YIELD: "Meetings per connected call", **_COUNT_NAMES}
    return stage or known.get(metric, metric)


def beforehand(found: VisibleBeforehand, metric: str = WIN_RATE) -> str:
    """What is said before anything is done."""
    things = "connected calls" if metric == YIELD else "decided deals"
    deals, day = f"{found.tries} {things}", write_day(found.until, found.until)
    points = -(-int(found.change * 10_000) // 100)
    return f"With about {deals} by {day}, only a change of some {points} points could be told from chance."


def headline(card: OutcomeCard) -> str:
    """`*Recap mail after each demo: cannot tell yet.*`; words as harmless mrkdwn."""
    return f"*{card.action.title}: {_WORDS[card.word]}.*"


def numbers(card: OutcomeCard) -> str:
    """What was to be expected, what came, and how sure the difference is."""
    name, estimate = watched_name(card.action.metric, card.stage), card.estimate
    if card.word is OutcomeWord.too_few or estimate is None:
        few = card.after.passed if card.action.metric in COUNTS else card.after.entered
        return f"{name}: only {few} since, which is too few to say anything."
    if card.action.metric in COUNTS:
        now = f"{float(card.after.rate):.1f}"
        effect = f"{estimate.effect:+.1f}, from {estimate.low:+.1f} to {estimate.high:+.1f}"
        return f"{name}: {card.expected:.1f} was usual, {now} since: {effect}."
    since = f"{percent(card.after)} since ({card.after.passed} of {card.after.entered})"
    told = f"{name}: {rounded(card.expected)} was to be expected without it, {since}: {points(estimate)}."
    if card.word is OutcomeWord.did_not_move:
        return f"{told} Something else may help more."
    return told


def caution(card: OutcomeCard, who: Addressed = YOU) -> str:
    """How it was judged; "" where there is nothing to add."""
    if card.estimate is None or card.action.metric in COUNTS:
        return ""
    told = []
    if card.histories < LEAST_HISTORY:
        few = f"there are fewer than {LEAST_HISTORY} earlier windows like this one ({card.histories})"
        told.append(f"Judged with care: {few}.")
    if card.is_alone:
        measure = f"{who.your} own rate of before is the measure"
        told.append(f"Nobody here is close enough to compare with, so {measure}.")
    return " ".join(told)


def why(card: OutcomeCard, who: Addressed = YOU) -> list[str]:
    """How a card came about: a sentence for each step, with the numbers of it."""
    estimate, days, before = card.estimate, card.days, card.before
    told = []
    if days is not None:
        first, last = (write_day(day, days.last) for day in (days.start, days.last))
        told.append(f"Looked at: {first} to {last}.")
    if card.action.metric in COUNTS:
        if before is not None:
            told.append(f"Before: {before.passed:,} on {plural(before.entered, 'working day')} of 26 weeks.")
        told.append(f"Since: {card.after.passed:,} on {plural(card.after.entered, 'working day')}.")
        told.append("The interval is as wide as such counts differ from week to week by themselves.")
        return told
    if before is not None:
        told.append(f"Before: {before.passed} of {before.entered} ({percent(before)}) in 26 weeks.")
    if card.usual is not None:
        whom = f"{who.your} own year before" if card.is_alone else f"people like {who.you}"
        told.append(
            f"Whoever is low for a while gets better by chance alone: so {rounded(card.expected)} was to be "
            f"expected, between that and the {rounded(card.usual)} of {whom}."
        )
    if estimate is not None:
        told.append(
            "What others changed by meanwhile is taken off. The interval says where the change lies if such "
            "windows end as they do when nobody does anything: nineteen of twenty times not above its end."
        )
        if card.histories >= LEAST_HISTORY:
            told.append(f"Measured by {card.histories} earlier windows in which nothing was done.")
    return told


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
