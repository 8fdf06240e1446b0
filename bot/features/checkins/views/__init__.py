"""Facts of check-ins as Block Kit; pure."""
