"""Slack's door to coaching."""
