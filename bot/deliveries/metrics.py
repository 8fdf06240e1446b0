"""Prometheus metrics of deliveries; labels are kinds and errors, never people or places."""

from datetime import timedelta

from prometheus_client import Counter, Histogram

_SENT = Counter("pacer_deliveries_sent_total", "Messages that reached Slack", ["kind"])
_RETRIED = Counter("pacer_deliveries_retried_total", "Attempts that will be made again", ["error"])
_FAILED = Counter("pacer_deliveries_failed_total", "Messages given up for good", ["error"])
_LAG = Histogram(
    "pacer_delivery_lag_seconds",
    "From when a message was due until Slack had it",
    buckets=(0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200),
)


def sent(kind: str, late: timedelta) -> None:
    """Counts a delivery that reached Slack, and how late it was."""
    _SENT.labels(kind).inc()
    _LAG.observe(max(0.0, late.total_seconds()))


def retried(error: str) -> None:
    """Counts an attempt that failed and will be repeated."""
    _RETRIED.labels(error).inc()


def failed(error: str) -> None:
    """Counts a delivery that failed for good."""
    _FAILED.labels(error).inc()
