"""The use cases of people: each checks who may do it."""
