"""SQL of goals, and the mapping of rows to facts."""
