"""Slack's door to reviews: one service call for each request."""
