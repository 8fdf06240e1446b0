"""Anonymous pulses: a team answers about its manager or itself; nobody can tell who said what."""
