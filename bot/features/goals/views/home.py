"""Goals in the App Home: the gravest ones, one's own, and a manager's team. Pure."""

from collections.abc import Sequence
from datetime import date

from bot.features.goals.rules.facts import GoalView, Listing
from bot.features.goals.views.list import PAGE, line_blocks
from bot.slack.blocks import Block, actions, button, header, section


def foremost_blocks(lines: Sequence[GoalView], today: date) -> list[Block]:
    """A few of one's own goals, each with the button that opens it."""
    return line_blocks(lines, today, with_owner=False)


def own_blocks(own: Listing, today: date) -> list[Block]:
    """The first page of one's own goals, with the way to the others."""
    shown = line_blocks(own.page.rows, today, with_owner=False)
    none = section("You have no goals yet. Set one: `/goal Close 12 deals by eoq`")
    return [header("Your goals"), *(shown or [none]), *_all(own)]


def team_blocks(team: Listing, today: date) -> list[Block]:
    """The first page of the goals of the people and teams that somebody leads; nothing without any."""
    if not team.page.rows:
        return []
    shown = line_blocks(team.page.rows, today, with_owner=True)
    return [header("Your team's goals"), *shown, *_all(team)]


def _all(listing: Listing) -> list[Block]:
    """Button to the whole list; none where all is shown."""
    if listing.page.pages < 2:
        return []
    value = f"{listing.which.value} page 1"
    return [actions(button(f"All {listing.page.total}", f"{PAGE}:next", value=value))]
