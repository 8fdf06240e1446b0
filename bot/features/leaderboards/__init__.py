"""Boards: who is ahead, by which measure, fairly; the top in public, one's own place in private."""
