"""Finds the cut that somebody asks for among what the sources tell of the subject's deals."""

from collections.abc import Collection, Mapping, Sequence

from bot.common.errors import BadInput
from bot.common.text import excerpt, listed
from bot.db.transaction import Transaction
from bot.features.ledger.rules.cuts import NOT_TOLD, Dimension
from bot.features.ledger.rules.quotas import kind_key
from bot.features.ledger.service import quotas
from bot.features.ledger.service.aggregates import all_values_told, values_told
from bot.features.metrics.commands.cuts import split_cut
from bot.features.metrics.rules.facts import LONGEST_KIND, MetricsSubject, NamedCut
from bot.features.metrics.rules.metric import Metric
from bot.slack.text import typed_excerpt, unescape

_MOST_NAMED, _MOST_CHOSEN = 8, 15
AskedCut = tuple[Dimension, str]


def cut_at_end(
    words: str, metrics: Sequence[Metric], names: Sequence[str] = ()
) -> tuple[str, AskedCut | None]:
    """The words before a cut at their end, and the cut; None without one.

    Words that name a metric (`pipeline coverage`) or one of `names` (the team Product Sales) are no cut.
    """
    found = split_cut(words)
    if found is None or words.casefold() in {name.casefold() for name in names}:
        return words, None
    rest, dimension, value = found
    if not rest and (value.casefold().split()[0] == "team" or _is_metric(words, value, metrics)):
        return words, None
    return rest, (dimension, value)


def _is_metric(words: str, value: str, metrics: Sequence[Metric]) -> bool:
    said, by = f"{words.casefold()} ", len(words) - len(value)
    names = (unescape(name).casefold() for metric in metrics for name in metric.names())
    return any(len(name) > by and said.startswith(f"{name} ") for name in names)


async def named_cut(
    transaction: Transaction, asked: AskedCut | None, subject: MetricsSubject
) -> NamedCut | None:
    """The cut that was asked for. BadInput names the known values where none of the deals has this one."""
    if asked is None:
        return None
    dimension, value = asked
    known = await values_told(transaction, dimension, subject.whose.ids)
    if kind_key(value) == kind_key(NOT_TOLD):
        value = ""
    if kind_key(value) not in known:
        raise BadInput(_unknown(dimension, value, known))
    return NamedCut(dimension, known[kind_key(value)])


def _unknown(dimension: Dimension, value: str, known: Mapping[str, str]) -> str:
    told = [excerpt(told) for key, told in known.items() if key]
    if not told:
        return f"No source tells the {dimension.label} of these deals."
    more = f", and {len(told) - _MOST_NAMED} more" if len(told) > _MOST_NAMED else ""
    said = typed_excerpt(value or NOT_TOLD)
    return f"“{said}” is no {dimension.label} of these deals. There is {listed(told[:_MOST_NAMED])}{more}."


async def values_of_cuts(
    transaction: Transaction, subject: MetricsSubject
) -> dict[Dimension, list[NamedCut]]:
    """The cuts that there are of the subject's deals, by dimension; none where no source tells a value."""
    found: dict[Dimension, list[NamedCut]] = {}
    for dimension in Dimension:
        known = await values_told(transaction, dimension, subject.whose.ids)
        if any(known):
            found[dimension] = [NamedCut(dimension, value) for value in known.values()]
    return found


async def cuts_in_books(
    transaction: Transaction, dimensions: Collection[Dimension]
) -> dict[Dimension, list[NamedCut]]:
    """The cuts that there are of all deals, by dimension; none where no source tells a value."""
    told = await all_values_told(transaction, dimensions) if dimensions else {}
    return {
        each: [NamedCut(each, value) for value in known.values()]
        for each, known in told.items()
        if any(known)
    }


async def cuts_told(transaction: Transaction) -> dict[str, str]:
    """The cuts that there are of all deals, as they are written, with their labels."""
    return cut_labels(await cuts_in_books(transaction, tuple(Dimension)))


def cut_labels(told: Mapping[Dimension, Sequence[NamedCut]]) -> dict[str, str]:
    """The first of these of each dimension to choose from: labels such as `type: Renewal` by the cut."""
    return {
        each.written(): f"{each.dimension.label}: {excerpt(unescape(each.value or NOT_TOLD))}"
        for values in told.values()
        for each in values[:_MOST_CHOSEN]
    }


async def cut_from(transaction: Transaction, written: str, subject: MetricsSubject) -> NamedCut | None:
    """The cut that a button carries, None for "". BadInput: none of the subject's deals has it any more."""
    if not written:
        return None
    dimension, _, key = written.partition("=")
    return await named_cut(transaction, (Dimension(dimension), key or NOT_TOLD), subject)


async def kinds_in_books(transaction: Transaction) -> tuple[str, ...]:
    """The types of the deals in the books and of the quotas in force, as raw text, each once, sorted."""
    told = await values_told(transaction, Dimension.type)
    known = {kind_key(kind): kind for kind in await quotas.kinds(transaction)} | dict(told)
    kinds = [unescape(known[key]) for key in sorted(known) if key]
    return tuple(kind for kind in kinds if len(kind) <= LONGEST_KIND)
