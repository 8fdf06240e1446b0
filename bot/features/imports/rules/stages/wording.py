"""Sentences on the stages of a file: what is asked of them, and how the others are read. Pure."""

from collections.abc import Sequence

from bot.common.text import plural
from bot.slack.text import escape

# Pipeline, stage, meaning ("" for none), rows that ask for one, how many of these look closed.
Word = tuple[str, str, str, int, int]
_MOST_LISTED, _LONGEST_WORD = 12, 60


def asks_for_stages(words: Sequence[Word]) -> bool:
    """Whether somebody has to say what one of these stages means."""
    return any(asking for _, _, _, asking, _ in words)


def stage_questions(words: Sequence[Word]) -> str:
    """What is asked about stages, a line each, the first twelve; "" for nothing."""
    asked = [_question(word) for word in words if word[3]]
    more = len(asked) - _MOST_LISTED
    lines = [*asked[:_MOST_LISTED], f"And {plural(more, 'more stage')}."] if more > 0 else asked
    return "\n".join([*lines, "*Stages* asks what they mean."]) if lines else ""


def stages_read(words: Sequence[Word]) -> str:
    """How the stages that nothing is asked about are read, the first twelve; "" for none."""
    read = [f"{_stage(word)} = {word[2]}" for word in words if not word[3]]
    more = len(read) - _MOST_LISTED
    rest = f" and {more} more" if more > 0 else ""
    return f"Stages: {' · '.join(read[:_MOST_LISTED])}{rest}" if read else ""


def _stage(word: Word) -> str:
    pipeline, stage = (escape(each[:_LONGEST_WORD]) for each in word[:2])
    return f"*{stage}* ({pipeline})" if pipeline else f"*{stage}*"


def _question(word: Word) -> str:
    _, _, meaning, asking, closed = word
    if not closed:
        ends = f"does it mean {meaning}?" if meaning else "how did they end?"
        return f"{plural(asking, 'deal')} in {_stage(word)}: {ends}"
    verb = "has" if closed == 1 else "have"
    guess = f" {meaning.capitalize()}?" if meaning else ""
    past = "a closing day in the past"
    return f"{plural(closed, 'deal')} in {_stage(word)} {verb} {past}: what does it mean?{guess}"
