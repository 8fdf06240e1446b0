"""A rep's own week in numbers, wherever it is told; pure."""

from itertools import zip_longest

from bot.features.ledger.notices import NUMBERS, WeekTold
from bot.slack.blocks import Block, Element, button, context, section


def week_headline(told: WeekTold) -> str:
    """The week in one sentence, which a phone shows."""
    if told.said or not told.teams:
        return f"Your {told.week}: {told.said}"
    return told.teams[0].partition("\n")[0].replace("*", "")


def week_blocks(told: WeekTold) -> list[Block]:
    """The week: its sentence and the lines below it, each team's; then what was told differently, small."""
    lines = [f"*{week_headline(told)}*", *told.lines] if told.said else []
    own = [section("\n".join(lines))] if lines else []
    small = [f":memo: {each}" for each in (told.amended, told.restated) if each]
    led = [
        section(text, accessory=team_button(team_id) if team_id else None)
        for text, team_id in zip_longest(told.teams, told.team_ids)
    ]
    return [*own, *led, *([context("\n".join(small))] if small else [])]


def team_button(team_id: int) -> Element:
    """The button that shows the numbers of a team to who leads it."""
    return button("My team", NUMBERS, value=f"team:{team_id}")


def why_button() -> Element:
    """The button that shows from which rows the reader's own figures are."""
    return button("Why?", NUMBERS)


def heard_blocks(told: WeekTold) -> list[Block]:
    """Of when the numbers are, small and last; nothing where they are of that day."""
    return [context(told.heard)] if told.heard else []
