"""The facts of reviews as Block Kit; pure."""
