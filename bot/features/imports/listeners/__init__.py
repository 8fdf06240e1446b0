"""Slack listeners of imports."""
