"""Decisions of the library. Pure."""
