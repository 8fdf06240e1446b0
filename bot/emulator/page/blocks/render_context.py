"""What renderers know of the viewer and the surface, and the ids of elements in the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.emulator.page.dates import When
from bot.emulator.page.markup import esc
from bot.emulator.page.mrkdwn import mrkdwn_to_html, plain_to_html
from bot.emulator.state.elements import State
from bot.emulator.state.world import Block


@dataclass(frozen=True)
class RenderContext:
    """One message or view as one person sees it.

    `holder` is the message's `channel:ts` or the view's id; `state` is shaped like `view.state.values`;
    `errors` are the sentences below the fields, by block id. `older_client` does not know layouts.
    """

    names: Mapping[str, str]
    when: When
    holder: str
    state: State = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    older_client: bool = False

    def text(self, text: Block | str | None) -> str:
        """A text object as HTML (mrkdwn or plain_text)."""
        if not text:
            return ""
        if isinstance(text, str):
            return esc(text)
        words = str(text.get("text", ""))
        return (
            mrkdwn_to_html(words, self.names, self.when)
            if text.get("type") == "mrkdwn"
            else plain_to_html(words)
        )

    def chosen(self, block_id: str, element: Block) -> Mapping[str, Any] | None:
        """The state of an element, or None while nobody has touched it."""
        return self.state.get(block_id, {}).get(str(element.get("action_id", "")))

    def address(self, block_id: str, element: Block) -> dict[str, str]:
        """The data attributes by which the page finds this element again."""
        return {
            "data_holder": self.holder,
            "data_block": block_id,
            "data_action": str(element.get("action_id", "")),
        }


def plain(text: Block | str | None) -> str:
    """The text of a text object; "" for None."""
    return str(text.get("text", "")) if isinstance(text, Mapping) else text or ""
