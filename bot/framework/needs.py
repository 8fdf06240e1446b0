"""Needs: what waits for somebody, one line and one button each, told by the feature that knows. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from bot.common import naming
from bot.slack.text import pieces

LONGEST_LINE = 90
_LONGEST_NAME = 20


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
    name it in one row. `sign`: the emoji before it, "" for that of its rank.
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
    sign: str = ""

    @property
    def kind(self) -> str:
        """What stands before the colon of `key`."""
        return self.key.partition(":")[0]

    @property
    def may_wait(self) -> bool:
        """Whether it may be put away: only a gap, for which nobody waits."""
        return self.rank is NeedRank.gap


def fitted(before: str, words: str, after: str = "") -> str:
    """One line of a need: `words`, harmless already, are cut so that it has 90 characters at most."""
    whole = " ".join(words.split())
    room = LONGEST_LINE - len(before) - len(after)
    cut = whole if len(whole) <= room else f"{pieces(whole, room - 1)[0]}…"
    return f"{before}{cut}{after}"


def first_names(names: Mapping[str, str]) -> dict[str, str]:
    """What each is called in a line of a need, by id, which has little room."""
    return {who: pieces(name, _LONGEST_NAME)[0] for who, name in naming.first_names(names).items()}


def rank_by_day(rank: NeedRank, due: date | None, today: date) -> NeedRank:
    """The rank of a need with a day: what is due today, or late, goes before all that is not."""
    return min(rank, NeedRank.due) if due is not None and due <= today else rank
