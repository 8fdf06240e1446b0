"""The forms of skills; pure."""
