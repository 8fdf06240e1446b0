"""Slack's doors to skills."""
