"""A rep's own week in numbers, wherever it is told; pure."""

from bot.features.ledger.notices import WeekTold
from bot.slack.blocks import Block, context, section


def week_headline(told: WeekTold) -> str:
    """The week in one sentence, which a phone shows."""
    return f"Your {told.week}: {told.said}"


def week_blocks(told: WeekTold) -> list[Block]:
    """The week: its sentence and the lines below it; then what was told differently, in small words."""
    lines = [f"*{week_headline(told)}*", *told.lines]
    small = [f":memo: {each}" for each in (told.amended, told.restated) if each]
    return [section("\n".join(lines)), *([context("\n".join(small))] if small else [])]


def heard_blocks(told: WeekTold) -> list[Block]:
    """Of when the numbers are, small and last; nothing where they are of that day."""
    return [context(told.heard)] if told.heard else []
