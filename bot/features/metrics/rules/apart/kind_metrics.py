"""Metrics of quotas for kinds of deals, such as `attainment:renewal`, and of stages; pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from bot.common.date_ranges import DateRange
from bot.features.ledger.rules.facts import Facts
from bot.features.ledger.rules.quotas import kind_key, kinds_in
from bot.features.metrics.rules import quota as quotas
from bot.features.metrics.rules.apart.cut_metrics import cut_metric, cut_of
from bot.features.metrics.rules.catalogue import BY_KEY
from bot.features.metrics.rules.deals import SMALL_SAMPLE
from bot.features.metrics.rules.figures import Figure, Unit
from bot.features.metrics.rules.funnel import stage_conversion
from bot.features.metrics.rules.marked_rows import Rows
from bot.features.metrics.rules.metric import Compute, Metric
from bot.features.metrics.rules.pipeline import coverage
from bot.features.metrics.rules.rows import against_quota, of_stage
from bot.features.metrics.rules.rows import coverage as coverage_rows

_OfKind = Callable[[Facts, DateRange, str], Figure]
_OF_KIND: dict[str, tuple[_OfKind, Callable[[Facts, DateRange, str], Rows]]] = {
    "attainment": (quotas.attainment, against_quota),
    "pace": (quotas.pace, against_quota),
    "required": (quotas.required, against_quota),
    "coverage": (coverage, coverage_rows),
}


def kind_metrics(kind: str) -> tuple[Metric, ...]:
    """Attainment, pace, what is needed a day, and coverage, of the quotas for one kind of deals."""
    return tuple(_of_kind(BY_KEY[key], kind, *computed) for key, computed in _OF_KIND.items())


def _of_kind(
    metric: Metric, kind: str, compute: _OfKind, rows: Callable[[Facts, DateRange, str], Rows]
) -> Metric:
    return replace(
        metric,
        key=f"{metric.key}:{kind_key(kind)}",
        name=f"{metric.name}: {kind}",
        why=f"{metric.why} For {kind} alone.",
        compute=_computes(compute, kind),
        rows=lambda facts, days: rows(facts, days, kind),
        words=tuple(f"{word} {kind}".lower() for word in (*metric.words, metric.key, metric.name)),
    )


def _computes(compute: _OfKind, kind: str) -> Compute:
    return lambda facts, days: compute(facts, days, kind)


def kinds_with_quota(facts: Facts, days: DateRange) -> tuple[str, ...]:
    """The kinds of deals for which somebody here has a quota of their own in these days, sorted."""
    return kinds_in((plan for seller in facts.sellers for plan in seller.plans), days)


def kind_of(key: str) -> str:
    """The kind of deals of such a metric's key, as `kind_key` has it; "" for other metrics."""
    metric, _, kind = key.partition(":")
    return kind if metric in _OF_KIND else ""


class MetricsByKey(Mapping[str, Metric]):
    """Metrics by key; those of a kind of deals, and of a cut, are there for each, and are not listed."""

    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._listed = {metric.key: metric for metric in metrics}

    def __getitem__(self, key: str) -> Metric:
        if key in self._listed:
            return self._listed[key]
        whole, cut = cut_of(key)
        if cut:
            return cut_metric(self[whole], cut)
        if not (kind := kind_of(key)):
            raise KeyError(key)
        return next(each for each in kind_metrics(kind.replace("_", " ")) if each.key == key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)


def stage_metric(stage: str) -> Metric:
    """Conversion rate of a stage: deals that got further / deals that entered it."""

    def compute(facts: Facts, days: DateRange) -> Figure:
        return stage_conversion(facts, days, stage)

    return Metric(
        f"stage:{stage}",
        f"Conversion from {stage}",
        "deals that got further / deals that entered the stage",
        Unit.percent,
        "Where deals get stuck.",
        compute,
        of_stage(stage),
        minimum=SMALL_SAMPLE,
    )
