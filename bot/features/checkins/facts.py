"""Check-ins as somebody looks at them. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Checkin:
    """One person was asked on `nominal` about these goals. It is late from `late_from` on."""

    id: int
    wins: str
    blockers: str
    next_week: str
