"""The words typed for metrics, as intents; pure."""
