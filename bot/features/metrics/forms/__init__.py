"""The forms of metrics; pure."""
