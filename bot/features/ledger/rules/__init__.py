"""Decisions, formulas and facts of the ledger; pure."""
