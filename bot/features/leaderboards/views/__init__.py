"""Boards as people see them: for one pair of eyes, and in a channel."""
