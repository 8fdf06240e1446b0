"""Builds a draft by rules: sentences in groups, each with the keys of the evidence behind it; pure.

Equal evidence gives equal bytes; without an item its words are left out. Plain text, never escaped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.common.date_ranges import DateRange, day_in
from bot.common.numbers import write_amount
from bot.common.text import plural
from bot.features.evidence.rules import EvidenceItem, Source
from bot.features.reviews.rules.cycle import MOST_FIELDS, Section
from bot.features.reviews.rules.text_chunks import split

MOST_OF_A_KIND = 8
_LEFT_OUT = "And {} more lines than fit here: see what it stands on"
_AGREED = "Agreed last time"
_GOALS = {Section.well: "Goals reached", Section.better: "Goals missed", Section.next: "Goals under way"}
# In the order in which a section tells them; notes, reviews and talks stand beside a draft, never in it.
_HEADS = {
    Source.result: "",
    Source.credit: "Deals won",
    Source.goal: "Goals",
    Source.kudos: "Thanks",
    Source.feedback: "Feedback",
    Source.checkin: "Check-ins",
    Source.action: "Actions",
    Source.levels: "Skills",
}


@dataclass(frozen=True)
class DraftSentence:
    """A sentence of a group: its `parts`, and how many more there are that it does not tell.

    `keys`: all evidence behind it, as far as it counts for something; `told`: what its words are of.
    """

    section: Section
    head: str
    parts: tuple[str, ...]
    keys: tuple[str, ...]
    told: tuple[str, ...] = ()
    more: int = 0

    @property
    def line(self) -> str:
        """The sentence, such as `Goals reached: a (3 Nov); b (4 Nov); and 2 more.`"""
        parts = [part.rstrip(".") for part in self.parts]
        said = "; ".join([*parts, *([f"and {self.more} more"] if self.more else [])])
        return f"{self.head}: {said}." if self.head else f"{said}."


@dataclass(frozen=True)
class _Told:
    """What is one part of a sentence: its words, and the keys of the evidence behind them."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """An action agreed in the previous review; `key` names that review.

    `is_shared`: both people were part of it, so that both may see it. `action_key`: the evidence that it is
    as an action of their 1:1s; "" for none.
    """

    text: str
    state: str
    key: str
    is_shared: bool = True
    action_key: str = ""


def sentences(
    items: Sequence[EvidenceItem], days: DateRange, promises: Sequence[Promise] = ()
) -> tuple[DraftSentence, ...]:
    """The promises, then the evidence by kind, oldest first.

    At most eight of a kind are told, spread over the whole time, and how many more there are.
    """
    found: list[DraftSentence] = []
    if promises:
        parts, keys = [f"{each.text} ({each.state})" for each in promises], [each.key for each in promises]
        found.append(DraftSentence(Section.well, _AGREED, tuple(parts), tuple(dict.fromkeys(keys))))
    for section in Section:
        for source in _HEADS:
            own = [each for each in items if each.source is source and _section(each) is section]
            told = _won(own, days) if source is Source.credit else [_one(each, days) for each in own]
            if source is Source.result:
                found += [_sentence(section, "", [each]) for each in told]
            elif told:
                found.append(_sentence(section, _head(section, source, len(told)), told))
    return tuple(found)


def _head(section: Section, source: Source, count: int) -> str:
    if source is Source.credit:
        return f"{plural(count, 'deal')} won"
    return _GOALS[section] if source is Source.goal else _HEADS[source]


def _sentence(section: Section, head: str, told: Sequence[_Told]) -> DraftSentence:
    shown = [told[at] for at in _spread(len(told))]
    return DraftSentence(
        section,
        head,
        tuple(each.text for each in shown),
        tuple(key for each in told for key in each.keys),
        tuple(key for each in shown for key in each.keys),
        len(told) - len(shown),
    )


def _spread(count: int) -> list[int]:
    """Indexes of at most eight of `count` items, as evenly spread as possible, first and last included."""
    if count <= MOST_OF_A_KIND:
        return list(range(count))
    return [at * (count - 1) // (MOST_OF_A_KIND - 1) for at in range(MOST_OF_A_KIND)]


def _one(item: EvidenceItem, days: DateRange) -> _Told:
    # The period of a result is in its words.
    day = "" if item.source is Source.result else f" ({day_in(item.day, days)})"
    return _Told(f"{item.plain}{day}", (item.key,))


def _won(items: Sequence[EvidenceItem], days: DateRange) -> list[_Told]:
    """The deals that are won at the end, each with what is left of it after what was taken back."""
    by_deal: dict[int, list[EvidenceItem]] = {}
    alone: list[_Told] = []
    for item in items:
        if item.deal is None:
            alone.append(_one(item, days))
        else:
            by_deal.setdefault(item.deal.deal_id, []).append(item)
    found = []
    for lines in by_deal.values():
        left: dict[str, Decimal] = {}
        for item in lines:
            if item.deal is not None:
                left[item.deal.currency] = left.get(item.deal.currency, Decimal(0)) + item.deal.amount
        amounts = [write_amount(amount, currency) for currency, amount in left.items() if amount > 0]
        first = lines[0].deal
        if amounts and first is not None:
            text = f"{first.plain_name}, {' and '.join(amounts)} ({day_in(lines[-1].day, days)})"
            found.append(_Told(text, tuple(each.key for each in lines)))
    return [*found, *alone]


def _section(item: EvidenceItem) -> Section:
    return Section(item.leaning.value)


def draft(items: Sequence[EvidenceItem], days: DateRange, promises: Sequence[Promise] = ()) -> dict[str, str]:
    """The text of each section, by its value; promises first."""
    said = sentences(items, days, promises)
    return {
        section.value: _fitting([each.line for each in said if each.section is section])
        for section in Section
    }


def without_promised(items: Sequence[EvidenceItem], promises: Sequence[Promise]) -> list[EvidenceItem]:
    """The items but those that are told as promises: what was agreed last time stands in a draft once."""
    promised = {each.action_key for each in promises}
    return [each for each in items if each.key not in promised]


def told_in(texts: Mapping[str, str], items: Sequence[EvidenceItem], days: DateRange) -> list[EvidenceItem]:
    """The items whose own words stand in the draft; not those only counted, or left out for space."""
    lines = {line for text in texts.values() for line in text.splitlines()}
    alone = {
        key for each in sentences(items, days) if each.line.splitlines()[0] in lines for key in each.told
    }
    return [each for each in items if each.key in alone]


def heads_of(items: Sequence[EvidenceItem], days: DateRange) -> dict[str, str]:
    """In which sentence of the draft each item stands, by its key: the words before its colon."""
    said = sentences(items, days)
    return {key: each.head or each.parts[0].partition(":")[0] for each in said for key in each.keys}


def _fitting(lines: Sequence[str]) -> str:
    """The lines as one text; a last line counts those that do not fit."""
    for kept in range(len(lines), -1, -1):
        left = len(lines) - kept
        text = "\n".join([*lines[:kept], *([_LEFT_OUT.format(left)] if left else [])])
        if len(split(text)) <= MOST_FIELDS:
            return text
    raise AssertionError("one line always fits")
