"""Decisions, formulas and facts of feedback; pure."""
