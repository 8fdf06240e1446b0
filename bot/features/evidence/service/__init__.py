"""Collecting the evidence about a person."""
