"""Builds a draft by rules: sentences that each name the evidence behind them; pure.

Equal evidence gives equal bytes; without an item its sentence is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.common.date_ranges import DateRange, day_in
from bot.features.evidence.rules import EvidenceItem, Source
from bot.features.reviews.rules.cycle import MOST_FIELDS, Section
from bot.features.reviews.rules.text_chunks import split

MOST_OF_A_KIND = 8
_MOST_NAMED = 12
_LEFT_OUT = "- And {} more lines than fit here: see what is on record"
_HEADS = {
    Source.result: "Result",
    Source.goal: "Goal",
    Source.credit: "Deal",
    Source.checkin: "Check-in",
    Source.kudos: "Thanked by",
    Source.feedback: "Feedback from",
}


@dataclass(frozen=True)
class DraftSentence:
    """A sentence and the keys of its evidence. `tells`: it holds an item's own words, not only a count."""

    section: Section
    text: str
    keys: tuple[str, ...]
    tells: bool = True

    @property
    def line(self) -> str:
        """The sentence with its evidence in brackets, at most twelve keys."""
        named, more = self.keys[:_MOST_NAMED], len(self.keys) - _MOST_NAMED
        return f"- {self.text} [{', '.join(named)}{f' and {more} more' if more > 0 else ''}]"


@dataclass(frozen=True)
class Promise:
    """An action agreed in the previous review; `key` names that review.

    `is_shared`: both people were part of it, so that both may see it.
    """

    text: str
    state: str
    key: str
    is_shared: bool = True


def sentences(
    items: Sequence[EvidenceItem], days: DateRange, promises: Sequence[Promise] = ()
) -> tuple[DraftSentence, ...]:
    """The promises, then the evidence by kind, oldest first.

    At most eight of a kind, spread over the whole time, and one sentence on how many more there are.
    """
    found = [
        DraftSentence(Section.well, f"Agreed last time: {each.text}: {each.state}", (each.key,))
        for each in promises
    ]
    for section in Section:
        for source in _HEADS:
            own = [each for each in items if each.source is source and _section(each) is section]
            told = _spread(len(own))
            found += [_sentence(section, own[at], days) for at in told]
            more = [each for at, each in enumerate(own) if at not in told]
            if more:
                text = f"And {len(more)} more of {source.lower()}"
                found.append(DraftSentence(section, text, tuple(each.key for each in more), tells=False))
    return tuple(found)


def _spread(count: int) -> list[int]:
    """Indexes of at most eight of `count` items, as evenly spread as possible, first and last included."""
    if count <= MOST_OF_A_KIND:
        return list(range(count))
    return [at * (count - 1) // (MOST_OF_A_KIND - 1) for at in range(MOST_OF_A_KIND)]


def _sentence(section: Section, item: EvidenceItem, days: DateRange) -> DraftSentence:
    text = f"{_HEADS[item.source]} {item.plain} ({day_in(item.day, days)})"
    return DraftSentence(section, text, (item.key,))


def _section(item: EvidenceItem) -> Section:
    return Section(item.leaning.value)


def draft(items: Sequence[EvidenceItem], days: DateRange, promises: Sequence[Promise] = ()) -> dict[str, str]:
    """The text of each section, by its value; promises first."""
    said = sentences(items, days, promises)
    return {
        section.value: _fitting([each.line for each in said if each.section is section])
        for section in Section
    }


def told_in(texts: Mapping[str, str], items: Sequence[EvidenceItem], days: DateRange) -> list[EvidenceItem]:
    """The items whose own words stand in the draft; not those only counted, or left out for space."""
    lines = {line for text in texts.values() for line in text.splitlines()}
    alone = {
        each.keys[0] for each in sentences(items, days) if each.tells and each.line.splitlines()[0] in lines
    }
    return [each for each in items if each.key in alone]


def _fitting(lines: Sequence[str]) -> str:
    """The lines as one text; a last line counts those that do not fit."""
    for kept in range(len(lines), -1, -1):
        left = len(lines) - kept
        text = "\n".join([*lines[:kept], *([_LEFT_OUT.format(left)] if left else [])])
        if len(split(text)) <= MOST_FIELDS:
            return text
    raise AssertionError("one line always fits")
