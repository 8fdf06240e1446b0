"""The SQL of plays."""
