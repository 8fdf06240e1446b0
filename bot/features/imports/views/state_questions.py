"""What the keeper of a source is asked of stages, and of deals that two sources tell. Pure."""

from collections.abc import Sequence

from bot.common.text import listed, plural
from bot.deliveries.notices import Notice, NoticeKind
from bot.features.imports.notices import StageAsked, TwinAsked
from bot.features.imports.rules.files.vendor_headers import USUAL
from bot.features.imports.rules.parking import StandingTwins
from bot.features.imports.rules.stages.mapping import StageMeaning
from bot.slack.blocks import Block, Message, actions, button, context, section
from bot.slack.text import escape

SAME, APART, ALL_SAME, ALL_APART = "imports.same", "imports.apart", "imports.all_same", "imports.all_apart"
ASK_AGAIN = "imports.ask_again"
# A button for each meaning, by its action.
MEANINGS = {
    "imports.stage_won": (StageMeaning.WON, "Won"),
    "imports.stage_lost": (StageMeaning.LOST, "Lost"),
    "imports.stage_open": (StageMeaning.OPEN, "Open"),
    "imports.stage_left_out": (StageMeaning.LEFT_OUT, "Leave out"),
}
# From so many on, one answer may be given for all of a source.
_FEWEST_ALIKE = 3
_MOST_STANDING = 5


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
        is_same = notice.state.endswith("same")
        said = "are one deal: it counts once" if is_same else "are two deals: both count"
        text = f"{two}, {said}."
        if notice.state.startswith("always"):
            text += f" {_holds_on(is_same=is_same)}"
        return Message(text, [section(f":white_check_mark: {text}"), *_by(notice.answered_by)])
    return Message(_asks_twin(notice), twin_blocks(notice))


def twin_blocks(notice: TwinAsked) -> list[Block]:
    """The question whether two deals are one, within another message."""
    answers = [
        button("The same", SAME, value=notice.question),
        button("Two deals", APART, value=notice.question),
    ]
    if notice.alike >= _FEWEST_ALIKE:
        whole = "All that wait" if notice.source == USUAL else "All, later ones too"
        answers += [
            button(f"{whole}: the same", ALL_SAME, value=notice.question),
            button(f"{whole}: two deals", ALL_APART, value=notice.question),
        ]
    return [section(f":question: {_asks_twin(notice)}"), actions(*answers)]


def _holds_on(*, is_same: bool) -> str:
    alike = "A deal that both tell counts once" if is_same else "Deals that look the same are two"
    return f"{alike} from now on, without a question: `/metrics import` has the way back."


def standing_blocks(standing: Sequence[StandingTwins]) -> list[Block]:
    """What was said of all deals of two sources, each with a button to be asked again."""
    blocks: list[Block] = []
    for each in standing[:_MOST_STANDING]:
        source, other = escape(each.source), escape(each.other)
        if each.is_same:
            said = f"*{source}* is joined with *{other}*: a deal that both tell counts once."
        else:
            said = f"*{source}* and *{other}* are kept apart: deals that look the same are two."
        value = f"{each.source}\n{each.other}"
        blocks += [section(said), actions(button("Ask again", ASK_AGAIN, value=value))]
    return blocks


def asked_again(standing: StandingTwins) -> Message:
    """The answer to "Ask again"."""
    text = (
        f":white_check_mark: I ask again when *{escape(standing.source)}* tells a deal that "
        f"*{escape(standing.other)}* seems to tell, too. What came in stays as it is."
    )
    return Message(text, [section(text)])


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
