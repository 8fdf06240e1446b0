"""What is delivered about Pacer itself."""

from dataclasses import dataclass

from bot.deliveries.notices import Notice


@dataclass(frozen=True)
class MenuShown(Notice):
    """To who wrote what Pacer does not understand: (what may follow `/pacer`, what that does) for them.

    `mentioned`: it was written in a channel.
    """

    kind = "home.menu"
    usages: tuple[tuple[str, str], ...]
    mentioned: bool = False
