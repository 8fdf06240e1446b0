"""Slack's door to goals: one service call for each request."""
