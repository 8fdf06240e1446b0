"""Slack's door to metrics: one service call for each request."""
