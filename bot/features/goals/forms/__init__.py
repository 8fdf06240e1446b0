"""The forms of goals; pure."""
