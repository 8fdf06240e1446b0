"""Slack's door to the library."""
