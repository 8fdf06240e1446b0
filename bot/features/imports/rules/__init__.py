"""Decisions, formulas and facts of imports; pure."""
