"""Pacer: a sales manager's five jobs, in Slack."""
