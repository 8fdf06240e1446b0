"""The use cases of imports: each checks who may do it."""
