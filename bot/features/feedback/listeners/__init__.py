"""Slack's door to feedback: one service call for each request."""
