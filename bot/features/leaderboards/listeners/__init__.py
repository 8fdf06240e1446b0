"""Slack's requests to leaderboards: each parses, calls one service and chooses the view."""
