"""Slack listeners of plain words."""
