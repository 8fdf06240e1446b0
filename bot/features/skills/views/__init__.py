"""Skills as messages and windows; pure."""
