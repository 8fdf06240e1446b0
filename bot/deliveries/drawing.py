"""From a delivery's facts to the message: by its kind's view, or as a line of a digest."""

from collections.abc import Mapping, Sequence

from bot.deliveries.kinds import Kind, Policy, unasked_of
from bot.deliveries.models import Delivery
from bot.slack.blocks import Message, section


class Drawing:
    """Draws deliveries of these kinds."""

    def __init__(self, kinds: Mapping[str, Kind], policy: Policy) -> None:
        self._kinds = kinds
        self._footer = policy.footer

    def message(self, delivery: Delivery, merged: Sequence[Delivery] = ()) -> Message:
        """What it says; a digest of one delivery is that delivery. Below an unasked one, how to have less."""
        if len(merged) == 1:
            return self.message(merged[0])
        facts = {"lines": [self._line(row) for row in merged]} if merged else delivery.facts
        message = self._kinds[delivery.kind].draw(facts)
        unasked = unasked_of(delivery, self._kinds)
        footer = self._footer(delivery.kind, unasked) if unasked else []
        return Message(message.text, [*_blocks(message), *footer]) if footer else message

    def _line(self, merged: Delivery) -> str:
        unasked = self._kinds[merged.kind].unasked
        if unasked is None or unasked.line is None:
            raise TypeError(f"{merged.kind} has no line for a digest")
        return unasked.line(merged.facts)


def _blocks(message: Message) -> list[dict[str, object]]:
    return message.blocks or [section(message.text)]
