"""What knows SQL and nothing of Slack: the engine, transactions, the scoped repository."""
