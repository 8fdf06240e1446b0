"""Facts of feedback as Block Kit; pure."""
