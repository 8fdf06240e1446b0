"""The use cases of notifications: each checks who may do it."""
