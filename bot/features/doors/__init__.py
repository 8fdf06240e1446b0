"""Doors: the menu of what a person can begin in Pacer, and its buttons."""
