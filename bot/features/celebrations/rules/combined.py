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

# Days of a person's own, which have nothing to do with a deal.
_OWN_DAYS = frozenset({CelebrationKind.anniversary, CelebrationKind.birthday, CelebrationKind.welcome})


def one_each(items: Sequence[tuple[tuple[str, ...], bool, T]]) -> list[list[T]]:
    """Groups (names, whether it is undone, item): whoever shares a name is together, so each stands once.

    What is undone stands alone. Deals, and what leads a group, keep their order.
    """
    groups: list[tuple[set[str], list[T]]] = []
    for names, is_undone, item in items:
        met = [] if is_undone else [group for group in groups if group[0].intersection(names)]
        known, told = met[0] if met else (set[str](), list[T]())
        for more_known, more in met[1:]:
            known |= more_known
            told += more
        known.update(() if is_undone else names)
        told.append(item)
        groups = [group for group in groups if not any(group is each for each in met[1:])]
        if not met:
            groups.append((known, told))
    return [told for _, told in groups]


def combined(items: Sequence[Told], tone: CelebrationTone) -> str:
    """One sentence in mrkdwn for all that is celebrated of the people in it, each named once.

    It is about whoever comes first in the first deal of several people, else in the first item; what is
    celebrated of the others stands in brackets behind their names. Whoever shares no deal with them, but
    one with those, has a sentence more.
    """
    by_person: dict[str, list[Told]] = {}
    for each in sorted(items, key=lambda each: _ORDER.index(each[0])):
        by_person.setdefault(each[1].who[0], []).append(each)
    lead = next((words for _, words in items if len(words.who) > 1), items[0][1]).who[0]
    told = [_sentence(lead, by_person, tone)]
    while by_person:
        told.append(_sentence(next(iter(by_person)), by_person, tone))
    return " ".join(told)


def _sentence(lead: str, by_person: dict[str, list[Told]], tone: CelebrationTone) -> str:
    """The sentence about this person; takes out of `by_person` what it tells."""
    own, named = by_person.pop(lead), {lead}
    end = "!" if tone is CelebrationTone.playful else "."
    won = _deals(own, named, by_person)
    if not won:
        return f"{SIGNS[own[0][0]]} *{lead}*: {_joined(_parts(own))}{end}"
    tiers = [Tier(words.tier) for kind, words in own if kind is CelebrationKind.deal]
    told = f"{DEAL_SIGNS[max(tiers, key=_TIERS.index)]} *{lead}* won {won}"
    of_deals = _parts([each for each in own if each[0] not in _OWN_DAYS])
    days = _parts([each for each in own if each[0] in _OWN_DAYS])
    told += f": {_joined(of_deals)}{end}" if of_deals else end
    return f"{told} And {_joined(days)}{end}" if days else told


def _deals(own: Sequence[Told], named: set[str], by_person: dict[str, list[Told]]) -> str:
    """The deals of one person, with whom they were won; `named` learns who stands in the sentence by now."""
    told = [_deal(words, named, by_person) for kind, words in own if kind is CelebrationKind.deal]
    return _joined(told) if told else ""


def _deal(words: CelebrationWords, named: set[str], by_person: dict[str, list[Told]]) -> str:
    deal = f"*{words.what}*{f' ({words.amount})' if words.amount else ''}"
    new = [name for name in words.who if name not in named]
    named.update(new)
    if not new:
        return f"{deal} together" if len(words.who) > 1 else deal
    return f"{deal} with {listed([f'*{name}*{_beside(name, named, by_person)}' for name in new])}"


def _beside(name: str, named: set[str], by_person: dict[str, list[Told]]) -> str:
    """What is celebrated of somebody who stands in another's sentence, in brackets; "" without anything."""
    own = by_person.pop(name, [])
    won = _deals(own, named, by_person)
    told = [*([f"who won {won}"] if won else []), *_parts(own)]
    return f" ({_joined(told)})" if told else ""


def _parts(own: Sequence[Told]) -> list[str]:
    """What is celebrated of one person beside their deals."""
    kinds = {kind for kind, _ in own}
    # Whoever wins for the first time has had no better week: that says nothing.
    silent = {CelebrationKind.deal, *([CelebrationKind.best] if CelebrationKind.first in kinds else [])}
    return [_part(kind, words) for kind, words in own if kind not in silent]


def _part(kind: CelebrationKind, words: CelebrationWords) -> str:
    # The name of the deal, and the days of the week, stand in the sentence already, or say little here.
    what = words.what.partition(",")[0] if kind is CelebrationKind.best else words.what
    what = what.replace("the largest deal so far", "the largest so far")
    what = what.partition(" ")[0] if kind is CelebrationKind.quota else what  # Q4, which is this one.
    told = _PARTS[kind].format(what=what)
    # A day off is told the working day before, in other words.
    is_later = kind in _OWN_DAYS and words.when != CelebrationWords.when
    return f"{words.when[0].lower()}{words.when[1:]} {told}" if is_later else told


def _joined(parts: Sequence[str]) -> str:
    """`a`, `a, and b`, `a, b, and c`: with its comma, since a part may hold an "and" of its own."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])}, and {parts[-1]}"
