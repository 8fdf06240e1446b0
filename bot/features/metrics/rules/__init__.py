"""Decisions, formulas and facts of metrics; pure."""
