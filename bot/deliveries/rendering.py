"""Renders a delivery as a message, by its kind's view or as a line of a digest."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.deliveries.models import Delivery
from bot.deliveries.notice_store import NewerNotice, read
from bot.deliveries.notices import (
    DIGEST,
    MADE_OF_OTHERS,
    REMINDERS,
    Digest,
    Notice,
    NoticeKind,
    NoticeKinds,
    ReminderRow,
    Reminders,
)
from bot.deliveries.policy import DeliveryHooks, unsolicited_of
from bot.deliveries.reminder_rows import reminder_blocks
from bot.slack.blocks import Block, Element, Message, actions, section


class Renderer:
    """Renders deliveries of these kinds."""

    def __init__(self, kinds: NoticeKinds, policy: DeliveryHooks) -> None:
        self._kinds = kinds
        self._menu = policy.menu

    def message(
        self, delivery: Delivery, merged: Sequence[Delivery] = (), *, is_edit: bool = False
    ) -> Message:
        """The message of a delivery, with the menu of an unsolicited one.

        `merged`: the deliveries of which it is made, or that are rows of it; a single one is rendered as
        itself, unless what was sent changes by an edit. UnreadableNotice: as in `read`; NewerNotice: also a
        kind that no feature declares.
        """
        kind = self._kind(delivery)
        if len(merged) == 1 and delivery.kind in MADE_OF_OTHERS and not is_edit:
            return self.message(merged[0])
        message = self._drawn(kind, delivery, merged)
        unasked = unsolicited_of(delivery, self._kinds)
        menu = self._menu(delivery.kind, unasked) if unasked else None
        return Message(message.text, _with_menu(message, menu)) if menu else message

    def _drawn(self, kind: NoticeKind[Any], delivery: Delivery, merged: Sequence[Delivery]) -> Message:
        if delivery.kind == DIGEST and merged:
            return kind.render(Digest(tuple(self.line(row) for row in merged)))
        rows = tuple(self.row(each) for each in merged)
        if delivery.kind == REMINDERS:
            return kind.render(Reminders(rows))
        notice: Notice = read(kind.notice, delivery.facts)
        message = kind.render(notice)
        before = message.blocks or [section(message.text)]
        # What has its button there already is not said twice.
        fresh = [row for row in rows if (row.action_id, row.value) not in _pressed(before)]
        return Message(message.text, [*before, *reminder_blocks(fresh)]) if fresh else message

    def row(self, merged: Delivery) -> ReminderRow:
        """A reminder as its row among others. UnreadableNotice: as in `message`."""
        kind = self._kind(merged)
        if kind.reminds is None:
            raise TypeError(f"{merged.kind} has no row among reminders")
        row: ReminderRow = kind.reminds.row(read(kind.notice, merged.facts))
        return replace(row, is_done=merged.not_after is not None and merged.not_after <= merged.due_at)

    def line(self, merged: Delivery) -> str:
        """A delivery as its line of a digest. UnreadableNotice: as in `message`."""
        kind = self._kind(merged)
        if kind.unasked is None or kind.unasked.line is None:
            raise TypeError(f"{merged.kind} has no line for a digest")
        return kind.unasked.line(read(kind.notice, merged.facts))

    def _kind(self, delivery: Delivery) -> NoticeKind[Any]:
        if delivery.kind not in self._kinds:
            raise NewerNotice(f"{delivery.kind}: no feature declares it")
        return self._kinds[delivery.kind]


def _pressed(blocks: Sequence[Block]) -> set[tuple[str, str]]:
    """What the buttons of these blocks do: action and value."""
    found = [
        each for block in blocks for each in (block.get("accessory"), *block.get("elements", ())) if each
    ]
    return {(each["action_id"], each.get("value", "")) for each in found if "action_id" in each}


def _with_menu(message: Message, menu: Element) -> list[Block]:
    """The blocks with the menu beside the first section, or below when that has an accessory."""
    first, *rest = message.blocks or [section(message.text)]
    if first["type"] == "section" and "accessory" not in first:
        return [first | {"accessory": menu}, *rest]
    return [first, *rest, actions(menu)]
