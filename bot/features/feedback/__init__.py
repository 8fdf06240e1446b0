"""Feedback between people: given, asked for, answered; a note to oneself."""
