"""Words after `/learn` to intents. Pure."""
