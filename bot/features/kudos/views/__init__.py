"""The facts of kudos as Block Kit; pure."""
