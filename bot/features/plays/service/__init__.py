"""Use cases of plays."""
