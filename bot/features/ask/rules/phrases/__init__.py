"""The words that are known: triggers of intents, names of metrics, and what says nothing. Pure."""
