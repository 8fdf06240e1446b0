"""Decisions, formulas and facts of workspace; pure."""
