"""The facts of goals as Block Kit; pure."""
