"""Anonymous pulses: a team answers about its manager or itself, and nobody can tell whose an answer is."""
