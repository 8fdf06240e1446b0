"""Decisions about plays. Pure."""
