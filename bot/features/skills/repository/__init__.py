"""The SQL of skills."""
