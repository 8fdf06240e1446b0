"""Use cases of the library."""
