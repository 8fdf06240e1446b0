"""The facts of notifications as Block Kit; pure."""
