"""The words typed for goals, as intents; pure."""
