"""Deals that reps wrote down, for who decides about them and for who wrote them; pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.common.dates import write_day
from bot.common.numbers import show_amount
from bot.common.text import listed
from bot.deliveries.notices import MessageGroup, NoticeKind, ReminderRow, Reminding, Unsolicited
from bot.features.ledger.rules.own_entries import LOOK, OwnEntry, OwnEntryState, to_confirm
from bot.features.metrics.notices import EntryLine, OwnEntriesLogged, OwnEntriesWait, OwnEntryDecided
from bot.framework.needs import fitted
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    actions,
    button,
    confirm,
    context,
    modal,
    quotation,
    section,
)
from bot.slack.text import harmless

CONFIRM, CONFIRM_ALL, OTHERWISE = "metrics.own_confirm", "metrics.own_confirm_all", "metrics.own_other"
SAME, DISPUTE = "metrics.own_same", "metrics.own_dispute"
MOST_LISTED = 20
_MOST_IN_A_MESSAGE = 12
_MOST_TOLD = 5


def logged(notice: OwnEntriesLogged) -> Message:
    """Message to who decides, amended once each is decided."""
    waits = [each for each in notice.entries if each.state == OwnEntryState.waiting.value]
    blocks: list[Block] = []
    for each in notice.entries[:_MOST_IN_A_MESSAGE]:
        blocks += _entry(each, notice.who)
    if notice.total and waits:
        blocks.append(context(f"With {'it' if len(waits) == 1 else 'them'} {notice.total}."))
    if len(waits) > 1:
        blocks.append(actions(button("Confirm all", CONFIRM_ALL, value=_ids(waits))))
    return Message(logged_line(notice), blocks)


def logged_line(notice: OwnEntriesLogged) -> str:
    """The message in one line."""
    deals = listed([f"*{each.deal}*, {each.amount}" for each in notice.entries[:_MOST_TOLD]])
    more = f" and {len(notice.entries) - _MOST_TOLD} more" if len(notice.entries) > _MOST_TOLD else ""
    return f"*{notice.who}* wrote down {deals}{more}"


def _ids(entries: Sequence[EntryLine] | Sequence[OwnEntry]) -> str:
    return ",".join(str(each.deal_id) for each in entries)


def _entry(line: EntryLine, who: str) -> list[Block]:
    day = write_day(line.on, line.on)
    said = f"*{who}* wrote down *{line.deal}*, {line.amount}, won {day}."
    if line.state != OwnEntryState.waiting.value:
        return [section(f"{said}\n{_outcome(line)}"), *_words(line)]
    if line.earlier:
        said += f"\n:memo: {line.earlier}"
    if line.twin:
        said += f"\n:grey_question: Is it {line.twin}?"
    return [section(said), actions(*_buttons(line.deal_id, is_twin=bool(line.twin)))]


def _buttons(deal_id: int, *, is_twin: bool) -> list[Element]:
    value = str(deal_id)
    same = [button("It is the same", SAME, value=value)] if is_twin else []
    return [
        button("Confirm", CONFIRM, value=value, style="primary"),
        *same,
        button("Not like that", OTHERWISE, value=value),
    ]


def _outcome(line: EntryLine) -> str:
    match OwnEntryState(line.state):
        case OwnEntryState.confirmed:
            return f":white_check_mark: Confirmed by {line.by}: it counts."
        case OwnEntryState.declined:
            return f":no_entry_sign: Declined by {line.by}."
        case OwnEntryState.taken_over:
            return f":white_check_mark: It counts: {line.reason}."
        case _:
            return ":leftwards_arrow_with_hook: Taken back."


def _words(line: EntryLine) -> list[Block]:
    return quotation(harmless(line.reason, {})) if line.state == OwnEntryState.declined.value else []


def waits(notice: OwnEntriesWait) -> Message:
    """Message to who decides that entries still wait."""
    text = waits_line(notice)
    lines = [f"• *{who}*: *{deal}*, {amount}" for who, deal, amount in notice.entries[:_MOST_TOLD]]
    if len(notice.entries) > _MOST_TOLD:
        lines.append(f"… and {len(notice.entries) - _MOST_TOLD} more")
    look = actions(button("Show deals", LOOK, style="primary"))
    return Message(text, [section("\n".join([f":hourglass: *{text}*", *lines])), look])


def waits_line(notice: OwnEntriesWait) -> str:
    """The reminder in one line."""
    count = to_confirm(len(notice.entries))
    return f"{count} before {notice.before} closes" if notice.before else f"{count}: they wait for you"


def waits_row(notice: OwnEntriesWait) -> ReminderRow:
    """The reminder as a row among others."""
    before = f" before {notice.before} closes" if notice.before else ""
    return ReminderRow(fitted(to_confirm(len(notice.entries)), before), "Show deals", LOOK)


def waits_needs(notice: OwnEntriesWait) -> list[str]:
    """What waits until all of these deals are decided."""
    return [f"metrics.confirm:{deal_id}" for deal_id in notice.deal_ids]


def to_confirm_blocks(count: int) -> list[Block]:
    """How many deals wait for the reader, with the way to them; nothing for none."""
    look = button("Show deals", LOOK)
    return [section(f":hourglass: *{to_confirm(count)}*", accessory=look)] if count else []


def decided(notice: OwnEntryDecided) -> Message:
    """Message to the rep: why it does not count, or what counts instead."""
    text = decided_line(notice)
    if notice.said:
        return Message(text, [section(f":white_check_mark: {text}")])
    blocks = [section(f":no_entry_sign: {text}"), *quotation(harmless(notice.reason, {}))]
    if notice.credit_id is not None:
        blocks.append(actions(button("Dispute", DISPUTE, value=str(notice.credit_id))))
    return Message(text, blocks)


def decided_line(notice: OwnEntryDecided) -> str:
    """The decision in one line."""
    deal = f"*{notice.deal}*, {notice.amount}"
    if notice.said:
        return f"{notice.by} confirmed {deal}, as {notice.said}: so it counts."
    return f"{notice.by} declined {deal}: it does not count."


def list_modal(
    entries: Sequence[OwnEntry], names: Mapping[str, str], today: date, news: str = ""
) -> dict[str, Any]:
    """All that waits for the reader, each with its buttons, and one for all of them."""
    blocks: list[Block] = [section(news)] if news else []
    shown = entries[:MOST_LISTED]
    for each in shown:
        who, amount = names.get(each.owner_id, "Someone"), show_amount(each.amount, each.currency)
        said = f"*{each.name}*, {amount}, won {write_day(each.closed_on, today)} · {who}"
        if each.twin:
            said += f"\n:grey_question: Is it *{each.twin.name}* of {each.twin.source}?"
        blocks += [section(said), actions(*_buttons(each.deal_id, is_twin=each.twin is not None))]
    if len(entries) > len(shown):
        blocks.append(context(f"and {len(entries) - len(shown)} more, once these are decided"))
    if not entries:
        blocks.append(section("Nothing waits for you."))
    if len(shown) > 1:
        ask = confirm("Confirm all?", f"All {len(shown)} above count from then on.", yes="Confirm all")
        blocks.append(
            actions(button("Confirm all", CONFIRM_ALL, value=_ids(shown), style="primary", ask=ask))
        )
    return modal("metrics.own_list", "Deals to confirm", blocks)


NOTICES = (
    NoticeKind(
        OwnEntriesLogged, logged, Unsolicited("Deals to confirm", logged_line, group=MessageGroup.team)
    ),
    NoticeKind(
        OwnEntriesWait,
        waits,
        Unsolicited("Deals that still wait for you", waits_line, group=MessageGroup.team),
        reminds=Reminding(waits_row, waits_needs),
    ),
    NoticeKind(OwnEntryDecided, decided),
)
