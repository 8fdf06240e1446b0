"""Whose turn it is: the queue within this process, and the one on Postgres."""
