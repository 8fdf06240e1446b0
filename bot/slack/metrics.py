"""Prometheus metrics of requests; labels are kinds and outcomes, never people or places."""

from prometheus_client import Counter, Histogram

_ACK = Histogram(
    "pacer_ack_seconds",
    "From a request's arrival in the router until its answer is ready",
    ["request"],
    buckets=(0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3),
)
_ANSWERS = Counter("pacer_answers_total", "Requests by how they ended", ["request", "outcome"])


def answered(request: str, outcome: str, seconds: float) -> None:
    """Counts a request and its duration. `outcome`: answered, ignored, refused or broken."""
    _ACK.labels(request).observe(seconds)
    _ANSWERS.labels(request, outcome).inc()
