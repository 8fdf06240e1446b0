"""The order of needs, and which of them share a row. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.features.doors.rules import AREA, TYPE
from bot.framework.doors import Area
from bot.framework.needs import Need, NeedRank, fitted

# Three or more of a kind are one row, with as many names.
FEWEST_TOGETHER = 3
_MOST_NAMES = 3
_ALL = "*"
# What is typed to open the form of a group; the others are in the menu of what is set up.
_FORM_OF = {"kudos": "/pacer settings", "calendar": "/pacer calendar", "coaching": "/coach settings"}


class PutAwayFor(StrEnum):
    """How long somebody does not want to see a gap."""

    a_week = "a_week"
    the_quarter = "the_quarter"


@dataclass(frozen=True)
class NeedRow:
    """One row: a need, and how many others it stands for. `names`: of those of one kind, when together."""

    need: Need
    others: int = 0
    names: tuple[str, ...] = ()


def in_order(needs: Iterable[Need]) -> list[Need]:
    """The gravest first; of one rank what is due by its day, then the oldest."""
    return sorted(needs, key=lambda need: (need.rank, need.due or date.max, need.since, need.key))


def is_named_by(need: Need, key: str) -> bool:
    """Whether this key stands for the need: its own, or that of all gaps of its kind."""
    return key in (need.key, key_of_kind(need))


def key_of_kind(need: Need) -> str:
    """What stands for all needs of its kind, where several share a row."""
    return f"{need.kind}:{_ALL}"


def left(needs: Iterable[Need], put_away: Mapping[str, datetime], now: datetime) -> list[Need]:
    """The needs without the gaps that are put away until later than `now`."""
    return [need for need in needs if not need.may_wait or put_away.get(need.key, now) <= now]


def rows(needs: Iterable[Need]) -> list[NeedRow]:
    """Needs as rows, in order: somebody led has one, the gravest; three of a kind share one, with names."""
    made = [NeedRow(group[0], len(group) - 1) for group in _by(in_order(needs), _person)]
    by_key = {row.need.key: row for row in made}
    grouped: list[NeedRow] = []
    for group in _by([row.need for row in made], lambda need: need.kind):
        if len(group) < FEWEST_TOGETHER:
            grouped += [by_key[need.key] for need in group]
        else:
            names = tuple(need.name for need in group if need.name)[:_MOST_NAMES]
            grouped.append(NeedRow(group[0], len(group) - 1, names))
    places = {need.key: place for place, need in enumerate(in_order(row.need for row in grouped))}
    return sorted(grouped, key=lambda row: places[row.need.key])


def settings_need(group: str, now: datetime) -> Need:
    """That settings of this group cannot be read: the button leads to the form that mends them."""
    words = _FORM_OF.get(group)
    text = fitted("Settings of *", group, "* cannot be read: their defaults count")
    key, rank = f"settings.unreadable:{group}", NeedRank.decide
    action, value = (f"{TYPE}:0", words) if words else (f"{AREA}:{Area.setup.name}", Area.setup.name)
    return Need(
        key, text, "Set them anew", action, rank, since=now, value=value, name=f"*{group}*", sign=":warning:"
    )


def _person(need: Need) -> str:
    return need.about_id or need.key


def _by(needs: Sequence[Need], key: Callable[[Need], str]) -> list[list[Need]]:
    groups: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        groups[key(need)].append(need)
    return list(groups.values())
