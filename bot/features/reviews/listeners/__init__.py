"""Slack's requests to reviews: each parses, calls one service and chooses the view."""
