"""Decisions, formulas and facts of leaderboards; pure."""
