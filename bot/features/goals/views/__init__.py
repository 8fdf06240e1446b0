"""Facts of goals as Block Kit; pure."""
