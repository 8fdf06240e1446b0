"""Slack's requests to notifications: each parses, calls one service and chooses the view."""
