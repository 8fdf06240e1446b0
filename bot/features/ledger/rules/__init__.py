"""Decisions, formulas and facts of ledger; pure."""
