"""Feedback between people: given, requested, answered; and notes to oneself."""
