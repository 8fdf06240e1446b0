"""The use cases of pulses: ask a team, answer once, close, look."""
