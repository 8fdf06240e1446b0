"""The use cases of contests: each checks who may do it."""
