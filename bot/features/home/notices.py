"""What is delivered about Pacer itself."""

from dataclasses import dataclass

from bot.deliveries.notices import Facts, Notice


@dataclass(frozen=True)
class MenuShown(Notice):
    """The menu, to who asked, or wrote what Pacer does not understand.

    `areas`: names of what it offers. `mentioned`: it was written in a channel. `asked`: it was asked for.
    """

    kind = "home.menu"
    version = 2
    first_name: str
    areas: tuple[str, ...]
    mentioned: bool = False
    asked: bool = True

    @classmethod
    def upgrade(cls, version: int, facts: Facts) -> Facts:
        """Version 1 listed what may be typed: the button to the menu takes its place."""
        kept = {name: facts[name] for name in ("mentioned", "asked") if name in facts}
        return {"first_name": "", "areas": (), **kept}
