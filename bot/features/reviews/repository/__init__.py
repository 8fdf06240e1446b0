"""The only SQL of reviews."""
