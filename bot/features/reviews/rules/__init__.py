"""Cycles, drafts, exports and who may read a review; pure."""
