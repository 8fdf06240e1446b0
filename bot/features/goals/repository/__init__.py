"""The SQL of goals."""
