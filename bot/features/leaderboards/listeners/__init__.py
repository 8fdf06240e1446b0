"""Slack's door to leaderboards: one service call for each request."""
