"""By what figures can be cut: type, pipeline and the like, as each deal's source tells them; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.features.ledger.rules.quotas import kind_key


class Dimension(StrEnum):
    """By what figures are cut; the value is the name of the column, and of the field of `Traits`."""

    type = "category"
    pipeline = "pipeline"
    segment = "segment"
    product = "product"
    lead_source = "lead_source"
    lost_reason = "lost_reason"

    @property
    def label(self) -> str:
        """As people read and type it: `type`, `lead source`."""
        return self.name.replace("_", " ")


class Traits(NamedTuple):
    """What a source tells of a deal, by which figures are cut; "" where it tells nothing."""

    category: str = ""
    pipeline: str = ""
    segment: str = ""
    product: str = ""
    lead_source: str = ""
    lost_reason: str = ""

    def told(self, dimension: Dimension) -> str:
        """What is told in this dimension."""
        value: str = getattr(self, dimension.value)
        return value


UNKNOWN = Traits()
# How a value that was not told is named, and written in a key.
NOT_TOLD = "not told"


@dataclass(frozen=True)
class Cut:
    """One value, or several, of a dimension: figures with it are of the deals that have one of them.

    `keys` are as `kind_key` has them; "" is that of deals of which nothing is told.
    """

    dimension: Dimension
    keys: frozenset[str]

    def has(self, traits: Traits) -> bool:
        """Whether a deal with these traits is in it."""
        return kind_key(traits.told(self.dimension)) in self.keys


def values_of(deals: Iterable[Traits], dimension: Dimension) -> Mapping[str, str]:
    """The values that these deals have, by key, each in its first spelling; "" is not told."""
    return {kind_key(told): told for told in sorted({each.told(dimension) for each in deals}, reverse=True)}
