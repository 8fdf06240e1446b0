"""Goals in the App Home: one's own, the next check-in, and a manager's team. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.common.text import plural
from bot.features.goals.rules.facts import NEW_GOAL, Listing
from bot.features.goals.rules.progress import RollUp
from bot.features.goals.rules.state_machine import GoalState
from bot.features.goals.views.list import PAGE, line_block
from bot.slack.blocks import Block, actions, button, context, header, section
from bot.slack.text import local_time

MOST = 5


@dataclass(frozen=True)
class GoalSummary:
    """What somebody sees of goals in the App Home; `team` only for those who lead one.

    `next_at`: instant of the next check-in, None for none; `check_in`: action_id of the button that opens its
    form.
    """

    own: Listing
    team: Listing | None
    next_at: datetime | None
    check_in: str
    today: date


def home_blocks(mine: GoalSummary) -> list[Block]:
    """Section of the App Home: five goals of one's own, and five of the team for managers."""
    blocks = [header("Your goals"), *_waiting(mine.own)]
    blocks += [line_block(line, mine.today, with_owner=False) for line in mine.own.page.rows[:MOST]]
    if not mine.own.page.rows:
        blocks.append(section("No goals yet. Set one: `/goal Close 12 deals by eoq`"))
    if mine.next_at is not None:
        blocks.append(context(f"Your next check-in: {local_time(mine.next_at)}"))
    buttons = [button("New goal", NEW_GOAL)]
    if _has_reports(mine.own):
        buttons = [button("Check in", mine.check_in), *buttons]
    buttons += _more("All my goals", mine.own)
    return [*blocks, actions(*buttons), *_team_blocks(mine)]


def _has_reports(listing: Listing) -> bool:
    """Whether some goal asks its owner for numbers; those of further pages may."""
    goals = [line.goal for line in listing.page.rows]
    asks = any(each.state is GoalState.active and each.roll_up is RollUp.own for each in goals)
    return asks or listing.page.total > len(goals)


def _waiting(listing: Listing) -> list[Block]:
    waiting = sum(line.waits_for_viewer for line in listing.page.rows)
    if not waiting:
        return []
    verb = "waits" if waiting == 1 else "wait"
    return [section(f":hourglass_flowing_sand: *{plural(waiting, 'goal')}* {verb} for your answer.")]


def _team_blocks(mine: GoalSummary) -> list[Block]:
    if mine.team is None:
        return []
    lines = [line_block(line, mine.today, with_owner=True) for line in mine.team.page.rows[:MOST]]
    more = _more("All of the team's goals", mine.team)
    return [header("Your team's goals"), *lines, *([actions(*more)] if more else [])]


def _more(label: str, listing: Listing) -> list[dict[str, object]]:
    """Button to the whole list; none where all is shown."""
    if listing.page.total <= MOST:
        return []
    return [button(label, f"{PAGE}:next", value=f"{listing.which.value} page 1")]
