"""The forms of check-ins; pure."""
