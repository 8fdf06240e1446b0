"""The use cases of celebrations: each checks who may do it."""
