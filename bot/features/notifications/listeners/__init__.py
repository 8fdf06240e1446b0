"""Slack's door to notifications: one service call for each request."""
