"""Decisions, formulas and facts of celebrations; pure."""
