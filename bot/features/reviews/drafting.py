"""A draft built by rules: sentences that each name the evidence they stand on. Pure.

The same evidence gives the same bytes; without an item its sentence goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.common.spans import short_day
from bot.features.evidence.rules import Item, Source
from bot.features.reviews.rules import Section

MOST_OF_A_KIND = 8
_HEADS = {
    Source.result: "Result",
    Source.goal: "Goal",
    Source.credit: "Deal",
    Source.checkin: "Check-in",
    Source.kudos: "Thanked by",
    Source.feedback: "Feedback from",
}


@dataclass(frozen=True)
class Sentence:
    """A sentence and the keys of the items it stands on."""

    section: Section
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """An action that was agreed in the last review."""

    text: str
    state: str


def sentences(items: Sequence[Item]) -> tuple[Sentence, ...]:
    """What the evidence says, kind by kind, the oldest first; beyond eight of a kind, how many more."""
    found: list[Sentence] = []
    for section in Section:
        for source in _HEADS:
            own = [each for each in items if each.source is source and _section(each) is section]
            found += [_sentence(section, each) for each in own[-MOST_OF_A_KIND:]]
            more = own[:-MOST_OF_A_KIND]
            if more:
                text = f"And {len(more)} earlier of {source.lower()}."
                found.append(Sentence(section, text, tuple(each.key for each in more)))
    return tuple(found)


def _sentence(section: Section, item: Item) -> Sentence:
    text = f"{_HEADS[item.source]} {item.plain} ({short_day(item.day)})"
    return Sentence(section, text, (item.key,))


def _section(item: Item) -> Section:
    return Section(item.leaning.value)


def draft(items: Sequence[Item], promises: Sequence[Promise] = ()) -> dict[str, str]:
    """The text of each section: what was promised last time first, then what the evidence says."""
    said = sentences(items)
    texts: dict[str, str] = {}
    for section in Section:
        lines = [f"- {each.text} [{', '.join(each.keys)}]" for each in said if each.section is section]
        if section is Section.well:
            lines = [*(f"- Agreed last time: {each.text}: {each.state}" for each in promises), *lines]
        texts[section.value] = "\n".join(lines)
    return texts
