"""Needs: what waits for somebody, one line and one button each, told by the feature that knows. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum


class NeedRank(IntEnum):
    """How grave a need is, the gravest first; of one rank the oldest comes first, what is due by its day."""

    blocked = 1
    due = 2
    answer = 3
    decide = 4
    write = 5
    gap = 6


@dataclass(frozen=True)
class Need:
    """What waits for somebody until they, or somebody else, has done it.

    `key` is the same as long as the need is, such as `goals.answer:17`; what stands before the colon is its
    kind. `text`: one line of mrkdwn, 90 characters at most, without ids. `label`, `action_id` and `value`
    make the button that does it. `since`: when it came up; `due`: the last day for it, None for none.
    `about_id`: the person led whom it is about, "" for none; they have one row. `name`: how several of a kind
    name it in one row.
    """

    key: str
    text: str
    label: str
    action_id: str
    rank: NeedRank
    since: datetime
    value: str = ""
    due: date | None = None
    about_id: str = ""
    name: str = ""

    @property
    def kind(self) -> str:
        """What stands before the colon of `key`."""
        return self.key.partition(":")[0]

    @property
    def may_wait(self) -> bool:
        """Whether it may be put away: only a gap, for which nobody waits."""
        return self.rank is NeedRank.gap
