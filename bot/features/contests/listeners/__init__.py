"""Slack's doors to contests: one service call for each request."""
