"""Metrics: definitions, figures with their explanation, disputes, and the weekly summary."""
