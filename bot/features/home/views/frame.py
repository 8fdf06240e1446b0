"""The frame of the App Home: the row of tabs above, and the tab that is drawn. Pure."""

from collections.abc import Collection, Sequence
from typing import Any

from bot.features.home.rules.tabs import DrawnTab, Tab
from bot.slack.blocks import Block, actions, button, home

TAB = "home.tab"


def tab_view(tabs: Collection[Tab], drawn: DrawnTab, blocks: Sequence[Block]) -> dict[str, Any]:
    """The App Home with this tab; its metadata tells which it is, and when it was drawn."""
    row = [
        button(tab.value, f"{TAB}:{tab.name}", style="primary" if tab is drawn.tab else None) for tab in tabs
    ]
    return home([actions(*row), *blocks], metadata=drawn.written())
