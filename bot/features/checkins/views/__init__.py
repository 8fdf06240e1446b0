"""The facts of checkins as Block Kit; pure."""
