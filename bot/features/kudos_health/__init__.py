"""Whether recognition is healthy: who is not seen, and where points go round; for managers alone."""
