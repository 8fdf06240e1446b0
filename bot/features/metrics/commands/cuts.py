"""Cuts as people type them: `type renewal`, `pipeline Partner`, `by lead source`; pure."""

import re

from bot.features.ledger.rules.cuts import Dimension

# The words that people type for a dimension.
DIMENSION_WORDS = {
    "type": Dimension.type,
    "deal type": Dimension.type,
    "pipeline": Dimension.pipeline,
    "segment": Dimension.segment,
    "product": Dimension.product,
    "lead source": Dimension.lead_source,
    "source": Dimension.lead_source,
    "lost reason": Dimension.lost_reason,
}
_ANY = "|".join(sorted(DIMENSION_WORDS, key=len, reverse=True))
_CUT = re.compile(rf"(?:(?P<rest>.*?)\s+)??(?:in\s+)?(?P<by>{_ANY})\s+(?P<value>\S.*)", re.IGNORECASE)
_BY = re.compile(rf"by\s+(?P<by>{_ANY})(?:\s+(?P<rest>.*))?", re.IGNORECASE)


def split_cut(words: str) -> tuple[str, Dimension, str] | None:
    """The words before a cut at their end, its dimension, and the value asked for; None without one."""
    match = _CUT.fullmatch(words)
    if match is None:
        return None
    return match["rest"] or "", DIMENSION_WORDS[match["by"].lower()], match["value"]


def split_breakdown(words: str) -> tuple[Dimension, str] | None:
    """The dimension by which words such as `by type team` take a figure apart, and the words behind it."""
    match = _BY.fullmatch(words)
    return (DIMENSION_WORDS[match["by"].lower()], match["rest"] or "") if match else None
