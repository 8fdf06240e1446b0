"""Metrics: what they are, what they come to, why, and the weekly summary of them."""
