"""A week in words, and of when its numbers are; pure."""
