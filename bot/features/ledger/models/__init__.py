"""Rows of the ledger.

Facts are added and replaced, never overwritten, so that every old figure can be computed again. `recorded_at`
is when Pacer learned of a fact, `replaced_at` when another fact took its place (None: current).
"""
