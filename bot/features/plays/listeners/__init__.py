"""Slack's door to plays."""
