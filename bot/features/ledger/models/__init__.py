"""The rows of the ledger. Facts are added and replaced, never overwritten: every old figure can be had again.

`recorded_at` is when Pacer came to know of a fact, `replaced_at` when something else took its place.
"""
