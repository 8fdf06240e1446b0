"""Slack's door to kudos: one service call for each request."""
