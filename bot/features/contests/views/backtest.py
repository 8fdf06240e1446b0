"""How a contest would have ended in the past, for its maker, before anybody hears of it. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.common.text import any_of, listed
from bot.features.contests.rules.backtest import BacktestResult
from bot.features.contests.rules.facts import Contest
from bot.features.contests.rules.planning import ContestState, alternatives, rules_from
from bot.features.contests.views.card import buttons, rule_lines
from bot.slack.blocks import Block, actions, context, modal, section


def test_blocks(
    contest: Contest, found: BacktestResult, names: Mapping[str, str], *, can_be_padded: bool
) -> list[Block]:
    """The winners of each replay, with warnings and what to choose instead."""
    rules = rules_from(contest.rules)
    if not found.replays:
        text = "The books do not reach back far enough to play it on the past."
        return [section(f":information_source: {text}")]

    def named(ids: Sequence[str]) -> str:
        return listed([names.get(who, "Someone") for who in ids]) or "nobody"

    lines = [f"• {replay.label}: {named(replay.winners)}" for replay in found.replays]
    count = len(found.replays)
    told = []
    others = any_of(alternatives(rules))
    if found.one_wins and count > 1:
        told.append(
            f":warning: *{names.get(found.usual, 'Someone')} would have won {found.times} of {count}.* "
            f"The others may leave it by day three{f': try {others}' if others else ''}."
        )
    if found.few_near and rules.bar is None:
        told.append(f":warning: *Only a few were ever near the top.* For the middle, too: {others}.")
    if found.padding_wins:
        told.append(
            ":warning: *Padding would win.* Half as much again brings the middle to the top: choose an "
            "outcome, such as deals won or wins per 100 meetings."
        )
    if not can_be_padded:
        told.append("Writing more down does not help: it is counted from your deals.")
    if not told or (len(told) == 1 and not can_be_padded):
        told.insert(0, ":white_check_mark: Different people would have won.")
    return [
        section(f"*On the past, by the same rules*\n{chr(10).join(lines)}"),
        *(section(text) for text in told),
        context("Only you can see this."),
    ]


def test_view(
    contest: Contest, found: BacktestResult, names: Mapping[str, str], *, can_be_padded: bool
) -> dict[str, Any]:
    """Modal after the plan is stored: the rules, the replays, and the buttons for what comes next."""
    name, is_draft = rules_from(contest.rules).name, contest.state == ContestState.draft.value
    told = f"*{name}* is planned. Nobody knows of it yet." if is_draft else f"*{name}* on the days before it."
    own = buttons(contest, may_change=True, may_decline=False)
    blocks = [
        section(told),
        section(rule_lines(contest.rules)),
        *test_blocks(contest, found, names, can_be_padded=can_be_padded),
        *([actions(*own)] if own else []),
    ]
    return modal("contests.tested", "Before it begins", blocks)
