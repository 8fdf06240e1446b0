"""The SQL of coaching."""
