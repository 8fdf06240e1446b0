"""Decisions, formulas and facts of teams; pure."""
