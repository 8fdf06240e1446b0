"""One review with what is to be done, and one part of it; pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.common.date_ranges import named_day
from bot.common.moments import WallClock
from bot.common.naming import as_subject, called, whose
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import QUESTIONS, WRITE, ReviewState
from bot.features.reviews.rules.facts import ActionHelp, ReviewPart, VisibleReview
from bot.features.reviews.views.actions import PARTS, menu, review_buttons
from bot.framework.pager import PREVIOUS_NEXT, pager_blocks, paginate
from bot.slack.blocks import Block, actions, button, context, modal, quotation, section
from bot.slack.text import escape

READ = "reviews.read"
_NO_SKILL = "It names no skill. All that colleagues share: `/learn`, `/play`, `/mentor`."
_NOTHING_SHARED = "Nobody has shared anything for this yet: `/learn add`, `/play new`, `/mentor offer` begin."
# Paragraphs a page: Slack's limit is 250,000 characters a view.
PAGE = 40
ICONS = {
    "nominated": ":raising_hand: named",
    "open": ":pencil2: being written",
    "submitted": ":white_check_mark: submitted",
    "declined": ":heavy_minus_sign: declined",
    "refused": ":heavy_minus_sign: not asked",
    "cancelled": ":heavy_minus_sign: not needed",
}


def card(shown: VisibleReview, now: datetime, told: str = "") -> dict[str, Any]:
    """Modal of a review for one of its two people; `told` is a sentence above the buttons ("" for none)."""
    review, names, me = shown.review, shown.names, shown.viewer_id
    person, whom = called(review.person_id, names, me), whose(review.person_id, names, me)
    clock = WallClock(shown.zone, now)
    talk = f" · you talk {clock.write(review.talk_at)}" if review.talk_at else ""
    blocks: list[Block] = [
        section(f"*{as_subject(person)}*: {shown.cycle.name}"),
        context(f"{review.state.capitalize()}, due {named_day(review.due_on)}{talk}"),
        *_rows(shown, clock),
        *_agreed(shown),
    ]
    if review.comment:
        blocks += [section(f"*{whom[:1].upper()}{whom[1:]} comment*"), *quotation(escape(review.comment))]
    signed = [
        f"{as_subject(called(who, names, me))} signed {clock.write(at)}"
        for who, at in (
            (review.person_id, review.person_signed_at),
            (review.manager_id, review.manager_signed_at),
        )
        if at
    ]
    if signed:
        blocks.append(context(" · ".join(signed)))
    row = review_buttons(shown, now)
    if told:
        blocks.append(context(f":warning: {told}"))
    if row:
        blocks.append(actions(*row))
    return modal("reviews.card", "Review", blocks, metadata=str(review.id))


def _rows(shown: VisibleReview, clock: WallClock) -> list[Block]:
    readable, blocks = {each.id for each in shown.readable}, []
    for part in _parts(shown):
        who = called(part.author_id, shown.names, shown.viewer_id)
        text = f"{PARTS[PartKind(part.kind)]}: {who}, {ICONS[_state(part, shown)]}"
        read_by = [
            f"{called(reader, shown.names, shown.viewer_id)} {clock.write(at)}"
            for reader, at in shown.readings.get(part.id, ())
        ]
        text += f"\nRead by {', '.join(read_by)}" if read_by else ""
        accessory = None
        if part.author_id == shown.viewer_id and shown.review.state == ReviewState.writing.value:
            accessory = button("Write", WRITE, value=str(part.id))
        elif part.id in readable:
            accessory = button("Read", READ, value=f"{shown.review.id} {part.id}")
        blocks.append(section(text, accessory=accessory))
    return blocks


def _parts(shown: VisibleReview) -> list[ReviewPart]:
    """The parts that the viewer knows of; for the person only peers they named, in a fixed order."""
    others = [each for each in shown.parts if each.kind != PartKind.peer.value]
    peers = [each for each in shown.parts if each.kind == PartKind.peer.value]
    if shown.is_person:
        peers = [each for each in peers if each.seen_as]
    return [*others, *sorted(peers, key=lambda each: _name(shown.names, each.author_id))]


def _state(part: ReviewPart, shown: VisibleReview) -> str:
    return part.seen_as if part.kind == PartKind.peer.value and shown.is_person else part.state


def _agreed(shown: VisibleReview) -> list[Block]:
    blocks: list[Block] = [section("*Agreed*")] if shown.actions else []
    for action in shown.actions:
        mark = "☑" if action.is_done else "☐"
        became = " · a goal" if action.goal_id is not None else ""
        became += " · a coaching action" if action.coaching_action_id is not None else ""
        blocks.append(section(f"{mark} {escape(action.text)}{became}", accessory=menu(shown.review, action)))
    return blocks


def help_view(found: ActionHelp) -> dict[str, Any]:
    """Modal with what colleagues offer for an agreed action."""
    nothing = _NOTHING_SHARED if found.has_skill else _NO_SKILL
    lines = [section(line) for line in found.lines] or [section(nothing)]
    return modal("reviews.help", "What helps with it", [section(f"*{escape(found.text)}*"), *lines])


def part_view(part: ReviewPart, author: str, page: int) -> dict[str, Any]:
    """Modal with the words of a part; long ones a page at a time, from 1."""
    kind = PartKind(part.kind)
    paragraphs: list[Block] = []
    for each, question in QUESTIONS[kind].items():
        words = (part.answers or {}).get(each.value, "")
        if words:
            paragraphs += [section(f"*{question}*"), *quotation(escape(words))]
    shown = paginate(paragraphs, page, PAGE)
    turns = pager_blocks(shown, READ, lambda number: f"{part.review_id} {part.id} {number}", PREVIOUS_NEXT)
    blocks = [section(f"*{author}*"), *shown.rows, *turns]
    return modal("reviews.part", "Review", blocks)


def _name(names: Mapping[str, str], who: str) -> str:
    return names.get(who, "someone")


def told_view(told: str) -> dict[str, Any]:
    """Window that says what came of a button; `told` is its only sentence."""
    return modal("reviews.told", "Review", [section(f":white_check_mark: {told}")])
