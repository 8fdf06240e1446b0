"""Slack listeners of feedback: one service call for each request."""
