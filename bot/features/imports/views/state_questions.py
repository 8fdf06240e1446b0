"""What the keeper of a source is asked of stages, and of deals that two sources tell. Pure."""

from bot.common.text import listed, plural
from bot.deliveries.notices import Notice, NoticeKind
from bot.features.imports.notices import StageAsked, TwinAsked
from bot.features.imports.rules.stages.mapping import StageMeaning
from bot.slack.blocks import Block, Message, actions, button, context, section

SAME, APART, ALL_SAME, ALL_APART = "imports.same", "imports.apart", "imports.all_same", "imports.all_apart"
# A button for each meaning, by its action.
MEANINGS = {
    "imports.stage_won": (StageMeaning.WON, "Won"),
    "imports.stage_lost": (StageMeaning.LOST, "Lost"),
    "imports.stage_open": (StageMeaning.OPEN, "Open"),
    "imports.stage_left_out": (StageMeaning.LEFT_OUT, "Leave out"),
}
# From so many on, one answer may be given for all of a source.
_FEWEST_ALIKE = 3


def stage_message(notice: StageAsked) -> Message:
    """The question what a stage means, and what was said."""
    if notice.state == "over":
        return Message(f"{_stage(notice)}: nothing waits for what it means any more.")
    if notice.state != "open":
        comes = "come in" if notice.deals != 1 else "comes in"
        ends = comes if notice.state != StageMeaning.LEFT_OUT.value else "stay out of the books"
        text = f"{_stage(notice)} means {notice.state}: {_waiting(notice)} {ends}."
        return Message(text, [section(f":white_check_mark: {text}"), *_by(notice.answered_by)])
    return Message(_asks_stage(notice), stage_blocks(notice))


def stage_blocks(notice: StageAsked) -> list[Block]:
    """The question what a stage means, within another message."""
    answers = (button(label, each, value=notice.question) for each, (_, label) in MEANINGS.items())
    return [section(f":question: {_asks_stage(notice)}"), actions(*answers)]


def _asks_stage(notice: StageAsked) -> str:
    wait = "waits" if notice.deals == 1 else "wait"
    return f"{_stage(notice)}: {_waiting(notice)} {wait}. What does it mean?"


def _stage(notice: StageAsked) -> str:
    pipeline = f" ({notice.pipeline})" if notice.pipeline else ""
    return f"*{notice.stage}*{pipeline} of {notice.source}"


def _waiting(notice: StageAsked) -> str:
    return ", ".join([plural(notice.deals, "deal"), *([listed(notice.money)] if notice.money else [])])


def twin_message(notice: TwinAsked) -> Message:
    """The question whether two deals are one, and what was said."""
    two = f"{notice.told} ({notice.source}), and {notice.other} ({notice.other_source})"
    if notice.state == "over":
        return Message(f"{two}: nothing waits for an answer any more.")
    if notice.state != "open":
        said = "are one deal: it counts once" if notice.state == "same" else "are two deals: both count"
        text = f"{two}, {said}."
        return Message(text, [section(f":white_check_mark: {text}"), *_by(notice.answered_by)])
    return Message(_asks_twin(notice), twin_blocks(notice))


def twin_blocks(notice: TwinAsked) -> list[Block]:
    """The question whether two deals are one, within another message."""
    answers = [
        button("The same", SAME, value=notice.question),
        button("Two deals", APART, value=notice.question),
    ]
    if notice.alike >= _FEWEST_ALIKE:
        answers += [
            button("All that wait: the same", ALL_SAME, value=notice.question),
            button("All that wait: two deals", ALL_APART, value=notice.question),
        ]
    return [section(f":question: {_asks_twin(notice)}"), actions(*answers)]


def _asks_twin(notice: TwinAsked) -> str:
    source = "a file" if notice.source == "file" else notice.source
    other = "a file" if notice.other_source == "file" else notice.other_source
    return (
        f"{notice.told} comes from {source}. In the books from {other}: {notice.other}. "
        "Is that one deal? Until you say so, only the one in the books counts."
    )


def other_blocks(notice: Notice) -> list[Block]:
    """One of these questions within another message."""
    if isinstance(notice, StageAsked):
        return stage_blocks(notice)
    return twin_blocks(notice) if isinstance(notice, TwinAsked) else []


def _by(member_id: str) -> list[Block]:
    return [context(f"Answered by <@{member_id}>")] if member_id else []


NOTICES = (NoticeKind(StageAsked, stage_message), NoticeKind(TwinAsked, twin_message))
