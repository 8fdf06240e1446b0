"""What an admin decides about plays. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.common.errors import BadInput
from bot.framework.settings import SettingsGroup


@dataclass(frozen=True)
class LossReason:
    """Why deals are lost: its `key` is stored; a retired one is not offered any more."""

    key: str
    name: str
    help: str = ""
    is_retired: bool = False


MOST_REASONS, LONGEST_REASON, _LONGEST_KEY = 8, 40, 20
OTHER = LossReason("other", "Something else")
USUAL_REASONS = (
    LossReason("nothing", "They did nothing", "no decision, the budget went, the project was stopped"),
    LossReason("rival", "Somebody else won", "another supplier, or they build it themselves"),
    LossReason("price", "Price or terms", "too dear, too long, too rigid"),
    LossReason("fit", "It did not fit", "a missing function, the wrong time, a security rule"),
    LossReason("people", "We lost the people", "a sponsor left, we never met who decides"),
)


@dataclass(frozen=True)
class PlaySettings(SettingsGroup, name="plays", deed="change how plays work here"):
    """`stale_days`: so long a play counts as true without use or a nod, 60 to 365.

    `weekly`: one a week goes into the channels of teams. `reasons`: why deals are lost, *other* beside them.
    """

    stale_days: int = 90
    weekly: bool = True
    reasons: tuple[LossReason, ...] = USUAL_REASONS

    @property
    def stale_after(self) -> timedelta:
        """`stale_days` as a length of time."""
        return timedelta(days=self.stale_days)

    @property
    def offered(self) -> dict[str, str]:
        """Names of the reasons that are offered, by key; *other* last."""
        return {each.key: each.name for each in (*self.reasons, OTHER) if not each.is_retired}

    @property
    def names(self) -> dict[str, str]:
        """Names of all reasons by key, retired ones too."""
        return {each.key: each.name for each in (*self.reasons, OTHER)}


def read_reasons(typed: str, known: Sequence[LossReason]) -> tuple[LossReason, ...]:
    """The reasons as they shall be, one a line; those that are known keep their key, the others are retired.

    BadInput: none, too many, or one is too long.
    """
    names = list(dict.fromkeys(" ".join(line.split()) for line in typed.splitlines() if line.strip()))
    if not 1 <= len(names) <= MOST_REASONS:
        raise BadInput(f"Write 1 to {MOST_REASONS} reasons, one a line.")
    for name in names:
        if len(name) > LONGEST_REASON:
            raise BadInput(f"At most {LONGEST_REASON} characters a reason; this has {len(name)}.")
    by_name = {each.name.casefold(): each for each in known}
    taken = {each.key for each in (*known, OTHER)}
    kept = []
    for name in names:
        found = by_name.get(name.casefold())
        if found is None:
            key = _key_of(name, taken)
            taken.add(key)
        kept.append(replace(found, name=name, is_retired=False) if found else LossReason(key, name))
    keys = {each.key for each in kept}
    return (*kept, *(replace(each, is_retired=True) for each in known if each.key not in keys))


def _key_of(name: str, taken: set[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[: _LONGEST_KEY - 3] or "reason"
    return next(key for key in (base, *(f"{base}_{number}" for number in range(2, 99))) if key not in taken)
