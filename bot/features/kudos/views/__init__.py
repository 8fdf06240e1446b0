"""Facts of kudos as Block Kit; pure."""
