"""One contest as its people see it, and the list of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.common.text import listed, plural
from bot.features.contests.rules.facts import MOST_HALFWAY, Contest, ContestScore, is_untouched
from bot.features.contests.rules.planning import ContestRules, ContestState, Ties, rules_from
from bot.features.kudos.views.board import MEDALS
from bot.features.leaderboards.rules.ranking import FEWEST_VISIBLE
from bot.features.leaderboards.rules.specs import BOOKINGS, GOALS, OWN_MEASURES, Engine
from bot.features.metrics.rules.apart.kind_metrics import MetricsByKey
from bot.features.metrics.rules.catalogue import CATALOGUE
from bot.features.metrics.rules.figures import Unit
from bot.features.metrics.rules.formatting import unplaced
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirm,
    context,
    header,
    modal,
    section,
)
from bot.slack.layouts import entry_card

NEW, SHOW, MINE, MINE_HALFWAY, DECLINE, LAUNCH, CANCEL, CHANGE, TEST = (
    "contests.new",
    "contests.show",
    "contests.mine",
    "contests.mine:halfway",
    "contests.decline",
    "contests.launch",
    "contests.cancel",
    "contests.change",
    "contests.test",
)
_STATES = {
    ContestState.draft: "draft",
    ContestState.launched: "goes on",
    ContestState.final: "over",
    ContestState.cancelled: "cancelled",
}
# Pacer's own; those of the workspace are named by their key.
_METRICS = MetricsByKey(CATALOGUE)
_TOO_EARLY = "Too early to name anybody."


def measure_words(rules: Mapping[str, Any]) -> str:
    """By what a contest is decided, in words."""
    what, engine = rules["what"], rules["engine"]
    metric = _METRICS.get(what)
    name = OWN_MEASURES.get(what) or (metric.name if metric else what.replace("_", " ").capitalize())
    if what == BOOKINGS and engine == Engine.attainment:
        return "quota attainment"
    if engine == Engine.improved:
        return f"most improved in {name.lower()}, against everybody's own usual week"
    return (
        f"{name.lower()} against target" if engine == Engine.attainment and what != "goals" else name.lower()
    )


def rule_lines(rules: Mapping[str, Any]) -> str:
    """The stored rules as four mrkdwn lines, as everybody may read them."""
    found = rules_from(rules)
    by = "Teams against each other" if found.by_team else "Everybody for themselves"
    wins = f"everybody from {bar_words(found)} on wins" if found.bar is not None else "the best wins"
    ties = "who was there first, then more deals; else it is shared"
    ties = ties if found.ties is Ties.reach else "it is shared"
    late = f"what is dated in it and comes in within {plural(found.late_days, 'working day')} after the end"
    return (
        f"• {by}, by {measure_words(rules)}: {wins}\n"
        f"• {found.days.label}; late data: {late} counts\n"
        f"• Between equals: {ties}\n"
        f"• Prize: {found.prize or 'honour'}"
    )


def bar_words(rules: ContestRules) -> str:
    """The bar as people write it, such as 100% or 12; "" without a bar."""
    if rules.bar is None:
        return ""
    what, metric = rules.measure.what, _METRICS.get(rules.measure.what)
    is_percent = what == GOALS or (metric is not None and metric.unit is Unit.percent)
    is_share = rules.measure.engine is not Engine.raw or is_percent
    value = rules.bar * 100 if is_share else rules.bar
    return f"{value.normalize():,f}{'%' if is_share else ''}"


def list_message(contests: Sequence[Contest], *, may_hold: bool) -> Message:
    """Answer to `/contest`: the contests the viewer may see; `may_hold` adds "New contest"."""
    blocks: list[Block] = [header("Contests")]
    for contest in contests:
        rules = rules_from(contest.rules)
        opens = button("Open", f"{SHOW}:list", value=str(contest.id))
        state = _STATES[ContestState(contest.state)]
        blocks += entry_card(f"{contest.number}. {rules.name}", state, rules.days.label, opens)
    if not contests:
        blocks.append(section("There is no contest for you now."))
    if may_hold:
        blocks.append(actions(button("New contest", NEW, style="primary")))
    return Message("Contests", blocks)


def card(
    contest: Contest,
    place: str,
    standing: ContestScore | None,
    *,
    may_change: bool,
    may_decline: bool,
    news: str = "",
) -> Message:
    """One contest: rules, fingerprint, score, the viewer's `place` ("": none); `news` is a line above it.

    `standing`: the score, None before the first day.
    """
    rules = rules_from(contest.rules)
    title = f"{rules.name} ({_STATES[ContestState(contest.state)]})"
    blocks: list[Block] = [
        *([context(news)] if news else []),
        header(title[:150]),
        section(rule_lines(contest.rules)),
    ]
    if standing:
        blocks += standing_blocks(standing, over=contest.state == ContestState.final.value)
    if place:
        blocks.append(section(f":round_pushpin: {place}"))
    blocks += _fingerprint(contest)
    elements = buttons(contest, may_change=may_change, may_decline=may_decline)
    return Message(title, [*blocks, *([actions(*elements)] if elements else [])])


def _fingerprint(contest: Contest) -> list[Block]:
    if contest.fingerprint is None:
        return []
    if not is_untouched(contest):
        return [section(":warning: *The rules are not those that were frozen at the start.*")]
    return [context(f"Rules frozen at the start: `{contest.fingerprint}`")]


def buttons(contest: Contest, *, may_change: bool, may_decline: bool) -> list[Element]:
    """Buttons for what the viewer may do with a contest in its state; perhaps none."""
    value, found = str(contest.id), []
    if may_decline:
        found.append(button("Not for me", DECLINE, value=value))
    if may_change and contest.state == ContestState.draft.value:
        found += [
            button("Launch", LAUNCH, value=value, style="primary"),
            button("Test on the past", TEST, value=value),
            button("Change", CHANGE, value=value),
        ]
    if may_change and contest.state in (ContestState.draft.value, ContestState.launched.value):
        ask = confirm(
            "Cancel it?", "Nothing more is said of it, and nobody wins.", yes="Cancel it", no="Keep it"
        )
        found.append(button("Cancel it", CANCEL, value=value, style="danger", ask=ask))
    return found


def over_bar_line(score: ContestScore) -> str:
    """How many are over the bar, in one sentence."""
    return f"{score.over} of {score.people} {'is' if score.over == 1 else 'are'} over the bar."


def halfway_line(score: ContestScore) -> str:
    """What a channel reads in the middle of a contest: how many are over the bar, or the first three now."""
    if score.is_bar:
        return over_bar_line(score)
    near = [(rank, f"*{name}*, {said}") for rank, name, said in score.rows if rank <= MOST_HALFWAY]
    if score.is_resting:
        among = f" Among the first: {'; '.join(said for _, said in near)}." if near else ""
        return f"{score.ranked} of {score.people} have a place by now.{among}"
    if not near or score.ranked < FEWEST_VISIBLE:
        return _TOO_EARLY
    first = "; ".join(said for rank, said in near if rank == 1)
    then = "; ".join(said for rank, said in near if rank > 1)
    return f"First now: {first}." + (f" Then {then}." if then else "")


def standing_blocks(score: ContestScore, *, over: bool) -> list[Block]:
    """Who is ahead, who has no place, and the sources; `over`: who won comes first."""
    lines = [f"{MEDALS.get(rank, f'{rank}.')} *{name}*  {said}" for rank, name, said in score.rows]
    if score.is_bar:
        lines.append(over_bar_line(score))
    elif not lines and not over:
        lines.append(_TOO_EARLY)
    told = unplaced(score.missing)
    end = [section(winner_line(score))] if over else []
    return [
        *end,
        *([section("\n".join(lines))] if lines else []),
        *([context(f"Without a place: {told}")] if told else []),
        *([context(score.sources)] if score.sources else []),
    ]


def winner_line(score: ContestScore) -> str:
    """Who won, why and what, in one line; or that nobody did."""
    prize = f" The prize: {score.prize}." if score.prize else ""
    if not score.won and score.over:
        # Naming them would name the one who is not among them.
        return f":checkered_flag: {score.over} of {score.people} are over the bar and win.{prize}"
    if not score.won:
        none = "Nobody is over the bar" if score.is_bar and score.ranked else "Nobody scored"
        return f"{none}, so nobody wins."
    who = listed([f"*{name}*" for name in score.won])
    why = f" ({score.why})" if score.why else ""
    return f":checkered_flag: {who} {'wins' if len(score.won) == 1 else 'win'}{why}.{prize}"


def as_modal(message: Message) -> dict[str, Any]:
    """A card's blocks as a modal, for a button that was pressed in one."""
    return modal("contests.card", "Contest", message.blocks)
