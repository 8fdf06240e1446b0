"""Sentences on rows that were left out, say two things, or count later. Pure."""

from collections.abc import Sequence

from bot.common.text import plural


def rows_in_words(
    omitted: Sequence[tuple[str, int]], doubts: Sequence[tuple[str, int]], later: str
) -> list[str]:
    """A sentence for each, such as `12 rows: the flag says won, the stage says lost; the flag counts`.

    `omitted` and `doubts` are reasons with their number of rows; `later` is the sentence on later wins.
    """
    lines = [f"{plural(count, 'row')} left out: {why}" for why, count in omitted]
    lines += [f"{plural(count, 'row')}: {doubt}" for doubt, count in doubts]
    return [*lines, *([later] if later else [])]
