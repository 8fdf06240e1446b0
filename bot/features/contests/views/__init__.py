"""The facts of contests as Block Kit; pure."""
