"""Readers of foreign files: the process from which they are forked, and who asks it."""
