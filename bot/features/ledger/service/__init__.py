"""Posting, which asks nobody as imports call it; entries by hand and settings, which check who may; reads."""
