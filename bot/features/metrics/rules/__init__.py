"""Formulas of figures, their comparison and their words; pure."""
