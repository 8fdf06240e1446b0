"""The forms of notifications; pure."""
