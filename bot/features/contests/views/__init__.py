"""Facts of contests as Block Kit; pure."""
