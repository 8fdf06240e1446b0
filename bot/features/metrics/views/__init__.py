"""The facts of metrics as Block Kit; pure."""
