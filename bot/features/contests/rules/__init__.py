"""Decisions, formulas and facts of contests; pure."""
