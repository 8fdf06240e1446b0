"""Decisions, formulas and facts of reviews; pure."""
