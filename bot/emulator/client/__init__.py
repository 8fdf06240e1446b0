"""Slack's client: what a person sees, types and clicks."""
