"""One feedback as its readers see it, and the buttons for what they may do. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.common.moments import WallClock
from bot.common.naming import as_subject, called
from bot.features.feedback.rules.facts import Feedback
from bot.slack.blocks import Block, Message, actions, button, confirm, context, modal, quotation, section
from bot.slack.text import escape

THANK, SHARE = "feedback.thank", "feedback.share"
CLARIFY, DISCUSS = "feedback.clarify", "feedback.discuss"
ASK = "feedback.ask"
_TITLE = "Feedback"
ICONS = {"praise": ":sparkles:", "constructive": ":seedling:", "note": ":memo:"}


@dataclass(frozen=True)
class FeedbackActions:
    """What the viewer of a feedback may do with it now."""

    may_thank: bool = False
    may_ask: bool = False
    may_share: bool = False


def read_view(
    feedback: Feedback,
    readers: Sequence[str],
    names: Mapping[str, str],
    actions: FeedbackActions,
    read_at: Mapping[str, datetime],
    *,
    reader_id: str,
    clock: WallClock,
    is_shared: bool,
) -> dict[str, Any]:
    """Modal with a whole feedback, for `reader_id`: who can read it, and when each first did (`read_at`).

    `clock`: the reader's.
    """
    about, author = called(feedback.about_id, names, reader_id), called(feedback.author_id, names, reader_id)
    seen = ", ".join(called(who, names, reader_id) for who in readers)
    icon = ICONS[feedback.tone]
    blocks: list[Block] = [
        section(f"{icon} *{as_subject(author)}* about *{about}* · {clock.write(feedback.written_at)}"),
        *_words(feedback),
        context(f"Can be read by {seen}, and by nobody else."),
    ]
    first = [
        f"{as_subject(called(who, names, reader_id))} read it {clock.write(at)}"
        for who, at in sorted(read_at.items())
    ]
    if first:
        blocks.append(context(" · ".join(first)))
    if feedback.thanked_at is not None:
        blocks.append(context(":pray: Thanked."))
    if is_shared:
        blocks.append(context(":raised_hands: Shared as public kudos."))
    blocks += _buttons(feedback, actions)
    return modal("feedback.shown", _TITLE, blocks)


def _words(feedback: Feedback) -> list[Block]:
    blocks: list[Block] = []
    parts = (
        ("What happened", feedback.what),
        ("Its effect", feedback.effect),
        ("A suggestion", feedback.suggestion),
    )
    for label, part in parts:
        if part:
            blocks += [section(f"*{label}*"), *quotation(escape(part))]
    about = [f"Skill or value: {escape(feedback.skill)}"] if feedback.skill else []
    about += [f"<{feedback.link}|The message>"] if feedback.link else []
    return [*blocks, *([context(" · ".join(about))] if about else [])]


def _buttons(feedback: Feedback, allowed: FeedbackActions) -> list[Block]:
    value = str(feedback.id)
    row = []
    if allowed.may_thank:
        row.append(button("Thank them", THANK, value=value, style="primary"))
    if allowed.may_ask:
        row += [
            button("Ask what is meant", CLARIFY, value=value),
            button("Talk about it", DISCUSS, value=value),
        ]
    if allowed.may_share:
        question = confirm(
            "Share it?",
            "What happened becomes a public kudos with one point of the writer's. The rest stays here.",
            yes="Share",
        )
        row.append(button("Share as kudos", SHARE, value=value, ask=question))
    return [actions(*row)] if row else []


def given_back(why: str, words: str) -> Message:
    """A refusal together with the words that were written, so that they are not lost."""
    return Message(why, [section(why), *quotation(escape(words))])


def name_in(names: Mapping[str, str], who: str) -> str:
    """The name of this member id; "someone" where it is not known."""
    return names.get(who, "someone")


def told_view(told: str) -> dict[str, Any]:
    """Window that says what came of a button; `told` is its only sentence."""
    return modal("feedback.told", _TITLE, [section(f":white_check_mark: {told}")])
