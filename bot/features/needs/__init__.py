"""Needs: the list of what waits for somebody, and what they have put away of it."""
