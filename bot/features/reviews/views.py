"""Reviews on the screen: the list, one review, one part of it."""

from datetime import datetime
from typing import Any

from bot.common.spans import short_day
from bot.common.text import plural
from bot.features.reviews.access_rules import Part
from bot.features.reviews.finding import Shown
from bot.features.reviews.lists import Desk, Progress
from bot.features.reviews.models import Review, ReviewAction, ReviewPart
from bot.features.reviews.news_views import APPROVE, OPEN, WRITE, what
from bot.features.reviews.rules import QUESTIONS, PartState, ReviewState
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    header,
    modal,
    option,
    overflow,
    quotation,
    section,
)
from bot.slack.text import escape, local_time

NEW, PROGRESS, CANCEL, EXPORT = "reviews.new", "reviews.progress", "reviews.cancel", "reviews.export"
READ, SHARE, SIGN, DONE, GOAL = (
    "reviews.read",
    "reviews.share",
    "reviews.sign",
    "reviews.done",
    "reviews.goal",
)
PEERS, TIME, MORE, AGREE, ACKNOWLEDGE = (
    "reviews.peers",
    "reviews.time",
    "reviews.more",
    "reviews.agree",
    "reviews.acknowledge",
)
_TITLE = "Reviews"
_MOST, _AT_HOME = 20, 5
_PARTS = {Part.own: "Self", Part.manager: "Manager", Part.peer: "Peer", Part.upward: "Upward"}
_ICONS = {
    "nominated": ":raising_hand: named",
    "open": ":pencil2: being written",
    "submitted": ":white_check_mark: submitted",
    "declined": ":heavy_minus_sign: declined",
    "cancelled": ":heavy_minus_sign: not needed",
}


def desk_message(desk: Desk) -> Message:
    """`/review`."""
    blocks: list[Block] = [header(_TITLE), *_to_write(desk)]
    blocks += [_own(review, name) for review, name in desk.own]
    blocks += [_cycle(each) for each in desk.progress]
    if len(blocks) == 1:
        blocks.append(context("Nothing to write, and nothing to read yet."))
    row = [button("New cycle", NEW, style="primary")] if desk.leads else []
    blocks.append(actions(*row, button("Export my record", EXPORT)))
    return Message(_TITLE, blocks)


def home_blocks(desk: Desk) -> list[Block]:
    """What waits to be written, in the App Home; nothing when nothing does."""
    waiting = _to_write(desk, _AT_HOME)
    return [section("*Reviews to write*"), *waiting] if waiting else []


def _to_write(desk: Desk, most: int = _MOST) -> list[Block]:
    blocks: list[Block] = []
    for part, review in desk.to_write[:most]:
        words = what(part.kind, _name(desk.names, review.person_id), _name(desk.names, review.manager_id))
        begun = " · begun" if part.answers else ""
        text = f":writing_hand: Write {words} by {short_day(review.due_on)}{begun}"
        blocks.append(section(text, accessory=button("Write", WRITE, value=str(part.id), style="primary")))
    if len(desk.to_write) > most:
        blocks.append(context(f"And {len(desk.to_write) - most} more: `/review`."))
    return blocks


def _own(review: Review, cycle: str) -> Block:
    text = f":page_facing_up: Your review, *{cycle}*: {review.state}"
    if review.state == ReviewState.cancelled.value:
        return section(text)
    return section(text, accessory=button("Open", OPEN, value=str(review.id)))


def _cycle(progress: Progress) -> Block:
    cycle = progress.cycle
    text = f":repeat: *{cycle.name}*: {cycle.state}, due {short_day(cycle.due_on)}"
    if progress.parts:
        text += f" · {_counted(progress)}"
    return section(text, accessory=button("How far", PROGRESS, value=str(cycle.id)))


def _counted(progress: Progress) -> str:
    wanted = [each for each in progress.parts if each.state in ("open", "submitted")]
    done = sum(each.state == "submitted" for each in wanted)
    return f"{done} of {plural(len(wanted), 'part')} submitted"


def progress_view(progress: Progress, names: dict[str, str]) -> dict[str, Any]:
    """How far each review of a cycle is: states, never words."""
    cycle = progress.cycle
    days = f"{short_day(cycle.first)} to {short_day(cycle.last)}"
    blocks: list[Block] = [
        section(f"*{cycle.name}*, about {days}: {cycle.state}"),
        context(f"Begins {short_day(cycle.kickoff_on)}, due {short_day(cycle.due_on)}"),
    ]
    for review in progress.reviews[:40]:
        own = [each for each in progress.parts if each.review_id == review.id]
        states = " · ".join(_standing(each) for each in own)
        due = f", due {short_day(review.due_on)}" if review.due_on != cycle.due_on else ""
        text = f"*{_name(names, review.person_id)}*: {review.state}{due}\n{states}"
        opens = progress.is_led and review.state != ReviewState.cancelled.value
        accessory = button("Open", OPEN, value=str(review.id)) if opens else None
        blocks.append(section(text, accessory=accessory))
    if progress.is_led and cycle.state in ("planned", "running"):
        ask = confirm(
            "Cancel it?", "Nothing more is asked of anybody. What is shared stays.", yes="Cancel it"
        )
        blocks.append(
            actions(button("Cancel the cycle", CANCEL, value=str(cycle.id), style="danger", ask=ask))
        )
    return modal("reviews.progress", _TITLE, blocks)


def _standing(part: ReviewPart) -> str:
    icon, _, _ = _ICONS[part.state].partition(" ")
    return f"{icon} {_PARTS[Part(part.kind)]}"


def card(shown: Shown) -> dict[str, Any]:
    """One review, for one of its two: how it stands, what may be read, what is to be done."""
    review, names = shown.review, shown.names
    person = _name(names, review.person_id)
    blocks: list[Block] = [
        section(f"*{person}*: {shown.cycle.name}"),
        context(f"{review.state.capitalize()}, due {short_day(review.due_on)}{_talk(review.talk_at)}"),
        *_rows(shown),
        *_agreed(shown),
    ]
    if review.comment:
        blocks += [section(f"*{person}'s comment*"), *quotation(escape(review.comment))]
    signed = [
        f"{_name(names, who)} signed {local_time(at)}"
        for who, at in (
            (review.person_id, review.person_signed_at),
            (review.manager_id, review.manager_signed_at),
        )
        if at
    ]
    if signed:
        blocks.append(context(" · ".join(signed)))
    row = _deeds(shown)
    if row:
        blocks.append(actions(*row))
    return modal("reviews.card", "Review", blocks, metadata=str(review.id))


def _talk(at: datetime | None) -> str:
    return f" · you talk {local_time(at)}" if at else ""


def _rows(shown: Shown) -> list[Block]:
    readable, blocks = {each.id for each in shown.readable}, []
    for part in shown.parts:
        is_peer = part.kind == Part.peer.value
        if is_peer and shown.is_person and part.state != PartState.nominated.value:
            continue  # Who of the peers has written is the manager's to know.
        who = _name(shown.names, part.author_id)
        text = f"{_PARTS[Part(part.kind)]}: {who}, {_ICONS[part.state]}"
        read_by = [
            f"{_name(shown.names, reader)} {local_time(at)}" for reader, at in shown.readings.get(part.id, ())
        ]
        text += f"\nRead by {', '.join(read_by)}" if read_by else ""
        accessory = None
        if part.author_id == shown.viewer_id and shown.review.state == ReviewState.writing.value:
            accessory = button("Write", WRITE, value=str(part.id))
        elif part.id in readable:
            accessory = button("Read", READ, value=f"{shown.review.id} {part.id}")
        blocks.append(section(text, accessory=accessory))
    return blocks


def _agreed(shown: Shown) -> list[Block]:
    blocks: list[Block] = [section("*Agreed*")] if shown.actions else []
    for action in shown.actions:
        mark = "☑" if action.is_done else "☐"
        goal = " · a goal" if action.goal_id is not None else ""
        menu = _menu(action)
        blocks.append(section(f"{mark} {escape(action.text)}{goal}", accessory=menu))
    return blocks


def _menu(action: ReviewAction) -> dict[str, Any]:
    options = [option("Open again" if action.is_done else "Done", f"done {action.id}")]
    if action.goal_id is None:
        options.append(option("Make it a goal", f"goal {action.id}"))
    return overflow(DONE, options)


def _deeds(shown: Shown) -> list[dict[str, Any]]:
    review, value = shown.review, str(shown.review.id)
    is_writing, asks_peers = review.state == ReviewState.writing.value, Part.peer.value in shown.cycle.parts
    row: list[dict[str, Any]] = []
    if is_writing and asks_peers:
        row.append(button("Name peers", PEERS, value=value))
    if is_writing and shown.is_manager:
        if any(each.state == PartState.nominated.value for each in shown.parts):
            row.append(button("Ask the named", APPROVE, value=value))
        row.append(button("More time", MORE, value=value))
        ask = confirm("Share it?", "The words stay as they are from then on.", yes="Share")
        row.append(button("Share", SHARE, value=value, style="primary", ask=ask))
    if shown.is_manager and review.state != ReviewState.signed.value:
        row.append(button("Set the talk", TIME, value=value))
    if review.state != ReviewState.signed.value:
        row.append(button("Agree actions", AGREE, value=value))
    if review.state == ReviewState.shared.value and shown.is_person:
        row.append(button("Acknowledge", ACKNOWLEDGE, value=value, style="primary"))
    own = review.person_signed_at if shown.is_person else review.manager_signed_at
    if review.state == ReviewState.acknowledged.value and own is None:
        row.append(button("Sign off", SIGN, value=value, style="primary"))
    return row


def part_view(part: ReviewPart, author: str) -> dict[str, Any]:
    """One part, whole."""
    kind = Part(part.kind)
    blocks: list[Block] = [section(f"*{author}*")]
    for each, question in QUESTIONS[kind].items():
        words = (part.answers or {}).get(each.value, "")
        if words:
            blocks += [section(f"*{question}*"), *quotation(escape(words))]
    return modal("reviews.part", "Review", blocks)


def help_message() -> Message:
    """`/review help`."""
    lines = (
        "*Write and read*: `/review`. What you type is kept as you type; close the window whenever you like.",
        "*Managers* begin a cycle: `/review new`. Everybody is asked when it begins, and reminded 7 days and "
        "1 day before it is due.",
        "*The draft* is built from what was written down; every line names its evidence. `/pacer evidence` "
        "shows it.",
        "*Then*: share, acknowledge, agree actions, sign. Both get a page to keep.",
        "*Your record*: `/review export`.",
    )
    return Message("Reviews", [section("\n".join(lines))])


def _name(names: Any, who: str) -> str:
    found: str = names.get(who, "someone")
    return found
