"""Pulses as messages and forms: the question, an answer, the result; pure."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.common.bars import bar_of
from bot.common.date_ranges import named_day, week_of
from bot.common.numbers import write_amount
from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.pulse.notices import PulseAsked, PulseClosed, PulseReminder
from bot.features.pulse.rules.pulses import ANSWER, About, Pulse, PulseStatus, Result
from bot.framework.pager import PREVIOUS_NEXT, pager_blocks, paginate
from bot.slack.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    quotation,
    section,
)
from bot.slack.text import escape

SHOW, NEW = "pulse.show", "pulse.new"
# Paragraphs a page: Slack's limit is 250,000 characters a view.
PAGE = 40
TITLE = "Pulse"
AGREES = {1: "1: not at all", 2: "2: rather not", 3: "3: partly", 4: "4: mostly", 5: "5: fully"}
ABOUT = {About.manager: "about whoever leads you", About.team: "about your team"}


def list_message(found: Sequence[PulseStatus], *, may_ask: bool) -> Message:
    """The pulses for `/pulse`; `may_ask` adds the button for a new one."""
    blocks: list[Block] = [header(TITLE)]
    for each in found:
        value = str(each.pulse.id)
        action = button("Answer", ANSWER, value=value, style="primary")
        accessory = action if each.waits_for_viewer else button("Open", SHOW, value=value)
        state = f"until {named_day(each.pulse.closes_on)}" if each.pulse.state == "open" else "closed"
        blocks.append(section(f"{escape(each.pulse.question)} · {state}", accessory=accessory))
    if not found:
        blocks.append(context("Nothing is asked of you."))
    if may_ask:
        blocks.append(actions(button("New pulse", NEW, style="primary")))
    return Message(TITLE, blocks)


def standing_view(found: PulseStatus, page: int = 1) -> dict[str, Any]:
    """Modal with the result of a pulse, one page of words, or why nothing is shown yet."""
    pulse = found.pulse
    blocks: list[Block] = [*quotation(escape(pulse.question))]
    if found.result is None:
        blocks.append(section(_why_not(found)))
    else:
        blocks.append(context(f"{found.result.answered} of {found.asked} answered"))
        blocks += [*_figures(found.result), *_words(found.result, found.pulse, page)]
    return modal("pulse.shown", TITLE, blocks)


def _why_not(found: PulseStatus) -> str:
    if found.pulse.state == "open":
        return f"It is open until {named_day(found.pulse.closes_on)}: answers are shown when it is closed."
    return f"Fewer than {found.pulse.minimum} answers: nothing is shown, so that nobody can be recognised."


def _figures(shown: Result) -> list[Block]:
    most = max(count for _, count in shown.counts)
    lines = [f"{bar_of(count, most)} {AGREES[score]} · {count}" for score, count in shown.counts]
    mean = write_amount(Decimal(round(shown.mean * 10)) / 10)
    return [section(f"*{mean} of 5* on average"), section("\n".join(lines))]


def _words(shown: Result, pulse: Pulse, page: int) -> list[Block]:
    paragraphs = [each for words in shown.words for each in quotation(escape(words))]
    if not paragraphs:
        return []
    on_page = paginate(paragraphs, page, PAGE)
    blocks = [divider(), context(f"In random order, {week_of(pulse.closes_on).label}")]
    turns = pager_blocks(on_page, SHOW, lambda number: f"{pulse.id} {number}", PREVIOUS_NEXT)
    return [*blocks, *on_page.rows, *turns]


def _asked(notice: PulseAsked) -> Message:
    by = named_day(notice.closes_on)
    about = ABOUT[notice.about]
    text = f":shield: *{notice.asker}* asks your team {about}, anonymously, until {by}."
    return Message(text, [section(text), _button(notice)])


def _reminded(notice: PulseReminder) -> Message:
    by = named_day(notice.closes_on)
    text = f":shield: The anonymous question {ABOUT[notice.about]} closes after {by}."
    return Message(text, [section(text), _button(notice)])


def _reminded_row(notice: PulseReminder) -> ReminderRow:
    by = named_day(notice.closes_on)
    return ReminderRow(
        f"Anonymous question {ABOUT[notice.about]}, until {by}", "Answer", ANSWER, str(notice.pulse_id)
    )


def _reminded_needs(notice: PulseReminder) -> list[str]:
    return [f"pulse.answer:{notice.pulse_id}"]


def _button(notice: PulseAsked) -> Block:
    return actions(button("Answer", ANSWER, value=str(notice.pulse_id), style="primary"))


def _closed(notice: PulseClosed) -> Message:
    if not notice.shown:
        text = f":shield: Your pulse is closed with fewer than {notice.minimum} answers: nothing is shown."
        return Message(text, [section(text)])
    text = f":shield: The question {ABOUT[notice.about]} is closed: this is what everybody said."
    return Message(text, [section(text, accessory=button("Open", SHOW, value=str(notice.pulse_id)))])


NOTICES = (
    NoticeKind(PulseAsked, _asked, Unsolicited("Anonymous questions", group=MessageGroup.waiting)),
    NoticeKind(
        PulseReminder,
        _reminded,
        Unsolicited("Reminders of anonymous questions", group=MessageGroup.reminders),
        reminds=Reminding(_reminded_row, _reminded_needs),
    ),
    NoticeKind(PulseClosed, _closed, Unsolicited("What anonymous questions came to", is_news=True)),
)
