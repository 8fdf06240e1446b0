"""Plays in a list, and one in full. Pure."""

from typing import Any

from bot.common.text import plural
from bot.features.plays.rules.facts import LossTable, PlayCard, PlayLine, PlayList, PlayState
from bot.features.plays.rules.ids import ARCHIVE, EDIT, NEW, OPEN, PAGE, SHOWN, THANK, TRUE, USED
from bot.features.plays.rules.outcomes import UseCounts, UseDifference
from bot.features.skills.rules.rubric import SKILL_NAMES
from bot.framework.pager import PREVIOUS_NEXT, pager_blocks
from bot.slack.blocks import Block, Element, Message, actions, button, context, modal, quotation, section
from bot.slack.layouts import entry_card
from bot.slack.text import escape

TITLE = "Plays"
EMPTY = "No play is here yet. Whoever won a deal in a way worth repeating can write the first."
NOTHING = "No play has all of these words. Fewer words find more."
NOTHING_FOR = "There is no play for this yet."
NOTHING_BY = "They have shared no play yet."
_LONGEST_VALUE = 150
_TOO_FEW = "Too few deals to tell whether it helps."


def list_message(found: PlayList, told: str = "") -> Message:
    """The plays that were asked for, and the way to write one."""
    blocks: list[Block] = [section(f":white_check_mark: {told}")] if told else []
    blocks.append(section(f"*{_heading(found)}*"))
    for line in found.rows.rows:
        opened = button("Open", OPEN, value=str(line.play.id))
        blocks += entry_card(escape(line.play.title), *_line_parts(line), opened)
    if not found.rows.total:
        blocks.append(section(_nothing(found)))
    blocks += pager_blocks(found.rows, PAGE, lambda page: _value(found, page), PREVIOUS_NEXT)
    blocks.append(actions(button("New play", NEW)))
    return Message(TITLE, blocks)


def _nothing(found: PlayList) -> str:
    if found.words:
        return NOTHING
    return NOTHING_BY if found.author_id else NOTHING_FOR if found.skill else EMPTY


def _heading(found: PlayList) -> str:
    if found.author_id:
        return f"Plays by {found.author}"
    if found.skill:
        return f"Plays: {SKILL_NAMES.get(found.skill, found.skill)}"
    words = " ".join(found.words.split())[:60]
    return f"Plays with “{escape(words)}”" if words else "The newest plays"


def _value(found: PlayList, page: int) -> str:
    # Words may begin with any sign: what they are is said before them.
    of = f"#{found.skill}" if found.skill else f"@{found.author_id}" if found.author_id else f"={found.words}"
    return f"{page} {of}".strip()[:_LONGEST_VALUE]


def line_text(line: PlayLine) -> str:
    """A play in one line: title, skill, author, what became of it."""
    return " · ".join([f"*{escape(line.play.title)}*", *_line_parts(line)])


def _line_parts(line: PlayLine) -> tuple[str, str]:
    """Of what and by whom; what became of it."""
    play = line.play
    if play.state is PlayState.draft:
        told = "draft, only you see it"
    elif play.state is PlayState.archived:
        told = "archived, only you see it"
    else:
        told = used_words(line.counts)
    stale = " · _stale: nobody has used it lately or said that it is still true_" if line.is_stale else ""
    skill = SKILL_NAMES.get(play.skill, play.skill).lower()
    return f"P{play.id} · {skill} · by {line.author}", f"{told}{stale}"


def used_words(counts: UseCounts) -> str:
    """On how many deals it was used, and how these stand; never who would win by it."""
    if not counts.deals:
        return "not used yet"
    people = "1 person" if counts.people == 1 else f"{counts.people} people"
    stands = f"{counts.won} won, {counts.lost} lost, {counts.open} open"
    return f"used on {plural(counts.deals, 'deal')} by {people}: {stands}"


def _compared(found: UseDifference | None) -> str:
    if found is None:
        return _TOO_FEW
    points = [f"{round(100 * each):+d}" for each in (found.value, found.low, found.high)]
    return (
        f"Of decided deals with it {points[0]} points more were won than of the same people's others, "
        f"from {points[1]} to {points[2]}. Who uses it, and when, may be why."
    )


def card_blocks(card: PlayCard, told: str = "") -> list[Block]:
    """A play in full, with what its viewer may do."""
    play = card.line.play
    blocks: list[Block] = [section(f":white_check_mark: {told}")] if told else []
    blocks.append(section(line_text(card.line)))
    facts = [escape(each) for each in (play.facts.amount, play.facts.cycle) if each]
    if facts:
        blocks.append(context(" · ".join(facts)))
    for label, words in (
        ("Situation", play.situation),
        ("What I did", play.did),
        ("Why it worked", play.why),
    ):
        blocks += [section(f"*{label}*"), *quotation(escape(words))]
    if card.line.counts.deals:
        blocks.append(context(_compared(card.difference)))
    buttons = _buttons(card)
    return [*blocks, actions(*buttons)] if buttons else blocks


def _buttons(card: PlayCard) -> list[Element]:
    play, value = card.line.play, str(card.line.play.id)
    buttons: list[Element] = []
    if play.state is PlayState.shared:
        buttons.append(button("Used it", USED, value=value, style="primary"))
        if card.may_confirm:
            buttons.append(button("Still true", TRUE, value=value))
        if not card.is_author and card.author.is_active_person:
            first = card.author.name.partition(" ")[0]
            buttons.append(button(f"Thank {first}"[:75], THANK, value=value))
    if card.is_author:
        buttons.append(button("Edit", EDIT, value=value))
    if card.may_archive:
        buttons.append(button("Archive", ARCHIVE, value=value))
    return buttons


def card_message(card: PlayCard, told: str = "") -> Message:
    """A play in full as an answer."""
    return Message(TITLE, card_blocks(card, told))


def card_modal(card: PlayCard, told: str = "") -> dict[str, Any]:
    """A play in full as a window."""
    return modal(SHOWN, "A play", card_blocks(card, told))


def losses_message(table: LossTable) -> Message:
    """Why a manager's people lost deals, by stage."""
    if table.rows is None:
        told = "Too few lost deals with a reason to show: five, of two people, are needed."
        return Message("Lost deals", [section(told)])
    lines = [f"• {stage or 'no stage'}: {escape(reason)} · {times}" for stage, reason, times in table.rows]
    head = f"*Why deals were lost, last 90 days: {table.losses} deals of {table.people} people*"
    return Message("Lost deals", [section(head), section("\n".join(lines)[:2900])])
