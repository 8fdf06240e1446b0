"""One sentence for all that is celebrated of one person in one post. Pure."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from bot.common.text import listed
from bot.features.celebrations.rules.selection import CelebrationKind, CelebrationTone, Tier
from bot.features.celebrations.rules.texts import DEAL_SIGNS, SIGNS, CelebrationWords

T = TypeVar("T")
Told = tuple[CelebrationKind, CelebrationWords]
_TIERS = tuple(Tier)
# What the largest of somebody's reasons to celebrate is, where there is no deal.
_ORDER = tuple(CelebrationKind)
_PARTS: Mapping[CelebrationKind, str] = {
    CelebrationKind.goal: "the goal {what} is reached",
    CelebrationKind.quota: "the {what} quota is met",
    CelebrationKind.best: "{what}",
    CelebrationKind.streak: "{what} weeks in a row on target",
    CelebrationKind.first: "the first deal",
    CelebrationKind.anniversary: "{what} with us",
    CelebrationKind.birthday: "it is their birthday",
    CelebrationKind.welcome: "welcome to {what}",
    CelebrationKind.team: "{what}",
}


def one_each(items: Sequence[tuple[tuple[str, ...], bool, T]]) -> list[list[T]]:
    """Groups (names, whether it is undone, item): what is celebrated of the same first person is together.

    What is undone stands alone. Deals, and what leads a group, keep their order.
    """
    groups: list[list[T]] = []
    known: dict[str, list[T]] = {}
    for names, is_undone, item in items:
        mine = known.get(names[0]) if names and not is_undone else None
        if mine is not None:
            mine.append(item)
            continue
        groups.append([item])
        if names and not is_undone:
            known[names[0]] = groups[-1]
    return groups


def combined(items: Sequence[Told], tone: CelebrationTone) -> str:
    """One sentence in mrkdwn for all that is celebrated of the person whom each item names first."""
    ordered = sorted(items, key=lambda each: _ORDER.index(each[0]))
    won = [words for kind, words in ordered if kind is CelebrationKind.deal]
    kinds = {kind for kind, _ in ordered}
    # Whoever wins for the first time has had no better week: that says nothing.
    silent = {CelebrationKind.deal, *([CelebrationKind.best] if CelebrationKind.first in kinds else [])}
    rest = [_part(kind, words) for kind, words in ordered if kind not in silent]
    who = f"*{ordered[0][1].who[0]}*"
    end = "!" if tone is CelebrationTone.playful else "."
    if not won:
        return f"{SIGNS[ordered[0][0]]} {who}: {_joined(rest)}{end}"
    largest = max((words.tier for words in won), key=lambda tier: _TIERS.index(Tier(tier)))
    told = f"{DEAL_SIGNS[largest]} {who} won {_joined([_deal(words) for words in won])}"
    return f"{told}: {_joined(rest)}{end}" if rest else f"{told}{end}"


def _deal(words: CelebrationWords) -> str:
    others = f" with {listed([f'*{name}*' for name in words.who[1:]])}" if len(words.who) > 1 else ""
    return f"*{words.what}*{f' ({words.amount})' if words.amount else ''}{others}"


def _part(kind: CelebrationKind, words: CelebrationWords) -> str:
    # The name of the deal, and the days of the week, stand in the sentence already, or say little here.
    what = words.what.partition(",")[0] if kind is CelebrationKind.best else words.what
    what = what.replace("the largest deal so far", "the largest so far")
    what = what.partition(" ")[0] if kind is CelebrationKind.quota else what  # Q4, which is this one.
    return _PARTS[kind].format(what=what)


def _joined(parts: Sequence[str]) -> str:
    """`a`, `a, and b`, `a, b, and c`: with its comma, since a part may hold an "and" of its own."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"
