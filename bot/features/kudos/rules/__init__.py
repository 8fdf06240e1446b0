"""Decisions, formulas and facts of kudos; pure."""
