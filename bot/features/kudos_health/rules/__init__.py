"""Decisions, formulas and facts of kudos health; pure."""
