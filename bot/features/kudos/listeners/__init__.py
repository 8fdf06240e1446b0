"""Slack listeners of kudos: one service call for each request."""
