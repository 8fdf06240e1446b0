"""What the keeper of a source sees: who has to be named, and what cannot be taken in. Pure."""

from bot.common.text import listed, plural
from bot.deliveries.notices import NoticeKind
from bot.features.imports.notices import LateRejects, LaterWinsAsked, SourceIsFull, UnknownPersonAsked
from bot.features.ledger.rules.deals import AHEAD_AT_MOST
from bot.slack.blocks import Block, Message, actions, button, context, section
from bot.slack.text import escape

RIGHT, LEAVE_OUT = "imports.days_right", "imports.leave_out"
CHOOSE, NOBODY, LATER = "imports.choose_person", "imports.nobody", "imports.later"


def unknown_person_message(notice: UnknownPersonAsked) -> Message:
    """The question who somebody is, and what came of it."""
    who = f"*{notice.person}* of {_source(notice)}"
    if notice.state == "over":
        return Message(f"{who}: nothing waits for that name any more.")
    if notice.state == "answered":
        if notice.member_id is None:
            text = f"{who} is no member here: {_amounts(notice)} {_come(notice)} in, for nobody."
        else:
            text = f"{who} is <@{notice.member_id}>: {_amounts(notice)} {_come(notice)} in."
        by = [context(f"Answered by <@{notice.answered_by}>")] if notice.answered_by else []
        return Message(text, [section(f":white_check_mark: {text}"), *by])
    if notice.state == "later":
        small = [context(_asks(notice)), _answers(notice, CHOOSE, NOBODY)]
        return Message(_in_words(notice), small)
    asks = [section(_asks(notice)), _answers(notice, CHOOSE, NOBODY, LATER)]
    return Message(_in_words(notice), asks)


def question_blocks(notice: UnknownPersonAsked) -> list[Block]:
    """The question within another message."""
    return [section(_asks(notice)), _answers(notice, CHOOSE, NOBODY)]


def _asks(notice: UnknownPersonAsked) -> str:
    also = f" ({notice.also})" if notice.also else ""
    waits = "waits" if _count(notice) == 1 else "wait"
    source = "A file" if notice.source == "file" else notice.source
    return f":bust_in_silhouette: {source} names *{notice.person}*{also}: {_amounts(notice)} {waits}."


def _in_words(notice: UnknownPersonAsked) -> str:
    return f"Who is {notice.person}, whom {_source(notice)} names?"


def _answers(notice: UnknownPersonAsked, *offered: str) -> Block:
    labels = {CHOOSE: "Choose a member", NOBODY: "No member here", LATER: "Keep for later"}
    return actions(*(button(labels[each], each, value=notice.question) for each in offered))


def _source(notice: UnknownPersonAsked) -> str:
    return "a file" if notice.source == "file" else notice.source


def _amounts(notice: UnknownPersonAsked) -> str:
    rows = listed([_rows_of(kind, count) for kind, count in notice.rows])
    return ", ".join([rows, *([listed(notice.money)] if notice.money else [])])


def _rows_of(kind: str, count: int) -> str:
    return f"{count:,} activities" if kind == "activity" and count != 1 else plural(count, kind)


def _count(notice: UnknownPersonAsked) -> int:
    return sum(count for _, count in notice.rows)


def _come(notice: UnknownPersonAsked) -> str:
    return "comes" if _count(notice) == 1 else "come"


def later_wins_message(notice: LaterWinsAsked) -> Message:
    """The question whether days far ahead are right, and what was said."""
    text = f"{notice.source}: {notice.told}"
    if notice.state != "open":
        said = "They are right, and come in" if notice.state == "right" else "They are left out"
        by = [context(f"Answered by <@{notice.answered_by}>")]
        return Message(f"{text} {said}.", [section(f":white_check_mark: {text} {said}."), *by])
    return Message(_asks_of_days(notice), later_blocks(notice))


def later_blocks(notice: LaterWinsAsked) -> list[Block]:
    """The question whether days far ahead are right, within another message."""
    answers = actions(
        button("They are right", RIGHT, value=notice.question),
        button("Leave them out", LEAVE_OUT, value=notice.question),
    )
    return [section(f":calendar: {_asks_of_days(notice)}"), answers]


def _asks_of_days(notice: LaterWinsAsked) -> str:
    return f"{notice.source}: {notice.told} That is more than {AHEAD_AT_MOST.days} days ahead."


def source_full_message(notice: SourceIsFull) -> Message:
    """That nothing more is taken from a source."""
    text = (
        f"{notice.source} is stopped: {notice.rows:,} of its records wait for an answer, and no more fit. "
        "Answer what is asked in `/metrics import`; then it goes on by itself."
    )
    return Message(text, [section(f":octagonal_sign: {text}")])


def rejected_answers_message(notice: LateRejects) -> Message:
    """What waited, and cannot be taken in now that its answer is there."""
    lines = [f"• {escape(reason)} ({plural(count, 'row')})" for reason, count in notice.reasons]
    text = f"Of what waited, {plural(sum(count for _, count in notice.reasons), 'row')} cannot be taken in"
    return Message(text, [section(f":warning: {text}:\n" + "\n".join(lines))])


NOTICES = (
    NoticeKind(UnknownPersonAsked, unknown_person_message),
    NoticeKind(LaterWinsAsked, later_wins_message),
    NoticeKind(LateRejects, rejected_answers_message),
    NoticeKind(SourceIsFull, source_full_message),
)
