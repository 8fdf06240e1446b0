"""Decisions about mentors. Pure."""
