"""Kinds of notices that metrics send to people and channels."""

SUMMARY, POST = "metrics.summary", "metrics.post"
EXPORT = "metrics.export"
ASKED, DECIDED = "metrics.dispute", "metrics.decision"
