"""The inbox of reviews, the archive, the progress of a cycle, the usage; pure."""

from collections.abc import Mapping
from typing import Any

from bot.common.date_ranges import named_day, short_day
from bot.common.naming import called
from bot.common.text import plural
from bot.features.reviews.rules.access import PartKind
from bot.features.reviews.rules.cycle import OPEN, WRITE, ReviewState
from bot.features.reviews.rules.facts import (
    Archive,
    Progress,
    Review,
    ReviewAction,
    ReviewCycle,
    ReviewInbox,
    ReviewPart,
)
from bot.features.reviews.views.actions import PARTS
from bot.features.reviews.views.card import ICONS
from bot.features.reviews.views.notices import what
from bot.framework.pager import PREVIOUS_NEXT, pager_blocks, paginate
from bot.slack.blocks import Block, Message, actions, button, confirm, context, header, modal, section
from bot.slack.text import escape

NEW, PROGRESS, CANCEL, ARCHIVE = "reviews.new", "reviews.progress", "reviews.cancel", "reviews.archive"
_TITLE = "Reviews"
_MOST, _MOST_CHANGEABLE, _MOST_ITEMS = 10, 4, 8
PAGE = 80


def inbox_message(inbox: ReviewInbox) -> Message:
    """The inbox for `/review`, with "New cycle" for those who lead a team."""
    blocks: list[Block] = [header(_TITLE), *_to_write(inbox), *_changeable(inbox)]
    blocks += [_own(review, name) for review, name in inbox.own]
    blocks += _coaching(inbox)
    blocks += [_cycle(each.cycle, _counted(each)) for each in inbox.progress]
    if len(blocks) == 1:
        blocks.append(context("Nothing to write, and nothing to read yet."))
    row = [button("New cycle", NEW, style="primary")] if inbox.leads else []
    row += [button("All reviews", ARCHIVE, value="1")] if inbox.has_more else []
    if row:
        blocks.append(actions(*row))
    return Message(_TITLE, blocks)


def _to_write(inbox: ReviewInbox) -> list[Block]:
    blocks: list[Block] = []
    for part, review in inbox.to_write[:_MOST]:
        words = what(part.kind, _name(inbox.names, review.person_id), _name(inbox.names, review.manager_id))
        begun = " · begun" if str(part.id) in inbox.begun else ""
        text = f":writing_hand: Write {words} · by {named_day(review.due_on)}{begun}"
        blocks.append(section(text, accessory=button("Write", WRITE, value=str(part.id), style="primary")))
    if len(inbox.to_write) > _MOST:
        blocks.append(context(f"And {len(inbox.to_write) - _MOST} more."))
    return blocks


def _changeable(inbox: ReviewInbox) -> list[Block]:
    """Submitted parts that a peer may still change; shown to that peer alone."""
    blocks: list[Block] = []
    for part, review in inbox.changeable[:_MOST_CHANGEABLE]:
        words = what(part.kind, _name(inbox.names, review.person_id), "")
        text = f":white_check_mark: You wrote {words}: until it is shared you can change it"
        blocks.append(section(text, accessory=button("Change", WRITE, value=str(part.id))))
    if len(inbox.changeable) > _MOST_CHANGEABLE:
        blocks.append(context(f"And {len(inbox.changeable) - _MOST_CHANGEABLE} more that you wrote."))
    return blocks


def _coaching(inbox: ReviewInbox) -> list[Block]:
    """Coaching actions that are not done."""
    rows = [_item(action, review, inbox) for action, review in inbox.coaching[:_MOST_ITEMS]]
    more = len(inbox.coaching) - len(rows)
    rest = [context(f"And {more} more: they come up as others are done.")] if more else []
    return [section("*Coaching actions*"), *rows, *rest] if rows else []


def _item(action: ReviewAction, review: Review, inbox: ReviewInbox) -> Block:
    who, manager = (
        called(each, inbox.names, inbox.reader_id) for each in (review.person_id, review.manager_id)
    )
    text = f"☐ {escape(action.text)} · {who}, with {manager}"
    return section(text, accessory=button("Open", OPEN, value=str(review.id)))


def _own(review: Review, cycle: str) -> Block:
    text = f":page_facing_up: Your review, *{cycle}*: {review.state}"
    if review.state == ReviewState.cancelled.value:
        return section(text)
    return section(text, accessory=button("Open", OPEN, value=str(review.id)))


def _cycle(cycle: ReviewCycle, counted: str = "") -> Block:
    text = f":repeat: *{cycle.name}*: {cycle.state}, due {named_day(cycle.due_on)}{counted}"
    return section(text, accessory=button("Who has written", PROGRESS, value=str(cycle.id)))


def _counted(progress: Progress) -> str:
    wanted = [each for each in progress.parts if each.state in ("open", "submitted")]
    done = sum(each.state == "submitted" for each in wanted)
    return f" · {done} of {plural(len(wanted), 'part')} submitted" if progress.parts else ""


def archive_view(archive: Archive, page: int) -> dict[str, Any]:
    """Modal of all reviews of the viewer and all cycles they may follow, a page at a time."""
    rows = [*(_own(review, name) for review, name in archive.own), *map(_cycle, archive.cycles)]
    shown = paginate(rows, page, PAGE)
    blocks = [*(shown.rows or [context("There are none yet.")])]
    return modal(ARCHIVE, _TITLE, [*blocks, *pager_blocks(shown, ARCHIVE, str, PREVIOUS_NEXT)])


def progress_view(
    progress: Progress, names: Mapping[str, str], viewer_id: str, page: int = 1
) -> dict[str, Any]:
    """Modal with the state of each review of a cycle, never its words; managers may open theirs."""
    cycle = progress.cycle
    days = f"{short_day(cycle.first)} to {short_day(cycle.last)}"
    blocks: list[Block] = [
        section(f"*{cycle.name}*, about {days}: {cycle.state}"),
        context(f"Begins {named_day(cycle.kickoff_on)}, due {named_day(cycle.due_on)}"),
    ]
    shown = paginate(progress.reviews, page, PAGE)
    for review in shown.rows:
        own = [each for each in progress.parts if each.review_id == review.id]
        states = " · ".join(_standing(each) for each in own)
        due = f", due {named_day(review.due_on)}" if review.due_on != cycle.due_on else ""
        text = f"*{_name(names, review.person_id)}*: {review.state}{due}\n{states}"
        opens = review.manager_id == viewer_id and review.state != ReviewState.cancelled.value
        accessory = button("Open", OPEN, value=str(review.id)) if opens else None
        blocks.append(section(text, accessory=accessory))
    blocks += pager_blocks(shown, PROGRESS, lambda number: f"{cycle.id} {number}", PREVIOUS_NEXT)
    if progress.is_led and cycle.state in ("planned", "running"):
        ask = confirm(
            "Cancel it?", "Nothing more is asked of anybody. What is shared stays.", yes="Cancel it"
        )
        blocks.append(
            actions(button("Cancel the cycle", CANCEL, value=str(cycle.id), style="danger", ask=ask))
        )
    return modal("reviews.progress", _TITLE, blocks)


def _standing(part: ReviewPart) -> str:
    icon, _, _ = ICONS[part.state].partition(" ")
    return f"{icon} {PARTS[PartKind(part.kind)]}"


def _name(names: Mapping[str, str], who: str) -> str:
    return names.get(who, "someone")
