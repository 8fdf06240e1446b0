"""What came of facts that a source told; pure."""

from dataclasses import dataclass, fields


@dataclass
class Tally:
    """How many facts were new, changed, and known already.

    `older` than what is known, so that nothing changed; `gone`: told as deleted, merged or missing.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    gone: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def counts(self) -> list[int]:
        """The numbers in the order of the fields, to be stored; `Tally(*counts)` is the inverse."""
        return [getattr(self, each.name) for each in fields(self)]
