"""Boards: what is asked for, scores, ranks and tiers; pure."""
