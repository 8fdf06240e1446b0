"""Decisions, formulas and facts of goals; pure."""
