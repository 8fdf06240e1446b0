"""What an admin sets up, step by step, and how Pacer runs after that. Pure."""

from collections.abc import Mapping

from bot.common.text import plural
from bot.features.home.rules.setup import Health, Setup, SetupFacts, SetupStep
from bot.slack.blocks import Block, Element, Message, actions, button, context, section

STEP, LEAVE_OUT = "home.step", "home.leave_out"
_TITLES = {
    SetupStep.teams: "Teams",
    SetupStep.channels: "A channel for each team",
    SetupStep.numbers: "Numbers come in",
    SetupStep.quotas: "Quotas",
    SetupStep.calendar: "Hours and holidays",
    SetupStep.values: "Your values",
    SetupStep.shoutouts: "Where thanks are posted",
    SetupStep.guests: "What guests may do",
}
# What is typed for who presses the button of a step: its label, and the command.
BEGINS: Mapping[SetupStep, tuple[str, str]] = {
    SetupStep.teams: ("Add a team", "/pacer teams"),
    SetupStep.channels: ("Choose channels", "/pacer teams"),
    SetupStep.numbers: ("How numbers come in", "/metrics import"),
    SetupStep.quotas: ("Set quotas", "/metrics quota"),
    SetupStep.calendar: ("Set hours", "/pacer calendar"),
    SetupStep.values: ("Choose values", "/pacer settings"),
    SetupStep.shoutouts: ("Choose a channel", "/pacer settings"),
    SetupStep.guests: ("Decide about guests", "/pacer settings"),
}
_BY_HAND = ("Enter by hand", "/metrics log")
BY_HAND = "by_hand"
# Without these there is nothing to show.
_NEEDED = frozenset({SetupStep.teams})


def setup_blocks(setup: Setup) -> list[Block]:
    """What is there in one line, and each step that is left with its buttons."""
    total, left = len(SetupStep), setup.open_steps
    blocks: list[Block] = [section(f"*Set Pacer up: {total - len(left)} of {total}*")]
    done = [_TITLES[step] for step in SetupStep if step not in left and not setup.is_left_out(step)]
    out = [_TITLES[step] for step in SetupStep if setup.is_left_out(step)]
    told = [f":white_check_mark: {title}" for title in done] + [
        f":heavy_minus_sign: {title}" for title in out
    ]
    if told:
        blocks.append(context(" · ".join(told)))
    for step in left:
        blocks += [section(f":white_circle: {_title(step, setup.facts)}"), actions(*_buttons(step))]
    return blocks


def setup_message(setup: Setup) -> Message:
    """The steps, for who asks for them outside of the App Home."""
    return Message("Set Pacer up", setup_blocks(setup))


def _title(step: SetupStep, facts: SetupFacts) -> str:
    counts = {
        SetupStep.channels: f"{facts.teams - facts.without_channel} of {plural(facts.teams, 'team')}",
        SetupStep.quotas: f"{facts.with_quota} of {facts.people:,} people",
    }
    has_any = facts.teams > 0 and step in counts
    return f"*{_TITLES[step]}*: {counts[step]}" if has_any else f"*{_TITLES[step]}*"


def _buttons(step: SetupStep) -> list[Element]:
    label, _ = BEGINS[step]
    found = [button(label, f"{STEP}:{step}", value=step.value)]
    if step is SetupStep.numbers:
        found.append(button(_BY_HAND[0], f"{STEP}:{BY_HAND}", value=BY_HAND))
    if step not in _NEEDED:
        found.append(button("Not for us", f"{LEAVE_OUT}:{step}", value=step.value))
    return found


def words_of(value: str) -> str | None:
    """The command that the button of a step types; None for a value that is none of ours."""
    if value == BY_HAND:
        return _BY_HAND[1]
    return BEGINS[SetupStep(value)][1] if value in SetupStep.__members__ else None


def health_blocks(health: Health) -> list[Block]:
    """How Pacer runs, in one line; a fault first."""
    told = []
    if health.down_since is not None:
        told.append(
            f":electric_plug: *Slack takes no messages* since {health.clock.write(health.down_since)}."
        )
    fails = f":warning: *{health.fails:,} failed*" if health.fails else "none failed"
    told.append(f"In 24 hours {health.sent:,} sent, {health.waits:,} wait, {fails}.")
    if health.heard_at is not None:
        told.append(f"Numbers from {health.clock.write(health.heard_at)}.")
    if health.next_at is not None:
        what = f"{health.next_title[:1].lower()}{health.next_title[1:]}"
        told.append(f"Next: {health.clock.write(health.next_at)}, {what}.")
    return [section(" ".join(told))]
