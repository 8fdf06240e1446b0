"""A goal in words: its numbers, its terms, its progress. All text is mrkdwn. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from bot.common.bars import bar
from bot.common.dates import write_day
from bot.common.numbers import show_amount, write_amount
from bot.common.text import cut_at_word, plural
from bot.features.goals.rules.agreement import Terms
from bot.features.goals.rules.facts import GoalView
from bot.features.goals.rules.pace import Pace, PaceStatus
from bot.features.goals.rules.progress import (
    FROM_BELOW,
    Goal,
    GoalHealth,
    GoalKind,
    NotAvailable,
    RollUp,
    Share,
    percent,
)
from bot.features.goals.rules.state_machine import GoalState
from bot.slack.text import harmless, pieces, plain

# The most characters of a title in lists and sentences.
_TITLE = 120
# And of that of a window.
_WINDOW_TITLE = 24
DOTS = {
    PaceStatus.ahead: ":large_green_circle:",
    PaceStatus.on_track: ":large_green_circle:",
    PaceStatus.at_risk: ":large_yellow_circle:",
    PaceStatus.off_track: ":red_circle:",
    PaceStatus.not_begun: ":white_circle:",
    PaceStatus.over: ":white_circle:",
}
MOODS = {
    GoalHealth.on_track: ":large_green_circle:",
    GoalHealth.at_risk: ":large_yellow_circle:",
    GoalHealth.off_track: ":red_circle:",
    GoalHealth.blocked: ":no_entry:",
}
# How a goal goes, as an option of a form.
HEALTHS = {health: f"{MOODS[health]} {health.value.capitalize()}" for health in GoalHealth}
HOW_TO_REPORT = "+5k adds, 7k sets it"
_BEHIND = frozenset({PaceStatus.at_risk, PaceStatus.off_track})
_STATES = {
    GoalState.proposed: ":hourglass_flowing_sand: proposed, waits for {waits_for}",
    GoalState.countered: ":left_right_arrow: countered, waits for {waits_for}",
    GoalState.concern: ":speech_balloon: a concern is open",
    GoalState.accepted: ":handshake: accepted",
    GoalState.done: ":white_check_mark: done",
    GoalState.missed: ":heavy_minus_sign: missed",
    GoalState.dropped: ":wastebasket: dropped",
}


def amount(value: Decimal, kind: GoalKind, unit: str) -> str:
    """`12 deals`, `$50,000`, `40%`; of a milestone "there" from 1 on, else "not yet"."""
    if kind is GoalKind.milestone:
        return "there" if value >= 1 else "not yet"
    if kind is GoalKind.number:
        return f"{write_amount(value)} {unit}".strip()
    return show_amount(value, unit)


def has_number(goal: Goal) -> bool:
    """Whether a number of its own is reported: no milestone, and it does not roll up."""
    return goal.kind is not GoalKind.milestone and goal.roll_up is RollUp.own


def number_now(goal: Goal) -> str:
    """The goal's current number as a form begins with it: `$50,000`, `40%`, `12`."""
    return write_amount(goal.current, "" if goal.kind is GoalKind.number else goal.unit)


def how_far(goal: Goal) -> str:
    """The number now and the target, and how a new one is typed, for below a field."""
    aim, now = amount(goal.target, goal.kind, goal.unit), number_now(goal)
    if goal.is_down:
        return f"Now {now}, the aim is {aim}: write the number as it is."
    return f"Now {now} of {aim}. +1 adds to it, a plain number sets it."


def title(text: str) -> str:
    """A title made harmless, cut after 120 characters."""
    calm = harmless(text, {})
    cut = pieces(calm, _TITLE)[0]
    return cut if cut == calm else f"{cut}…"


def in_quotes(goal: Goal) -> str:
    """The title in quotation marks, for sentences that are shown in forms too."""
    return f"“{title(goal.title)}”"


def window_title(goal: Goal) -> str:
    """The goal's title in plain text, as long as the title of a window may be."""
    return cut_at_word(plain(goal.title, {}), _WINDOW_TITLE)


def terms_in_words(terms: Terms, kind: GoalKind, unit: str, today: date) -> str:
    """Terms as `0 → 12 deals, by Fri 31 Dec`; before `begins` with both days, a milestone without number."""
    when = f"by {write_day(terms.due, today)}"
    if terms.begins > today:
        when = f"{write_day(terms.begins, today)} to {write_day(terms.due, today)}"
    if kind is GoalKind.milestone:
        return when
    number = amount(terms.target, kind, unit)
    if terms.start:
        number = f"{show_amount(terms.start, unit if kind is not GoalKind.number else '')} → {number}"
    return f"{number}, {when}"


def heading(goal: Goal) -> str:
    """Name and title as `*G4*  *Close 12 deals*`, with a lock where it is private: of a goal that is open."""
    return named(goal, {goal.title.casefold()})


def named(goal: Goal, alike: Collection[str] = ()) -> str:
    """The title as `*Close 12 deals*`, for lists and sentences; with its name where `alike` has the title."""
    titled = f"*{title(goal.title)}*{' :lock:' if goal.private else ''}"
    return f"*{goal.name}*  {titled}" if goal.title.casefold() in alike else titled


def option_name(goal: Goal, alike: Collection[str] = ()) -> str:
    """As `named`, in plain text, for menus."""
    words = plain(goal.title, {})
    return f"{words} ({goal.name})" if goal.title.casefold() in alike else words


def titles_alike(goals: Iterable[Goal]) -> frozenset[str]:
    """The titles, in one case, that several of these goals have."""
    counted = Counter(goal.title.casefold() for goal in goals)
    return frozenset(text for text, count in counted.items() if count > 1)


def format_progress(line: GoalView, today: date, *, with_due: bool = True) -> str:
    """Progress in one line: share, pace and due day while active; else the state, with terms or share."""
    goal = line.goal
    if goal.state not in (GoalState.active, GoalState.done, GoalState.missed):
        stands = _STATES[goal.state].format(waits_for=line.waits_for)
        terms = terms_in_words(goal.agreement.on_the_table, goal.kind, goal.unit, today)
        return f"{stands} · {terms}"
    parts = [_progress_in_words(line)]
    if goal.state is GoalState.active:
        parts += _pace_in_words(goal, line.pace)
        parts += [due_in_words(goal, today)] if with_due else []
    else:
        parts.append(_STATES[goal.state])
    return " · ".join(parts)


def _progress_in_words(line: GoalView) -> str:
    """Share with a bar, and the numbers: `▰▰▰▰▰▰▱▱▱▱ 62% · 7 of 12 deals`."""
    goal, share = line.goal, line.share
    if goal.kind is GoalKind.milestone and goal.roll_up is RollUp.own:
        return f"{_bar(share)}{amount(goal.current, goal.kind, goal.unit)}"
    shown = f"{_bar(share)}{percent(share)}"
    if goal.roll_up in FROM_BELOW and isinstance(share, NotAvailable):
        return "from the goals below it: none is agreed yet"
    if goal.roll_up in FROM_BELOW:
        below = plural(line.goals_below, "goal") if line.goals_below else "the goals"
        return f"{shown} · from {below} below it"
    unit = goal.unit if goal.kind is not GoalKind.number else ""
    current, target = show_amount(goal.current, unit), amount(goal.target, goal.kind, goal.unit)
    by = " · follows a metric" if goal.roll_up is RollUp.metric else ""
    if goal.start:
        return f"{shown} · {current} ({show_amount(goal.start, unit)} → {target}){by}"
    return f"{shown} · {current} of {target}{by}"


def _bar(share: Share) -> str:
    """The bar with a blank behind it; nothing without a number, as empty means 0%."""
    return "" if isinstance(share, NotAvailable) else f"{bar(share)} "


def _pace_in_words(goal: Goal, pace: Pace | NotAvailable) -> list[str]:
    """The pace by the numbers, and the owner's word where it differs; empty without either."""
    own = goal.health if goal.health is not None and not _says_the_same(goal.health, pace) else None
    if not isinstance(pace, Pace):
        return [f"{MOODS[own]} {own}"] if own else []
    if own is not None:
        # "Though" is for what speaks against the word: a blocked goal that is on track.
        joint = "and" if own is not GoalHealth.on_track and pace.status in _BEHIND else "though"
        return [f"{MOODS[own]} {own}, {joint} {pace.status} by the numbers"]
    expected = f", {percent(pace.expected)} due" if pace.status in _BEHIND else ""
    return [f"{DOTS[pace.status]} {pace.status}{expected}"]


def _says_the_same(health: GoalHealth, pace: Pace | NotAvailable) -> bool:
    if not isinstance(pace, Pace):
        return False
    return health.value == (PaceStatus.on_track if pace.status is PaceStatus.ahead else pace.status).value


def due_in_words(goal: Goal, today: date) -> str:
    """`by Fri 31 Dec`; `3 days left` within a week, `ended on ...` afterwards."""
    left = (goal.due - today).days
    if left < 0:
        return f"ended on {write_day(goal.due, today)}"
    near = {0: "today is the last day", 1: "1 day left"}.get(left, f"{left} days left" if left <= 7 else "")
    return near or f"by {write_day(goal.due, today)}"
