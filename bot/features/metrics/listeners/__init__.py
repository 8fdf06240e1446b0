"""Slack's requests to metrics: each parses, calls one service and chooses the view."""
