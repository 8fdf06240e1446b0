"""Renders a delivery as a message, by its kind's view or as a line of a digest."""

from collections.abc import Sequence
from typing import Any

from bot.deliveries.models import Delivery
from bot.deliveries.notice_store import NewerNotice, read
from bot.deliveries.notices import Digest, Notice, NoticeKind, NoticeKinds
from bot.deliveries.policy import DeliveryHooks, unsolicited_of
from bot.slack.blocks import Block, Element, Message, actions, section


class Renderer:
    """Renders deliveries of these kinds."""

    def __init__(self, kinds: NoticeKinds, policy: DeliveryHooks) -> None:
        self._kinds = kinds
        self._menu = policy.menu

    def message(self, delivery: Delivery, merged: Sequence[Delivery] = ()) -> Message:
        """The message of a delivery, with the menu of an unsolicited one.

        `merged`: the deliveries of a digest; a single one is rendered as itself. UnreadableNotice: as in
        `read`; NewerNotice: also a kind that no feature declares.
        """
        if len(merged) == 1:
            return self.message(merged[0])
        kind = self._kind(delivery)
        lines = tuple(self.line(row) for row in merged)
        notice: Notice = Digest(lines) if merged else read(kind.notice, delivery.facts)
        message = kind.render(notice)
        unasked = unsolicited_of(delivery, self._kinds)
        menu = self._menu(delivery.kind, unasked) if unasked else None
        return Message(message.text, _with_menu(message, menu)) if menu else message

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


def _with_menu(message: Message, menu: Element) -> list[Block]:
    """The blocks with the menu beside the first section, or below when that has an accessory."""
    first, *rest = message.blocks or [section(message.text)]
    if first["type"] == "section" and "accessory" not in first:
        return [first | {"accessory": menu}, *rest]
    return [first, *rest, actions(menu)]
