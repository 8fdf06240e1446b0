"""What is delivered about Pacer itself."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class MenuShown(Notice):
    """To who asked, or wrote what Pacer does not understand: what may follow `/pacer`, what that does.

    `mentioned`: it was written in a channel. `asked`: it was asked for.
    """

    kind = "home.menu"
    usages: tuple[tuple[str, str], ...]
    mentioned: bool = False
    asked: bool = True
