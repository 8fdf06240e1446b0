"""Today: what needs its reader, how they and their teams stand, and what they may begin. Pure."""

from collections.abc import Mapping, Sequence

from bot.common.moments import write_heard
from bot.features.doors.views import door_buttons, everything
from bot.features.goals.views.home import foremost_blocks
from bot.features.home.rules.facts import LedTeam, OwnNumbers, Reader, Today
from bot.features.home.rules.tabs import Tab
from bot.features.home.views.frame import TAB
from bot.features.home.views.setup import setup_blocks
from bot.features.home.views.team import ALL_NUMBERS
from bot.features.leaderboards.views.board import home_blocks as place_blocks
from bot.features.metrics.views.glance import people_line, strip, team_line
from bot.features.needs.views import headline, row_blocks
from bot.slack.blocks import Block, actions, button, context, divider, section

_MOST_PEOPLE = 8
# What is begun every day, and for who is new here what anybody may begin.
_AT_HAND = ("Give kudos", "Log a won deal", "New goal")
_FOR_NEWCOMERS = ("Give kudos", "New goal", "Give feedback")


def today_blocks(reader: Reader, today: Today) -> list[Block]:
    """Needs first, then figures and goals, then the doors at hand; what has no value is left out."""
    parts = [
        _needs(reader, today),
        _numbers(today.numbers),
        led_blocks(today.teams, today.called, today.led),
        foremost_blocks(today.goals, today.today),
        setup_blocks(today.setup) if today.setup else [],
    ]
    shown = [block for part in parts if part for block in (*part, divider())]
    return [*shown, _doors(reader), *_told(reader, today)]


def _needs(reader: Reader, today: Today) -> list[Block]:
    name = reader.menu.first_name
    if not reader.is_new:
        return [section(f"*{headline(name, today.needs)}*"), *row_blocks(today.needs)]
    welcome = section(f"*Welcome, {name}.* You are in no team yet; an admin adds you.")
    needs = [section(f"*{headline(name, today.needs)}*"), *row_blocks(today.needs)] if today.needs else []
    return [welcome, *needs]


def _numbers(numbers: OwnNumbers) -> list[Block]:
    if numbers.glance is None:
        return []
    waiting = [section(f":hourglass: {numbers.waiting}")] if numbers.waiting else []
    return [*strip(numbers.glance), *waiting, *place_of(numbers)]


def place_of(numbers: OwnNumbers) -> list[Block]:
    """The reader's place on the board of their team; nothing for who has none."""
    return place_blocks(numbers.place) if numbers.place else []


def led_blocks(teams: Sequence[LedTeam], called: Mapping[str, str], led: int) -> list[Block]:
    """A line a team and, of its people, those with the worst pace: eight in all."""
    blocks, room, shown = [], _MOST_PEOPLE, 0
    for team in teams:
        told = team.people[:room]
        room, shown = room - len(told), shown + len(told)
        text = "\n".join(line for line in (team_line(team.seen), people_line(told, called)) if line)
        more = button("Team's numbers", ALL_NUMBERS, value=str(team.id))
        blocks.append(section(text, accessory=more))
    if blocks and led > shown:
        blocks.append(actions(button(f"All {led}", f"{TAB}:{Tab.team.name}")))
    return blocks


def _doors(reader: Reader) -> Block:
    labels = _FOR_NEWCOMERS if reader.is_new else _AT_HAND
    by_label = {door.label: door for door in reader.menu.doors}
    at_hand = [by_label[label] for label in labels if label in by_label]
    return actions(*door_buttons(at_hand), everything())


def _told(reader: Reader, today: Today) -> list[Block]:
    told = []
    if today.heard_at:
        told.append(f"Numbers are from {write_heard(today.heard_at, today.today, today.clock.zone)}.")
    if today.next_at and not reader.is_new:
        told.append(f"Next check-in {today.clock.write(today.next_at)}.")
    return [context(" ".join(told))] if told else []
