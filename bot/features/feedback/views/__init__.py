"""The facts of feedback as Block Kit; pure."""
