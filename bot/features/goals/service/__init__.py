"""Goals set, agreed, followed and closed, and reading them; each use case checks who may."""
