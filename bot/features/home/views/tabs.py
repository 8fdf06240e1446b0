"""The other tabs of the App Home: lists of what features tell, then the doors of their areas. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.features.coaching.views.home import home_blocks as coaching_blocks
from bot.features.doors.views import door_buttons, door_rows
from bot.features.feedback.views.list import home_blocks as feedback_blocks
from bot.features.goals.views.home import own_blocks, team_blocks
from bot.features.home.rules.facts import GoalLists, LedTeam, OwnNumbers, Reader, ThanksAndFeedback
from bot.features.home.rules.tabs import AREAS, Tab
from bot.features.home.views.today import led_blocks, place_of
from bot.features.kudos.views.board import board_blocks, mine_blocks
from bot.features.metrics.views.glance import strip
from bot.features.metrics.views.sheet import home_lines
from bot.slack.blocks import Block, actions, divider, header, section

# The buttons of "Messages to you" do these; no other tab has them.
_SAID = ("/pacer me", "/pacer snooze")
_OF_GUESTS = ("What is kept about me", "Give kudos")


def with_doors(reader: Reader, tab: Tab, blocks: list[Block]) -> list[Block]:
    """What a tab tells, and below it all that its reader may begin there."""
    doors = [door for area in AREAS[tab] for door in reader.menu.within(area) if door.words not in _SAID]
    rows = door_rows(doors)
    return [*blocks, *([divider()] if blocks and rows else []), *rows]


def goal_blocks(lists: GoalLists) -> list[Block]:
    """The reader's own goals, and their team's."""
    team = team_blocks(lists.team, lists.today) if lists.team else []
    return [*own_blocks(lists.own, lists.today), *([divider(), *team] if team else [])]


def number_blocks(
    numbers: OwnNumbers, teams: Sequence[LedTeam], called: Mapping[str, str], led: int
) -> list[Block]:
    """All that the reader follows of themselves, their place, and the teams that they lead."""
    parts = [part for part in (_own_numbers(numbers), led_blocks(teams, called, led)) if part]
    shown = [block for part in parts for block in (*part, divider())][:-1]
    return shown or [section("You have no numbers of your own.")]


def _own_numbers(numbers: OwnNumbers) -> list[Block]:
    if numbers.glance is None:
        return []
    waiting = [section(f":hourglass: {numbers.waiting}")] if numbers.waiting else []
    shown = home_lines(numbers.lines, numbers.glance.currency)
    return [*strip(numbers.glance), *waiting, *shown, *place_of(numbers)]


def thanks_blocks(said: ThanksAndFeedback, now: datetime) -> list[Block]:
    """What others thanked and told the reader, and who is thanked most."""
    return [
        header("Your kudos"),
        *mine_blocks(said.mine),
        *board_blocks(said.board),
        divider(),
        *feedback_blocks(said.inbox, now),
        *(coaching_blocks(said.coaching) if said.coaching else []),
    ]


def guest_blocks(reader: Reader, *, may_thank: bool) -> list[Block]:
    """The App Home of a guest, who has no tabs; an admin decides whether they may thank."""
    labels = _OF_GUESTS if may_thank else _OF_GUESTS[:1]
    doors = [door for label in labels for door in reader.menu.doors if door.label == label]
    told = section("You are a guest here; an admin decides what guests may do.")
    return [told, actions(*door_buttons(doors))]
