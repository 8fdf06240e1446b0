"""Use cases of skills."""
