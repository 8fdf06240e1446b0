"""Slack listeners of goals: one service call for each request."""
