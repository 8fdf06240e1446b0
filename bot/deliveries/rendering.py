"""Renders a delivery as a message, by its kind's view or as a line of a digest."""

from collections.abc import Mapping, Sequence

from bot.deliveries.models import Delivery
from bot.deliveries.notices import NoticeKind
from bot.deliveries.policy import DeliveryHooks, unsolicited_of
from bot.slack.blocks import Block, Element, Message, actions, section


class Renderer:
    """Renders deliveries of these kinds."""

    def __init__(self, kinds: Mapping[str, NoticeKind], policy: DeliveryHooks) -> None:
        self._kinds = kinds
        self._menu = policy.menu

    def message(self, delivery: Delivery, merged: Sequence[Delivery] = ()) -> Message:
        """The message of a delivery, with the menu of an unsolicited one.

        `merged`: the deliveries of a digest; a single one is rendered as itself.
        """
        if len(merged) == 1:
            return self.message(merged[0])
        facts = {"lines": [self._line(row) for row in merged]} if merged else delivery.facts
        message = self._kinds[delivery.kind].draw(facts)
        unasked = unsolicited_of(delivery, self._kinds)
        menu = self._menu(delivery.kind, unasked) if unasked else None
        return Message(message.text, _with_menu(message, menu)) if menu else message

    def _line(self, merged: Delivery) -> str:
        unasked = self._kinds[merged.kind].unasked
        if unasked is None or unasked.line is None:
            raise TypeError(f"{merged.kind} has no line for a digest")
        return unasked.line(merged.facts)


def _with_menu(message: Message, menu: Element) -> list[Block]:
    """The blocks with the menu beside the first section, or below when that has an accessory."""
    first, *rest = message.blocks or [section(message.text)]
    if first["type"] == "section" and "accessory" not in first:
        return [first | {"accessory": menu}, *rest]
    return [first, *rest, actions(menu)]
